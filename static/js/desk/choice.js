/** A list item with a button for one thing that can be linked to; calls `choose` with its target and its title. */
export function choice({ kind, title, target }, choose) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "editor__choice" });
  button.append(Object.assign(document.createElement("small"), { textContent: kind }), ` ${title}`);
  button.addEventListener("click", () => choose(target, title.replace(/^[\d.]+ /, "")));
  const item = document.createElement("li");
  item.append(button);
  return item;
}
