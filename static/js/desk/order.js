/* The order of chapters, by dragging or by button, without leaving the page. The whole order is sent as one. */

import { dragRows } from "./drag-rows.js";
import { post, SignedOut } from "./post.js";

const table = document.querySelector("[data-order]");
const body = table.tBodies[0];
const form = document.getElementById(table.dataset.order);
const said = document.querySelector("[data-order-said]");
const order = () => [...body.rows].map((row) => row.dataset.chapter).join(",");
let seen = order();
let sending = Promise.resolve();

function number() {
  [...body.rows].forEach((row, place, rows) => {
    row.querySelector("[data-number]").lastChild.textContent = place + 1;
    const [up, down] = row.querySelectorAll(".move");
    [up.value, down.value] = [`${row.dataset.chapter}:${place}`, `${row.dataset.chapter}:${place + 2}`];
    up.disabled = place === 0;
    down.disabled = place === rows.length - 1;
  });
}

function putBack() {
  for (const pk of seen.split(",")) body.append(body.querySelector(`[data-chapter="${pk}"]`));
  number();
}

async function send(row) {
  const wanted = order();
  const place = [...body.rows].indexOf(row) + 1;
  said.textContent = "";
  try {
    const answer = await post(form.action, form, { order: wanted, seen }, { Accept: "application/json" });
    const words = await answer.json();
    if (answer.ok) {
      seen = wanted;
      said.textContent = `“${row.dataset.title}” is now chapter ${place} of ${body.rows.length}.`;
      return;
    }
    said.textContent = words.error;
    setTimeout(() => location.reload(), 4000); // what the draft holds now has to be seen
  } catch (failure) {
    putBack();
    said.textContent = failure instanceof SignedOut ? "Nothing was moved: sign in again in another tab, then move it once more." : "Nothing was moved: there is no connection.";
  }
}

function moved(row) {
  number();
  sending = sending.then(() => send(row));
}

if (body.querySelector("[data-chapter]")) {
  dragRows(body, moved);
  body.addEventListener("click", (event) => {
    const button = event.target.closest(".move");
    if (!button) return;
    event.preventDefault();
    const row = button.closest("tr");
    const [up, down] = row.querySelectorAll(".move");
    if (button === up) row.previousElementSibling.before(row);
    else row.nextElementSibling.after(row);
    moved(row);
    (button.disabled ? (button === up ? down : up) : button).focus();
  });
}
