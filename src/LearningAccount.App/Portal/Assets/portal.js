// Everything works without this file; it only makes some of it quicker.
"use strict";

// A list is searched while its reader types: the same address is asked for and its list put in the place of this one.
for (const form of document.querySelectorAll("form[data-live]")) {
  const list = document.getElementById(form.dataset.live);
  let waiting = 0;
  let asked = null;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      asked?.abort();
      asked = new AbortController();
      const address = new URL(form.action);
      address.search = new URLSearchParams(new FormData(form)).toString();
      try {
        const answer = await fetch(address, { signal: asked.signal, credentials: "same-origin" });
        if (!answer.ok) return;
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const found = page.getElementById(list.id);
        if (!found) return;
        list.replaceChildren(...found.childNodes);
        history.replaceState(null, "", answer.url);
      } catch (stopped) {
        if (stopped.name !== "AbortError") throw stopped;
      }
    }, 150);
  });
}

// Who sent a form that was refused goes on from what is wrong with it; after the address, which may name a place of its own.
addEventListener("pageshow", () => document.querySelector("main .notice.error[tabindex]")?.focus());

// Files may be dropped on the place where they are chosen.
for (const drop of document.querySelectorAll(".drop")) {
  const input = drop.querySelector("input[type=file]");
  const over = (on) => (event) => {
    event.preventDefault();
    drop.classList.toggle("over", on);
  };
  drop.addEventListener("dragover", over(true));
  drop.addEventListener("dragleave", over(false));
  drop.addEventListener("drop", (event) => {
    over(false)(event);
    if (event.dataTransfer.files.length > 0) {
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
      input.focus();
    }
  });
}

// Escape closes what was opened last, and the panel of dates closes when one clicks beside it.
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && event.target.closest?.("details[open]");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const panel of document.querySelectorAll("details.known[open]")) {
    if (!panel.contains(event.target)) panel.open = false;
  }
});
