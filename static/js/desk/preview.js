/* The preview: the text as the server renders it, in the readers’ style. */

import { inReadersStyle } from "./readers-style.js";

export function token(editor) {
  return editor.closest("form").querySelector("[name=csrfmiddlewaretoken]").value;
}

export function openPreview(editor) {
  const pane = editor.querySelector("[data-editor-preview]");
  pane.hidden = false;
  return inReadersStyle(pane, editor.dataset.styles);
}

export async function refresh(editor, area, preview) {
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
