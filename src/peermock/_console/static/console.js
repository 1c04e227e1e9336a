// What pages do beyond forms and htmx: copy, close menus, and say times in the browser's own zone.
"use strict";

const told = document.getElementById("told");

async function copy(button) {
  const text = document.getElementById(button.dataset.copies).textContent;
  try {
    await navigator.clipboard.writeText(text);
    told.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(document.getElementById(button.dataset.copies));
    told.textContent = "Selected. Copy with the keyboard.";
  }
  button.classList.add("copied");
  setTimeout(() => button.classList.remove("copied"), 1500);
}

function offsetOf(text) {
  const found = /([+-])(\d\d):(\d\d)$/.exec(text);
  return found ? Number(found[1] + 1) * (Number(found[2]) * 60 + Number(found[3])) : 0;
}

// The server writes times in the zone of its own machine, which nearly always is the browser's.
function localize(time) {
  const moment = new Date(time.dateTime);
  if (-moment.getTimezoneOffset() === offsetOf(time.dateTime)) return;
  const day = { day: "numeric", month: "long", year: "numeric" };
  const clock = { hour: "2-digit", minute: "2-digit", timeZoneName: "short" };
  const text = `${moment.toLocaleDateString("en-GB", day)}, ${moment.toLocaleTimeString("en-GB", clock)}`;
  if (time.textContent !== text) time.textContent = text;
}

function localizeAll() {
  for (const time of document.querySelectorAll("time")) localize(time);
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(except)) menu.open = false;
  }
}

document.addEventListener("click", (event) => {
  closeMenus(event.target);
  const button = event.target.closest(".copy");
  if (button) copy(button);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest("details.menu[open]");
  closeMenus(null);
  if (menu) menu.querySelector("summary").focus();
});

// What is replaced by an update keeps how far it was scrolled; htmx keeps the focus.
const scrolled = new Map();

document.addEventListener("htmx:beforeSwap", () => {
  for (const box of document.querySelectorAll("#live .scroll")) scrolled.set(box.id, box.scrollLeft);
});

document.addEventListener("htmx:afterSwap", () => {
  for (const box of document.querySelectorAll("#live .scroll")) box.scrollLeft = scrolled.get(box.id) ?? 0;
});

document.addEventListener("htmx:load", localizeAll);
document.documentElement.classList.add("scripted");
localizeAll();
