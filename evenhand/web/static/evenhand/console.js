// Keys for what the page already offers: a key finds the elements that carry its name in
// data-key and follows, presses, focuses or chooses one. Without this file everything still works.
"use strict";

const STROKE_MS = 900;

function keyTable() {
  const given = document.getElementById("keys");
  const byKey = new Map();
  for (const [name, key] of Object.entries(given ? JSON.parse(given.textContent) : {})) {
    if (key) byKey.set(key, name);
  }
  return byKey;
}

function beginsTwo(table, stroke) {
  return [...table.keys()].some((key) => key.startsWith(`${stroke} `));
}

function strokeOf(event) {
  const key = event.key.length === 1 ? event.key : event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) return `ctrl+${key.toLowerCase()}`;
  return event.shiftKey && /^[a-z]$/i.test(key) ? `shift+${key.toLowerCase()}` : key;
}

function isWriting(element) {
  if (element.isContentEditable) return true;
  if (element.matches("textarea, select")) return true;
  return element.matches("input") && !element.matches("[type=checkbox], [type=radio], [type=submit], [type=button]");
}

function visible(elements) {
  return [...elements].filter((each) => !each.disabled && each.getClientRects().length > 0);
}

// From one element of its kind to the next; at the ends it stays where it is.
function step(selector, by) {
  const all = visible(document.querySelectorAll(selector));
  if (all.length === 0) return false;
  const here = all.findIndex((each) => each.contains(document.activeElement));
  const target = all[here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, here + by))];
  const focus = target.matches("a, button, [tabindex]") ? target : target.querySelector("a, button, [tabindex]");
  (focus || target).focus();
  target.scrollIntoView({ block: "nearest" });
  return true;
}

// Opens whatever folds an element away, so that it can be seen and focused.
function unfold(element) {
  for (let fold = element.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) {
    if (element === fold.querySelector(":scope > summary")) break;
    fold.open = true;
  }
}

// Of several choices the one after the chosen one; a single box is turned over.
function choose(choices) {
  const here = choices.findIndex((each) => each.checked);
  const target = choices[(here + 1) % choices.length];
  target.focus();
  target.click();
}

function use(elements) {
  const element = elements[0];
  unfold(element);
  element.scrollIntoView({ block: "nearest" });
  if (element.matches("[type=radio], [type=checkbox]")) {
    choose(elements);
  } else if (element.matches("input:not([type=submit]), textarea, select, [tabindex]")) {
    element.focus();
  } else {
    if (element.matches("summary")) element.focus();
    element.click();
  }
}

function perform(name) {
  const sheet = document.getElementById("keys-help");
  if (name === "help" && sheet) { sheet.showModal(); return true; }
  const own = [...document.querySelectorAll(`[data-key~="${name}"]`)].filter((each) => !each.disabled);
  if (own.length > 0) { use(own); return true; }
  if (name === "next") return step("[data-row]", 1);
  if (name === "previous") return step("[data-row]", -1);
  if (name === "mask-next") return step("[data-mark]", 1);
  return false;
}

let first = "";
let firstAt = 0;

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.altKey || event.repeat) return;
  if (document.querySelector("dialog[open]")) return;
  const stroke = strokeOf(event);
  if (isWriting(event.target)) {
    if (event.key === "Escape") { event.target.blur(); return; }
    if (!stroke.startsWith("ctrl+")) return;
  }
  const table = keyTable();
  const second = first && event.timeStamp - firstAt < STROKE_MS;
  const name = table.get(second ? `${first} ${stroke}` : stroke);
  first = !second && beginsTwo(table, stroke) ? stroke : "";
  firstAt = event.timeStamp;
  if (name && perform(name)) event.preventDefault();
});

// What is chosen in one place un-chooses what it rules out in another.
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (!form) return;
  const is = (kind) => event.target.matches(`[data-choice~="${kind}"]`) && event.target.checked;
  if (is("own")) {
    for (const each of form.querySelectorAll('[data-choice~="own-measures"]')) each.checked = true;
  }
  if (is("others")) {
    for (const each of form.querySelectorAll('[data-choice~="own"]:checked')) each.checked = false;
    for (const each of form.querySelectorAll('[data-choice~="none"]')) each.checked = true;
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
  const help = event.target.closest("a[data-key~=help]");
  const sheet = document.getElementById("keys-help");
  if (help && sheet) { event.preventDefault(); sheet.showModal(); }
});
