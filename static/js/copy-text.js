// Offers to copy a reference, where the browser allows it, and fills in today's date. Bound to data-copy-text.
const now = new Date();
const inFull = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" }).format(now);
const month = new Intl.DateTimeFormat("en-US", { month: "short" }).format(now);
const days = { "": inFull, short: `${now.getFullYear()} ${month} ${now.getDate()}` }; // as Vancouver style writes it
for (const place of document.querySelectorAll("[data-today]")) place.textContent = days[place.dataset.today];

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
