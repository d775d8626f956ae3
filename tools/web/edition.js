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
  // On a phone a picture is moved sideways (edition.css), by keys too.
  if (matchMedia("(max-width: 600px)").matches)
    for (const { parentElement: around } of document.querySelectorAll(".bd-article .cell_output img")) around.tabIndex = 0;
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("article details:not([open])")];
    opened.forEach((fold) => (fold.open = true));
  });
  window.addEventListener("afterprint", () => opened.forEach((fold) => (fold.open = false)));
});
