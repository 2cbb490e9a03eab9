// On the pages that answer an upload: takes the worksheet over to the mapping page. Bound to data-keep.
import { inWords, readBy } from "./reading.js";
import { Store } from "./store.js";

const button = document.querySelector("[data-keep]");
const say = (words) => (document.querySelector("[data-keep-status]").textContent = words);

async function take() {
  const store = new Store(button.dataset.keep, say);
  if (store.load() && !window.confirm("Put this worksheet in place of what is kept in this browser?")) return;
  try {
    const state = await readBy(button.dataset.json, new FormData(button.form));
    if (store.keep(state)) location.assign(button.dataset.map);
  } catch (error) {
    say(inWords(error));
  }
}

if (button) {
  button.hidden = false;
  button.addEventListener("click", take);
}
