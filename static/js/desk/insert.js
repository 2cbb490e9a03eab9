/** Puts words in place of what stands from `start` to `end`, as typing would: undo takes it back. */
export function replace(area, words, start = area.selectionStart, end = area.selectionEnd) {
  area.focus();
  area.setSelectionRange(start, end);
  const isTyped = words ? document.execCommand("insertText", false, words) : start === end || document.execCommand("delete");
  if (isTyped) return;
  area.setRangeText(words, start, end, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Puts a block on lines of its own and selects `chosen`, words in it that are meant to be replaced. */
export function insertBlock(area, block, chosen = "") {
  const before = area.value.slice(0, area.selectionStart);
  const after = area.value.slice(area.selectionEnd);
  const above = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const below = after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  const start = area.selectionStart + above.length;
  replace(area, above + block + below);
  if (!chosen) return;
  const place = start + block.indexOf(chosen);
  area.setSelectionRange(place, place + chosen.length);
}
