/* The Markdown editor: a live preview beside the text, pictures by button, drop or paste. */

import { replace } from "./insert.js";
import { askForPicture } from "./picture.js";
import { inReadersStyle } from "./readers-style.js";
import { scrollTogether } from "./scroll.js";
import { startToolbar } from "./toolbar.js";
import { showWords } from "./words.js";

const PAUSE = 350; // milliseconds without typing before the preview follows

function token(editor) {
  return editor.closest("form").querySelector("[name=csrfmiddlewaretoken]").value;
}

function openPreview(editor) {
  const pane = editor.querySelector("[data-editor-preview]");
  pane.hidden = false;
  return inReadersStyle(pane, editor.dataset.styles);
}

async function refresh(editor, area, preview) {
  const status = editor.querySelector("[data-editor-status]");
  try {
    const answer = await fetch(editor.dataset.previewUrl, {
      method: "POST",
      headers: { "X-CSRFToken": token(editor) },
      body: new URLSearchParams({ content: area.value }),
    });
    const words = await answer.text();
    if (answer.ok && !answer.redirected) preview.innerHTML = words; // sanitised by the server
    status.textContent = answer.ok ? "" : answer.status === 422 ? words : "The preview is not available. Your text is kept here.";
  } catch {
    status.textContent = "No connection: the preview waits. Your text is kept here.";
  }
}

function start(editor) {
  const area = editor.querySelector("textarea");
  const preview = openPreview(editor);
  const count = editor.querySelector("[data-editor-count]");
  let timer;
  area.addEventListener("input", () => {
    showWords(count, area.value);
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE, editor, area, preview);
  });
  const add = (file) => askForPicture(editor, token(editor), file, (markdown) => replace(area, markdown));
  editor.querySelector("[data-editor-tools]").hidden = false;
  editor.querySelector("[data-editor-add-image]").addEventListener("click", () => add());
  for (const kind of ["drop", "paste"]) {
    area.addEventListener(kind, (event) => {
      const file = (event.dataTransfer ?? event.clipboardData).files[0];
      if (!file) return;
      event.preventDefault();
      add(file);
    });
  }
  startToolbar(editor, area);
  scrollTogether(area, editor.querySelector("[data-editor-preview]"));
  showWords(count, area.value);
  refresh(editor, area, preview);
}

document.querySelectorAll("[data-editor]").forEach(start);
