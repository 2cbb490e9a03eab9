// Adds a citation to the evidence of the change that it stands beside.
for (const button of document.querySelectorAll("[data-cite-in]")) {
  const evidence = document.getElementById(button.dataset.citeIn);
  if (!evidence) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    const citation = button.parentElement.querySelector("input").value;
    if (!evidence.value.includes(citation)) {
      evidence.value = [evidence.value.trim(), citation].filter(Boolean).join("\n\n");
      evidence.dispatchEvent(new Event("input", { bubbles: true }));
    }
    evidence.focus();
  });
}
