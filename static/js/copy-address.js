// Offers to copy the page's address, where the browser allows it. Bound to data-copy-address, which holds it.
for (const offer of document.querySelectorAll("[data-copy-address]")) {
  if (!navigator.clipboard) break;
  const button = offer.querySelector("button");
  const status = offer.querySelector("[role=status]");
  offer.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(offer.dataset.copyAddress);
      status.textContent = "Copied";
    } catch {
      status.textContent = offer.dataset.copyAddress;
    }
  });
}
