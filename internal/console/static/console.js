// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// What all pages need: banners that can be dismissed, and times in the zone of the reader.

document.addEventListener("click", (event) => {
  event.target.closest("[data-dismiss]")?.closest(".banner")?.remove();
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
  });
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) for (const button of document.querySelectorAll("form button")) button.disabled = false;
});
