/* Finds text that this browser kept and nobody saved, hands it to the server, and offers it. */

import { post } from "./post.js";

function show(time) {
  const place = document.querySelector("[data-unsaved]");
  const when = { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" };
  place.querySelector("[data-unsaved-time]").textContent = new Date(time).toLocaleString("en-GB", when).replace(" at", ",");
  place.hidden = false;
}

/** `copy` is of local-copy.js; `isSame` says whether a text stands in the form already. */
export async function offerUnsaved({ copy, line, form, isSame }) {
  const address = new URL(location.href);
  if (address.searchParams.has("forgot")) {
    copy.drop();
    address.searchParams.delete("forgot");
    history.replaceState(null, "", address);
  }
  const found = copy.read();
  if (!found || isSame(found)) return;
  if (found.time <= Number(line.dataset.savedAt)) {
    copy.drop();
    return;
  }
  try {
    const { time, ...said } = found;
    const answer = await post(line.dataset.url, form, said);
    if ((await answer.json()).kept) show(time);
  } catch {
    // it stays in this browser until the next time
  }
}
