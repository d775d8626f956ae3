// Makes a lecture's page live. Each place says in a script element what it needs.
const here = document.currentScript.src;

function makeLive() {
  const found = [...document.querySelectorAll(".course-place")], lecture = found[0].dataset.lecture;
  const store = openStore(lecture), predictions = {};
  const places = found.map((place) => [place, JSON.parse(place.querySelector("script").textContent)]);
  for (const [, data] of places) if (data.kind === "question") predictions[data.name] = makePrediction(data.name, data, store);
  const show = {
    question: (place, data) => showQuestion(place, predictions[data.name]),
    result: (place, data) => predictions[data.name] && showResult(place, data, predictions[data.name]),
    task: (place, data) => data.form && showTask(place, data, store),
    quiz: (place, data) => showQuiz(place, data, store),
    lab: (place, data) => showLab(place, data, store, predictions),
  };
  for (const [place, data] of places) {
    show[data.kind](place, data);
    place.classList.add("course-is-live", `course-${data.kind}`);
  }
  // The front page has a lab, and nothing to carry.
  if (lecture !== "front") offerToCarry(document.querySelector("article"), lecture);
}
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", makeLive);
else makeLive();
