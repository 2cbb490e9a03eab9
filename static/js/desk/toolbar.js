/* The editor's toolbar: one stop of the Tab key, arrow keys inside; Ctrl+B and Ctrl+I in the text. */

import { insertBlock } from "./insert.js";
import { askForLink } from "./link.js";
import { heading, list, wrap } from "./marks.js";
import { askForStatement } from "./statement.js";

const TABLE = "| Heading | Heading |\n|---------|---------|\n| words   | words   |";

const DEEDS = {
  heading: (editor, area) => heading(area),
  bold: (editor, area) => wrap(area, "**"),
  italic: (editor, area) => wrap(area, "*"),
  list: (editor, area) => list(area, () => "- "),
  numbers: (editor, area) => list(area, (n) => `${n + 1}. `),
  table: (editor, area) => insertBlock(area, TABLE, "Heading"),
  box: (editor, area) => insertBlock(area, "::: note\nWords in the box.\n:::", "Words in the box."),
  link: askForLink,
  statement: askForStatement,
};

function rove(bar) {
  const buttons = [...bar.querySelectorAll("button")];
  const moveTo = (button) => buttons.forEach((each) => (each.tabIndex = each === button ? 0 : -1));
  moveTo(buttons[0]);
  bar.addEventListener("focusin", (event) => moveTo(event.target));
  bar.addEventListener("keydown", (event) => {
    const here = buttons.indexOf(document.activeElement);
    const place = { ArrowRight: (here + 1) % buttons.length, ArrowLeft: here - 1, Home: 0, End: -1 }[event.key];
    if (place === undefined) return;
    event.preventDefault();
    buttons.at(place).focus();
  });
}

export function startToolbar(editor, area) {
  const bar = editor.querySelector("[role=toolbar]");
  rove(bar);
  bar.addEventListener("click", (event) => {
    const deed = event.target.closest("[data-deed]")?.dataset.deed;
    if (deed) DEEDS[deed](editor, area);
  });
  area.addEventListener("keydown", (event) => {
    const deed = { b: "bold", i: "italic" }[event.key.toLowerCase()];
    if (!deed || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    DEEDS[deed](editor, area);
  });
}
