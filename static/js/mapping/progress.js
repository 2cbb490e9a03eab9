// How far a chapter is mapped, in words beside its name and beside each statement.
export function count(chapter, worksheet) {
  const statements = [...chapter.querySelectorAll("[data-statement]:not([hidden])")];
  const mapped = statements.filter((each) => worksheet.isMapped(each.dataset.statement)).length;
  chapter.querySelector("[data-progress]").textContent = `${mapped} of ${statements.length} mapped`;
  for (const each of statements) {
    const rows = worksheet.filled(each.dataset.statement).length;
    each.querySelector("[data-count]").textContent = rows ? `${rows} row${rows > 1 ? "s" : ""}` : "";
  }
}
