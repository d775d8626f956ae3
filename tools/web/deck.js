// Starts reveal.js; with ?print all slides stand below each other, each lab as its picture.
"use strict";

(async () => {
  const flat = new URLSearchParams(location.search).has("print");
  document.body.classList.toggle("flat", flat);
  if (!flat) {
    await Reveal.initialize({
      width: 1280, height: 720, margin: 0, center: false, hash: true, transition: "none",
      slideNumber: "c/t", plugins: [RevealNotes], preloadIframes: false,
    });
  }
  document.body.dataset.ready = "yes";
})();
