// A page opened as a file may not read others, so results of a search come without excerpts there.
"use strict";
if (location.protocol === "file:" && typeof DOCUMENTATION_OPTIONS !== "undefined") {
  DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
}

// An explanation opens with the result that it belongs to. On paper all results are open.
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
  window.addEventListener("beforeprint", () => folds.forEach((fold) => (fold.open = true)));
});
