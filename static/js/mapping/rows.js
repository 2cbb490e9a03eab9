// The rows of one statement as form fields, made when the statement is opened and let go when it closes.
const template = document.querySelector("template[data-row]");

function fieldFor(row, place, control, changed) {
  const text = String(row[place] ?? "");
  if (control.tagName === "SELECT" && text && ![...control.options].some((option) => option.value === text)) {
    control.add(new Option(text, text));
  }
  control.value = text;
  control.addEventListener("input", () => {
    row[place] = control.value;
    changed();
  });
}

function fieldset(worksheet, key, row, number, changed, redraw) {
  const part = template.content.firstElementChild.cloneNode(true);
  part.querySelector("legend").textContent = `Module ${number}`;
  const shown = new Set(worksheet.headings.slice(0, 4));
  for (const control of part.querySelectorAll("[data-heading]")) {
    shown.add(control.dataset.heading);
    fieldFor(row, worksheet.headings.indexOf(control.dataset.heading), control, changed);
  }
  const others = worksheet.headings.flatMap((heading, place) =>
    !shown.has(heading) && row[place] ? [`${heading}: ${row[place]}`] : [],
  );
  part.querySelector("[data-others]").textContent = others.join("\n");
  part.querySelector("[data-remove]").addEventListener("click", () => {
    const isFilled = row.slice(4).some((text) => text);
    if (isFilled && !window.confirm("Remove this module with everything typed in it?")) return;
    worksheet.remove(key, row);
    changed();
    redraw();
  });
  return part;
}

function draw(statement, worksheet, changed) {
  const key = statement.dataset.statement;
  const redraw = () => {
    draw(statement, worksheet, changed);
    statement.querySelector("[data-add]").focus();
  };
  if (worksheet.rowsOf(key).length === 0) worksheet.add(key);
  const rows = worksheet.rowsOf(key).map((row, index) => fieldset(worksheet, key, row, index + 1, changed, redraw));
  statement.querySelector("[data-rows]").replaceChildren(...rows);
}

export function bindStatement(statement, worksheet, changed) {
  statement.addEventListener("toggle", () => {
    if (statement.open) draw(statement, worksheet(), changed);
    else statement.querySelector("[data-rows]").replaceChildren();
  });
  statement.querySelector("[data-add]").addEventListener("click", () => {
    worksheet().add(statement.dataset.statement);
    draw(statement, worksheet(), changed);
    statement.querySelector("[data-rows] > :last-child [data-heading]").focus();
  });
}
