// Excerpts of a search come from a script of their own (lighter.py): a page from a file may read no other.
"use strict";
const AROUND = 110; // letters on either side of what was found
if (typeof DOCUMENTATION_OPTIONS !== "undefined") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;

function excerptOf(text, words) {
  const found = words.map((word) => text.toLowerCase().indexOf(word)).filter((at) => at >= 0);
  const at = found.length ? Math.min(...found) : 0, from = Math.max(0, at - AROUND);
  const part = text.slice(from, at + AROUND);
  return `${from ? "…" : ""}${part.slice(from ? part.indexOf(" ") + 1 : 0)}…`;
}

function addExcerpts() {
  const results = document.querySelector("#search-results");
  if (!results || typeof TEXTS === "undefined") return;
  const words = (new URLSearchParams(location.search).get("q") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const add = () => {
    for (const link of results.querySelectorAll("li > a:not([data-told])")) {
      link.dataset.told = "";
      const text = TEXTS[link.getAttribute("href").split(/[?#]/)[0].replace(/\.html$/, "")];
      if (!text) continue;
      const told = link.parentElement.appendChild(document.createElement("p"));
      told.className = "context";
      told.textContent = excerptOf(text, words);
    }
  };
  new MutationObserver(add).observe(results, { childList: true, subtree: true });
  add();
}

// On a phone a picture is as wide as the screen (edition.css). A tap on it, or its button, opens it large.
const LARGE = 960; // pixels: letters of a picture can be read there

function letEnlarge() {
  const narrow = matchMedia("(max-width: 600px)");
  for (const picture of document.querySelectorAll(".bd-article img")) {
    const button = document.createElement("button");
    [button.type, button.className, button.textContent] = ["button", "enlarge", "Tap to enlarge"];
    (picture.closest("a") ?? picture).after(button);
    picture.classList.add("can-enlarge");
  }
  // A result may have put a drawing over its picture meanwhile: what stands before the button is shown.
  document.querySelector(".bd-article")?.addEventListener("click", (event) => {
    const pressed = event.target.closest(".enlarge");
    let shown = pressed ? pressed.previousElementSibling : event.target;
    while (shown && !shown.nextElementSibling?.matches(".enlarge")) shown = shown.parentElement;
    if (!shown || !narrow.matches) return;
    event.preventDefault(); // where the picture is a link to itself
    enlarge(shown);
  });
}

function enlarge(shown) {
  const picture = shown.matches("img") ? shown : shown.querySelector("img");
  const dialog = document.createElement("dialog"), close = dialog.appendChild(document.createElement("button"));
  dialog.className = "enlarged";
  dialog.setAttribute("aria-label", "the picture, large");
  dialog.style.setProperty("--large", `${Math.max(LARGE, Number(picture.getAttribute("width")) || 0)}px`);
  close.type = "button";
  close.textContent = "✕ Close (move the picture with a finger)";
  const copy = shown.cloneNode(true), scroller = dialog.appendChild(document.createElement("div"));
  copy.removeAttribute("href");
  scroller.append(copy);
  // A tap anywhere closes it, and so does Escape.
  dialog.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

// An explanation opens with the result that it belongs to. On paper all that is folded is open.
document.addEventListener("DOMContentLoaded", () => {
  const folds = [...document.querySelectorAll("details.clusterlib-folded")];
  let result = null;
  for (const fold of folds) {
    if (!fold.matches(".explained")) result = fold;
    else if (result) {
      fold.querySelector("summary").remove();
      result.append(...fold.childNodes);
      fold.remove();
    }
  }
  addExcerpts();
  letEnlarge();
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("article details:not([open])")];
    opened.forEach((fold) => (fold.open = true));
  });
  window.addEventListener("afterprint", () => opened.forEach((fold) => (fold.open = false)));
});
