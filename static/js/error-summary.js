// Brings people to what they have to know first, and to the field when they follow a link there.
const summary = document.querySelector("[data-look-here]");
if (summary) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const field = event.target.hash && document.getElementById(event.target.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.closest(".question")?.scrollIntoView();
    field.focus({ preventScroll: true });
  });
}
