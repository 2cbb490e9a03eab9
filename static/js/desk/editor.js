/* The Markdown editor: a live preview beside the text, pictures by button, drop or paste. */

import { replace } from "./insert.js";
import { askForPicture } from "./picture.js";
import { openPreview, refresh, token } from "./preview.js";
import { scrollTogether } from "./scroll.js";
import { startToolbar } from "./toolbar.js";
import { showWords } from "./words.js";

const PAUSE = 350; // milliseconds without typing before the preview follows

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
