// The list under a search box. Focus stays in the box; the box says which option is active.
export class Suggestions {
  constructor(box) {
    this.box = box;
    this.list = document.createElement("ul");
    Object.assign(this.list, { id: `${box.id}_list`, className: "suggestions", role: "listbox", hidden: true });
    this.list.setAttribute("aria-label", "Suggestions");
    this.status = document.createElement("div");
    Object.assign(this.status, { className: "nhsuk-u-visually-hidden", role: "status" });
    box.form.append(this.list, this.status);
    box.role = "combobox";
    Object.assign(box, { ariaAutoComplete: "list", ariaExpanded: "false" });
    box.setAttribute("aria-controls", this.list.id);
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
    this.list.addEventListener("click", (event) => this.go(event.target.closest("li")));
  }

  get isOpen() {
    return !this.list.hidden;
  }

  show(titles, hints, addresses) {
    this.list.replaceChildren(...titles.map((title, place) => this.option(place, title, hints[place], addresses[place])));
    this.mark(null);
    this.list.hidden = titles.length === 0;
    this.box.ariaExpanded = String(this.isOpen);
    this.status.textContent = titles.length === 1 ? "1 suggestion" : `${titles.length || "No"} suggestions`;
  }

  option(place, title, hint, address) {
    const option = document.createElement("li");
    Object.assign(option, { id: `${this.list.id}_${place}`, role: "option", ariaSelected: "false" });
    option.dataset.address = address;
    const small = Object.assign(document.createElement("small"), { textContent: hint });
    option.append(title, " ", small);
    return option;
  }

  move(step) {
    const options = [null, ...this.list.children]; // above the first and below the last is the box itself
    this.mark(options.at((options.indexOf(this.active) + step) % options.length));
  }

  mark(option) {
    if (this.active) this.active.ariaSelected = "false";
    if (option) option.ariaSelected = "true";
    this.active = option;
    this.box.setAttribute("aria-activedescendant", option?.id ?? "");
  }

  go(option = this.active) {
    if (option) window.location.assign(option.dataset.address.replace(/^\w+:\/\/[^/]+/, ""));
  }

  close() {
    this.show([], [], []);
    this.status.textContent = "";
  }
}
