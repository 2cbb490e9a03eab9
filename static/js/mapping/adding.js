// Opens the statement that somebody came to add to the map (?add=), wherever it stands, and brings it into sight.
export function openAdded() {
  const asked = document.querySelector("[data-added]");
  const statement = asked && document.getElementById(`map-${asked.dataset.added}`);
  const chapter = statement?.closest("[data-chapter]");
  if (!statement || statement.closest("[data-bench]").hidden) return;
  chapter.hidden = statement.hidden = false;
  chapter.open = statement.open = true;
  statement.querySelector("summary").focus();
}
