/* Shows the line that the address names, #line-42, in the chapter's text: pre-flight links lead to the very place. */

/** How far down the line is, in pixels, in this text area as wide as it is. */
function depth(area, before) {
  const copy = document.createElement("textarea");
  copy.setAttribute("aria-hidden", "true");
  copy.tabIndex = -1;
  copy.rows = 1;
  copy.className = "desk-measure";
  area.after(copy);
  copy.style.inlineSize = `${area.clientWidth}px`;
  copy.value = before;
  const height = copy.scrollHeight;
  copy.remove();
  return height;
}

function show(area) {
  const number = Number(/^#line-(\d{1,6})$/.exec(location.hash)?.[1]);
  if (!number) return;
  const lines = area.value.split("\n");
  const at = Math.min(number, lines.length) - 1;
  const start = lines.slice(0, at).reduce((sum, line) => sum + line.length + 1, 0);
  area.focus({ preventScroll: true });
  area.setSelectionRange(start, start + lines[at].length);
  area.scrollTop = at ? depth(area, lines.slice(0, at).join("\n")) - area.clientHeight / 3 : 0;
  area.scrollIntoView({ block: "center" });
}

const area = document.querySelector("#id_body");
if (area?.tagName === "TEXTAREA") {
  addEventListener("hashchange", () => show(area));
  show(area);
}
