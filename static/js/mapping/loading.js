// Loads a file that the educator chose into the page. Bound to data-load in the form that uploads it.
import { inWords, readBy } from "./reading.js";

export function bindLoading(store, opened) {
  const button = document.querySelector("[data-load]");
  const form = button.form;
  const say = (words) => (form.querySelector("[data-load-status]").textContent = words);
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (!form.reportValidity()) return;
    if (store.load() && !window.confirm("Put this file in place of what is kept in this browser?")) return;
    say("Reading your file …");
    try {
      const state = await readBy(button.dataset.load, new FormData(form));
      store.keep(state);
      opened(state);
      say(["Your file is open above.", ...(state.remarks ?? [])].join(" "));
    } catch (error) {
      say(inWords(error));
    }
  });
}
