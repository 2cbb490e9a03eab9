/* Shows rendered text in the readers' style inside the desk; without this script it shows in the desk's own style. */

import { inReadersStyle } from "./readers-style.js";

for (const place of document.querySelectorAll("[data-shown]")) {
  const html = place.innerHTML; // sanitised by the server
  inReadersStyle(place, place.dataset.styles).innerHTML = html;
}
