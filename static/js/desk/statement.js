/* The dialog for a new statement: its title, and from the server a key that was never used. */

import { insertBlock } from "./insert.js";
import { post, SignedOut } from "./post.js";

const WORDS = "What educators should do.";

function statement(key, title) {
  return `::: {.statement #${key} title="${title.replace(/["\\]/g, "’").replace(/\s+/g, " ")}"}\n${WORDS}\n:::`;
}

export function askForStatement(editor, area) {
  const dialog = editor.querySelector("[data-editor-statement]");
  const [title, error] = ["input", "[role=alert]"].map((part) => dialog.querySelector(part));
  title.value = area.value.slice(area.selectionStart, area.selectionEnd).trim().slice(0, 250);
  error.textContent = "";
  const add = async () => {
    if (!title.value.trim()) {
      error.textContent = "Give it a title, such as: Structured reflection.";
      return;
    }
    try {
      const answer = await post(editor.dataset.keyUrl, area.form, { title: title.value, content: area.value });
      const { key } = await answer.json();
      dialog.onclose = null; // as in link.js
      dialog.close();
      insertBlock(area, statement(key, title.value.trim()), WORDS);
    } catch (failure) {
      const why = failure instanceof SignedOut ? "Sign in again in another tab, then try once more." : "No connection: try again in a moment.";
      error.textContent = `No key could be made. ${why}`;
    }
  };
  dialog.querySelector("[data-editor-insert-statement]").onclick = add;
  title.onkeydown = (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // it would send the chapter’s form
    add();
  };
  dialog.querySelector("[data-editor-cancel]").onclick = () => dialog.close();
  dialog.onclose = () => area.focus();
  dialog.showModal();
}
