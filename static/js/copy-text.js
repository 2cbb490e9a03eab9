// Offers to copy a reference, where the browser allows it, and fills in today's date. Bound to data-copy-text.
const today = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" }).format(new Date());
for (const place of document.querySelectorAll("[data-today]")) place.textContent = today;

for (const offer of document.querySelectorAll("[data-copy-text]")) {
  if (!navigator.clipboard) break;
  const words = offer.querySelector(".citation");
  const status = offer.querySelector("[role=status]");
  offer.querySelector("[hidden]").hidden = false;
  offer.querySelector("button").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(words.textContent.trim());
      status.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(words);
      status.textContent = "Your browser did not allow it. The text is selected: copy it from there.";
    }
  });
}
