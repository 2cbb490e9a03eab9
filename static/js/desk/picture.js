/* The dialog that uploads a picture and asks for its text; nothing reaches the editor's text before both are there. */

function markdownFor(address, words, caption) {
  const plain = (text) => text.trim().replace(/\s+/g, " ");
  const title = caption.trim() ? ` "${plain(caption).replace(/["\\]/g, "\\$&")}"` : "";
  return `\n\n![${plain(words).replace(/[[\]\\]/g, "\\$&")}](${address}${title})\n\n`;
}

async function upload(url, token, file) {
  const body = new FormData();
  body.append("image", file);
  const answer = await fetch(url, { method: "POST", headers: { "X-CSRFToken": token }, body });
  if (answer.ok || answer.status === 422) return answer.json();
  return { error: "The picture could not be stored. Sign in again in another tab, then try once more." };
}

/** Opens the dialog, with a dropped file if there is one; calls `done` with the Markdown to insert. */
export function askForPicture(editor, token, dropped, done) {
  const part = (name) => editor.querySelector(`[data-editor-${name}]`);
  const [dialog, chooser, words, caption, error] = ["dialog", "file", "words", "caption", "error"].map(part);
  words.value = caption.value = error.textContent = chooser.value = "";
  chooser.closest("p").hidden = Boolean(dropped);
  part("cancel").onclick = () => dialog.close();
  part("insert").onclick = async () => {
    const file = dropped ?? chooser.files[0];
    error.textContent = !file ? "Choose a picture." : !words.value.trim() ? "Say in words what the picture shows." : "";
    if (error.textContent) return;
    try {
      const answer = await upload(editor.dataset.uploadUrl, token, file);
      error.textContent = answer.error ?? "";
      if (!answer.address) return;
      dialog.close();
      done(markdownFor(answer.address, words.value, caption.value));
    } catch {
      error.textContent = "No connection: the picture was not stored.";
    }
  };
  dialog.showModal();
  words.focus();
}
