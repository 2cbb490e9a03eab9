// Which statements the page shows and the worksheet counts: by profession and by what an edition did with them.
// The choice stands in the worksheet's own facts, so it goes with the file.
const PROFESSIONS = "Only for these professions";
const KINDS = "Only what was";

const ticked = (part, name) => [...part.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value);

function isChosen(statement, worksheet, professions, kinds, edition) {
  const { statement: key, professions: named, kind } = statement.dataset;
  if (worksheet.filled(key).length) return true;
  if (professions.length && named && !named.split(", ").some((name) => professions.includes(name))) return false;
  if (!kinds.length) return true;
  // What another edition did is not known here: the rows that the server wrote say it.
  return edition === worksheet.edition ? kinds.includes(kind) : worksheet.rowsOf(key).length > 0;
}

function chosenIn(worksheet) {
  const [kinds, edition] = worksheet.told(KINDS).split(" in edition ");
  const parts = (text) => text.split(",").map((part) => part.trim().toLowerCase()).filter(Boolean);
  return { professions: parts(worksheet.told(PROFESSIONS)), kinds: parts(kinds), edition: Number(edition) };
}

// Hides what is not chosen and says how much is left.
export function showChosen(bench, worksheet) {
  const { professions, kinds, edition } = chosenIn(worksheet);
  for (const box of bench.querySelectorAll("[data-choice] [name]")) {
    const wanted = box.name === "kind" ? (edition === worksheet.edition ? kinds : []) : professions;
    box.checked = wanted.includes(box.value);
  }
  let shown = 0;
  for (const chapter of bench.querySelectorAll("[data-chapter]")) {
    const statements = [...chapter.querySelectorAll("[data-statement]")];
    for (const each of statements) each.hidden = !isChosen(each, worksheet, professions, kinds, edition);
    const left = statements.filter((each) => !each.hidden).length;
    chapter.hidden = left === 0;
    shown += left;
  }
  const all = bench.querySelectorAll("[data-statement]").length;
  const words = shown < all ? `${shown} of ${all} statements are shown and counted, with all that you filled in.` : "";
  for (const place of bench.querySelectorAll("[data-chosen]")) place.textContent = words;
}

export function bindChoice(bench, worksheet, changed) {
  bench.querySelector("[data-choice]")?.addEventListener("change", ({ currentTarget }) => {
    const kinds = ticked(currentTarget, "kind").join(", ");
    worksheet().tell(PROFESSIONS, ticked(currentTarget, "profession").join(", "));
    worksheet().tell(KINDS, kinds && `${kinds} in edition ${worksheet().edition}`);
    changed();
  });
}
