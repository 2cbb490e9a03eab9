/* The dialog that finds a chapter, a statement or a document to link to, or takes an address. */

import { choice } from "./choice.js";
import { replace } from "./insert.js";

const PAUSE = 200; // milliseconds without typing before the search starts

function insertLink(area, dialog, target, title) {
  dialog.onclose = null; // the words that follow take the focus; a late event would take it from the next step
  dialog.close();
  const words = area.value.slice(area.selectionStart, area.selectionEnd) || title;
  replace(area, `[${words.replace(/[[\]]/g, "\\$&").replace(/\s+/g, " ")}](${target})`);
}

async function find(editor, words, signal) {
  const answer = await fetch(`${editor.dataset.linksUrl}?${new URLSearchParams({ q: words })}`, { signal });
  if (answer.redirected) throw new Error("Sign in again in another tab, then search once more.");
  return (await answer.json()).found;
}

export function askForLink(editor, area) {
  const dialog = editor.querySelector("[data-editor-link]");
  const [search, said, results] = ["input", "[role=status]", "ul"].map((part) => dialog.querySelector(part));
  const choose = (target, title) => insertLink(area, dialog, target, title);
  let timer, running;
  const look = async () => {
    running?.abort();
    running = new AbortController();
    const words = search.value.trim();
    if (/^(https?:\/\/|mailto:|\/|#)\S+$/.test(words)) {
      results.replaceChildren(choice({ kind: "Address", title: words, target: words.replaceAll("(", "%28").replaceAll(")", "%29") }, choose));
      said.textContent = "";
      return;
    }
    try {
      const found = await find(editor, words, running.signal);
      results.replaceChildren(...found.map((one) => choice(one, choose)));
      said.textContent = found.length ? `${found.length} found.` : "Nothing found.";
    } catch (error) {
      if (error.name !== "AbortError") said.textContent = error.name === "Error" ? error.message : "No connection: the search waits.";
    }
  };
  search.value = "";
  search.oninput = () => (clearTimeout(timer), (timer = setTimeout(look, PAUSE)));
  search.onkeydown = (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // it would send the chapter’s form
    results.querySelector("button")?.click();
  };
  dialog.querySelector("[data-editor-cancel]").onclick = () => dialog.close();
  dialog.onclose = () => area.focus();
  dialog.showModal();
  look();
}
