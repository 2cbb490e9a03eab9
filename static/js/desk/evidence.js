/* Buttons that add a document or an address to the evidence for a change; without this script links are typed. */

import { askForLink } from "./link.js";

for (const form of document.querySelectorAll("[data-evidence]")) {
  for (const button of form.querySelectorAll("[data-add-evidence]")) {
    button.hidden = false;
    button.addEventListener("click", () => askForLink(form, document.getElementById(button.dataset.addEvidence)));
  }
}
