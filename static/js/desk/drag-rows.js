/* Rows of a table dragged by a handle with mouse, pen or finger. Keyboards have the buttons beside it. */

const EDGE = 60; // pixels from the edge of the window at which it scrolls
const STEP = 12; // pixels that it scrolls at a time

function handle() {
  const grip = Object.assign(document.createElement("span"), { className: "desk-grip", textContent: "⠿", title: "Drag to another place" });
  grip.setAttribute("aria-hidden", "true");
  return grip;
}

/** Lets the rows of `body` be dragged; calls `dropped(row)` when a row lies somewhere else than before. */
export function dragRows(body, dropped) {
  let row, before, pointer, timer;

  const middle = (each) => {
    const { top, height } = each.getBoundingClientRect();
    return top + height / 2;
  };
  // The neighbours step aside: a row that left the page for a moment would lose the pointer.
  const follow = () => {
    while (row.nextElementSibling && pointer > middle(row.nextElementSibling)) row.before(row.nextElementSibling);
    while (row.previousElementSibling && pointer < middle(row.previousElementSibling)) row.after(row.previousElementSibling);
  };
  const scroll = () => {
    const by = pointer < EDGE ? -STEP : pointer > innerHeight - EDGE ? STEP : 0;
    if (by) {
      scrollBy(0, by);
      follow();
    }
  };
  const stop = (isKept) => {
    if (!row) return;
    clearInterval(timer);
    const moved = row;
    row = undefined;
    moved.classList.remove("desk-dragged");
    if (!isKept) body.insertBefore(moved, before);
    else if (moved.nextElementSibling !== before) dropped(moved);
  };

  for (const each of body.rows) {
    const grip = handle();
    each.cells[0].prepend(grip);
    grip.addEventListener("pointerdown", (event) => {
      if (event.button || row) return;
      event.preventDefault();
      grip.setPointerCapture(event.pointerId);
      [row, before, pointer] = [each, each.nextElementSibling, event.clientY];
      row.classList.add("desk-dragged");
      timer = setInterval(scroll, 30);
    });
    grip.addEventListener("pointermove", (event) => row && ((pointer = event.clientY), follow()));
    grip.addEventListener("pointerup", () => stop(true));
    grip.addEventListener("pointercancel", () => stop(false));
  }
  addEventListener("keydown", (event) => event.key === "Escape" && stop(false));
}
