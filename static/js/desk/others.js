/** Says who else has the chapter open, and who saved it since this editor was opened; silent when nothing changed. */
export function showOthers(box, { others, newest }, seen) {
  const said = [];
  if (others.length) said.push(`Somebody else is editing this chapter: ${others.join("; ")}.`);
  if (newest.by && newest.number > seen) said.push(`${newest.by} saved it since you opened it: when you save, you will see both texts.`);
  if (others.length) said.push("You can write all the same: nobody’s text is saved over another’s unseen.");
  const words = said.join(" ");
  if (box.textContent.trim().replace(/\s+/g, " ") === words) return;
  box.replaceChildren(...(words ? [Object.assign(document.createElement("p"), { textContent: words })] : []));
}
