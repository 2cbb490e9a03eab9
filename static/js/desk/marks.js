/* Bold, italic, headings and lists: each button takes back what it did when it is pressed again. */

import { replace } from "./insert.js";

/** Puts `mark` (* or **) around the chosen words, or takes it away. */
export function wrap(area, mark) {
  const { value } = area;
  let { selectionStart: start, selectionEnd: end } = area;
  while (start < end && /\s/.test(value[start])) start += 1;
  while (end > start && /\s/.test(value[end - 1])) end -= 1;
  const words = value.slice(start, end);
  const size = mark.length;
  const stars = Math.min(/\**$/.exec(value.slice(0, start))[0].length, /^\**/.exec(value.slice(end))[0].length);
  if (size === 1 ? stars % 2 : stars > 1) {
    replace(area, words, start - size, end + size);
    area.setSelectionRange(start - size, end - size);
    return;
  }
  const inside = words || (size === 1 ? "italic words" : "bold words");
  replace(area, mark + inside + mark, start, end);
  area.setSelectionRange(start + size, start + size + inside.length);
}

/** Rewrites the chosen lines: `change` takes them as a list and returns as many. */
function changeLines(area, change) {
  const { value } = area;
  const start = value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const next = value.indexOf("\n", area.selectionEnd);
  const end = next < 0 ? value.length : next;
  const words = change(value.slice(start, end).split("\n")).join("\n");
  replace(area, words, start, end);
  if (words.includes("\n")) area.setSelectionRange(start, start + words.length);
}

/** No heading becomes ##, ## becomes ###, ### becomes plain again. */
export function heading(area) {
  const next = { "": "## ", "## ": "### ", "### ": "" };
  changeLines(area, (lines) => {
    const [first, ...rest] = lines;
    const now = /^#{1,6} /.exec(first)?.[0] ?? "";
    return [(next[now] ?? "") + first.slice(now.length), ...rest];
  });
}

/** Makes list items of the lines, or plain lines of the items; `mark` gives the mark of the nth line. */
export function list(area, mark) {
  const item = /^(?:- |\d+\. )/;
  changeLines(area, (lines) => {
    const isList = lines.every((line, n) => line.startsWith(mark(n)));
    return lines.map((line, n) => (isList ? "" : mark(n)) + line.replace(item, ""));
  });
}
