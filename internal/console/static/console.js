// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// What all pages need: banners that can be dismissed, texts that can be copied, and times in the zone of the reader.

document.addEventListener("click", (event) => {
  event.target.closest("[data-dismiss]")?.closest(".banner")?.remove();
});

// A button that copies the text of the element before it. It is there only where browsers let pages write the clipboard.
function copyButtons(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("button[data-copy]")) button.hidden = false;
}
copyButtons(document);
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy) ?? button.previousElementSibling;
  try {
    await navigator.clipboard.writeText(source.value ?? source.textContent);
    button.textContent = "Copied";
  } catch {
    if (source.select) source.select();
    else getSelection().selectAllChildren(source);
    button.textContent = "Press Ctrl+C";
  }
  setTimeout(() => { button.textContent = "Copy"; }, 2000);
});

// A banner says what was just done: reloading the page must not say it again.
const here = new URL(location.href);
if (here.searchParams.has("done")) {
  here.searchParams.delete("done");
  here.searchParams.delete("what");
  history.replaceState(history.state, "", here);
}

const local = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

function localTimes(root) {
  for (const time of root.querySelectorAll("time[datetime]")) {
    time.textContent = local.format(new Date(time.dateTime));
  }
}

localTimes(document);
document.addEventListener("htmx:load", (event) => localTimes(event.detail.elt));

// A form that was sent cannot be sent again by a second click, until the page is shown anew.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.hasAttribute("hx-post")) return;
  setTimeout(() => {
    for (const button of event.target.querySelectorAll("button")) button.disabled = true;
    event.submitter?.setAttribute("aria-busy", "true");
  });
});
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const button of document.querySelectorAll("form button")) {
    button.disabled = false;
    button.removeAttribute("aria-busy");
  }
});

// The mark in a piece of code is what matters: long lines are scrolled to it.
function showMarks(root) {
  for (const frame of root.querySelectorAll("[data-frame]")) {
    const column = Math.max(...frame.textContent.split("\n").map((line) => (/^ *\| *\^+ *$/.test(line) ? line.indexOf("^") : -1)));
    const longest = Math.max(...frame.textContent.split("\n").map((line) => line.length));
    if (column >= 0) frame.scrollLeft = (frame.scrollWidth * column) / longest - frame.clientWidth / 2;
  }
}
showMarks(document);
document.addEventListener("htmx:load", (event) => showMarks(event.detail.elt.parentElement ?? document));

// What is refreshed while it is read stays where it was scrolled to.
const scrolled = new Map();
document.addEventListener("htmx:beforeSwap", (event) => {
  for (const e of event.detail.target.querySelectorAll("[data-keep-scroll]")) scrolled.set(e.dataset.keepScroll, [e.scrollTop, e.scrollLeft]);
});
document.addEventListener("htmx:afterSwap", (event) => {
  for (const e of event.detail.target.querySelectorAll("[data-keep-scroll]")) {
    const [top, left] = scrolled.get(e.dataset.keepScroll) ?? [0, 0];
    e.scrollTo(left, top);
  }
});
