// Filling in a mapping on the page itself. Bound to data-workbench; without it the page offers files alone.
import { bindLoading } from "./loading.js";
import { openAdded } from "./adding.js";
import { bindChoice, showChosen } from "./choosing.js";
import { count } from "./progress.js";
import { inWords, readBy } from "./reading.js";
import { bindStatement } from "./rows.js";
import { bindForms } from "./sending.js";
import { Store } from "./store.js";
import { Worksheet } from "./worksheet.js";

const bench = document.querySelector("[data-workbench]");
const find = (selector) => bench.querySelector(selector);
const chapters = [...bench.querySelectorAll("[data-chapter]")];
const say = (words) => (find("[data-status]").textContent = words);
const store = new Store(bench.dataset.workbench, say);
let worksheet;

function open(state) {
  worksheet = new Worksheet(state);
  const isOther = worksheet.edition !== Number(bench.dataset.edition);
  find("[data-bench]").hidden = isOther;
  find("[data-other-edition]").hidden = !isOther;
  find("[data-other-edition] b").textContent = `edition ${worksheet.edition}`;
  find("[data-other-edition] a").href = `?edition=${worksheet.edition}`;
  find("[data-programme]").value = worksheet.programme;
  for (const details of bench.querySelectorAll("details")) details.open = false;
  refresh();
}

const refresh = () => (showChosen(bench, worksheet), chapters.forEach((chapter) => count(chapter, worksheet)));

async function start() {
  bench.hidden = false;
  try {
    open(store.load() ?? (await readBy(bench.dataset.blank)));
    openAdded();
  } catch (error) {
    say(inWords(error));
  }
}

for (const chapter of chapters) {
  const changed = () => (store.changed(worksheet.state), count(chapter, worksheet));
  for (const each of chapter.querySelectorAll("[data-statement]")) bindStatement(each, () => worksheet, changed);
}
find("[data-programme]").addEventListener("input", ({ target }) => {
  worksheet.programme = target.value;
  store.changed(worksheet.state);
});
find("[data-forget]").addEventListener("click", async () => {
  if (!window.confirm("Forget this mapping? What you have not saved to a file is lost.")) return;
  store.forget();
  await start();
  say("Forgotten. This browser keeps nothing of your mapping now.");
});
bindChoice(bench, () => worksheet, () => (store.changed(worksheet.state), refresh()));
bindForms(bench, () => worksheet.state);
bindLoading(store, open);
start();
