// Suggestions while somebody types: a combobox with a list, by the ARIA pattern. Bound to form[data-suggest].
import { Suggestions } from "./search-list.js";

const PAUSE = 150; // milliseconds after the last key

function bind(form) {
  const box = form.querySelector("input[type=search]");
  const list = new Suggestions(box);
  let timer;
  let asked = 0;

  async function ask() {
    const mine = ++asked;
    const words = box.value.trim();
    if (words.length < 2) return list.close();
    try {
      const answer = await fetch(`/search/suggest/?q=${encodeURIComponent(words)}`);
      const [, titles, hints, addresses] = await answer.json();
      if (mine === asked && document.activeElement === box) list.show(titles, hints, addresses);
    } catch {
      list.close(); // searching works without suggestions
    }
    return undefined;
  }

  const keys = {
    ArrowDown: () => (list.isOpen ? list.move(1) : ask()),
    ArrowUp: () => list.move(-1),
    Enter: () => list.go(),
    Escape: () => list.close(),
  };
  box.addEventListener("keydown", (event) => {
    const handles = event.key === "ArrowDown" || (list.isOpen && (event.key !== "Enter" || list.active));
    if (!keys[event.key] || !handles || event.isComposing) return;
    event.preventDefault();
    keys[event.key]();
  });
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  box.addEventListener("blur", () => {
    asked++;
    list.close();
  });
}

document.querySelectorAll("form[data-suggest]").forEach(bind);
