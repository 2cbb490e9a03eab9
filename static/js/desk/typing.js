/* Keeps what is typed into a chapter: at once in this browser, every few seconds on the server. Nothing is saved by it. */

import { copyOf } from "./local-copy.js";
import { showOthers } from "./others.js";
import { post, SignedOut } from "./post.js";
import { offerUnsaved } from "./unsaved.js";

const EVERY = 3_000; // milliseconds between two sendings while somebody types
const ALIVE = 30_000; // milliseconds between two signs of life

const line = document.querySelector("[data-typing]");
const form = line.closest("form");
const ahead = Number(line.dataset.now) - Date.now(); // the server's clock counts
const copy = copyOf(line.dataset.name);
const typed = () => Object.fromEntries(["title", "slug", "body", "seen", "page"].map((name) => [name, form.elements[name].value]));
const text = ({ title, slug, body }) => [title, slug, body].join("\n\n");
const shown = Object.fromEntries(Object.keys(typed()).map((name) => [name, form.elements[name].defaultValue]));
let sent = text(shown);
let timer, isLeaving;

function say(words, link) {
  line.replaceChildren(words);
  line.toggleAttribute("data-is-loud", words.startsWith("Not"));
  if (link) line.append(" ", Object.assign(document.createElement("a"), { href: line.dataset.signIn, target: "_blank", rel: "opener", textContent: link }));
}

async function send() {
  timer = undefined;
  if (isLeaving) return;
  const now = typed();
  const isNew = text(now) !== sent;
  try {
    const answer = await post(line.dataset.url, form, isNew ? now : { page: now.page });
    if (!answer.ok && answer.status !== 409) throw new Error();
    const said = await answer.json();
    showOthers(document.querySelector("[data-others]"), said, Number(now.seen));
    if (isNew && said.kept) sent = text(now);
    if (said.error) say(`Kept in this browser only. ${said.error}`);
    else if (isNew) say(`Kept at ${new Date(Date.now() + ahead).toTimeString().slice(0, 5)}, not saved yet.`);
    else if (line.hasAttribute("data-is-loud")) say("");
  } catch (error) {
    if (error instanceof SignedOut) say("Not signed in any more. Your text is kept in this browser.", "Sign in in a new tab, then come back here");
    else say("Not connected. Your text is kept in this browser, and sent when the connection is back.");
  }
}

function keep() {
  if (!copy.write({ ...typed(), time: Date.now() + ahead })) say("Not kept in this browser: it has no room. Save soon.");
  timer ??= setTimeout(send, EVERY);
}

form.addEventListener("input", keep);
if (text(typed()) !== sent) keep(); // typed before this ran
form.addEventListener("submit", () => (isLeaving = true));
addEventListener("pageshow", () => (isLeaving = false));
addEventListener("online", send);
document.addEventListener("visibilitychange", () => document.hidden || send());
setInterval(send, ALIVE);
await offerUnsaved({ copy, line, form, isSame: (found) => text(found) === text(typed()) });
send();
