// An experiment: the question waits for an answer, and the result unfolds in its place. The rules are
// those of predictions/predicting.py: what was answered before the result was shown stays.
const FOLD = "Predict first: answer the question above, and the result opens here. Or open it now, without a prediction.";
const SEEN_RESULT = "The result";

function makePrediction(name, question, store) {
  const kept = store.recall("predictions", name);
  const of = { given: null, later: null, shown: false, ...(kept?.asked === question.fits ? kept : {}), asked: question.fits };
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const wait = [];
  const keep = () => store.remember("predictions", name, { asked: of.asked, given: of.given, later: of.later, shown: of.shown });
  function show() {
    of.shown = true;
    keep();
    wait.splice(0).forEach((tell) => tell(of.given));
  }
  return {
    question,
    get given() { return of.given; },
    get latest() { return of.later ?? of.given; },
    // Calls `tell` with the prediction as soon as the result may be seen.
    whenShown: (tell) => (of.shown ? tell(of.given) : wait.push(tell)),
    skip: () => of.shown || show(),
    commit(answer) {
      const words = inWords(question, answer);
      if (!of.shown) {
        of.given = answer;
        show();
        return `Kept: ${words}. The result is open below.`;
      }
      const before = of.given;
      of.later = same(before, answer) ? null : answer;
      keep();
      if (before === null) return "Noted, though you have seen the result: this is not a prediction any more.";
      if (!of.later) return `Your prediction stays: ${words}.`;
      return `Noted as a change of mind: ${words}. Before the result you predicted ${inWords(question, before)}, and that stays.`;
    },
  }; // prettier-ignore
}

const heightsOf = ({ last }, answer) => [...(known(last) ? [last] : []), ...answer.map(([, y]) => y)];
function inWords(question, answer) {
  if (!question.plot) return `“${answer}”`;
  return `a curve that ${turns(heightsOf(question, answer), question.curve.limit)} (${number(answer.at(-1)[1], question.curve.form)} at the end)`;
}

function showQuestion(place, prediction) {
  const { question } = prediction;
  const model = questionModel(question, () => {
    const answer = answerOf(question, model);
    if (answer !== null) return say(model, prediction.commit(answer));
    const left = question.plot ? model.get("levels").filter((level) => level === null).length : 0;
    if (!question.plot) say(model, "Choose an option first, or open the result without a prediction.");
    else if (left === question.points.length) say(model, "Draw the end of the curve first, or open the result without a prediction.");
    else say(model, `${left === 1 ? "The hollow point is" : `${left} hollow points are`} not set yet: draw over it, or press Enter on it to keep its height.`);
  });
  const latest = prediction.latest;
  if (latest !== null) {
    if (question.plot) model.set("levels", latest.map(([, y]) => Math.round((100 * (y - question.low)) / (question.high - question.low))));
    else model.set("chosen", latest);
    model.set("note", `Kept: ${inWords(question, latest)}.`);
  }
  (question.plot ? drawing : choice).render({ model, el: place });
}

// Both criteria of a drawn curve in words, as CurveComparison in shapes.py, and how many are met.
function compareCurves(mine, real, { limit, close, form }) {
  const [drew, found] = [mine.at(-1), real.at(-1)], off = drew - found, shapes = [turns(mine, limit), turns(real, limit)];
  const same = shapes[0] === shapes[1], near = Math.abs(off) <= close + 1e-9, text = (value) => number(value, form).replace("−", "-");
  const first = same ? `✓ Right shape: it ${shapes[1]}.` : `✗ Another shape: your curve ${shapes[0]}; the result ${shapes[1]}.`;
  const ends = `you drew ${text(drew)}, the result is ${text(found)}`;
  const by = text(Math.abs(off)).replace("%", " percentage points");
  const second = near ? `✓ Close at the end: ${ends}.` : `✗ Too ${off > 0 ? "high" : "low"} at the end by ${by}: ${ends}.`;
  return { verdict: `${first} ${second}`, met: same + near };
}

// The prediction over the picture of the result, on the same axes.
function drawOver(picture, { axes: [left, top, width, height], x: [from, to], found }, { low, high, last, plot, curve: { form } }, given) {
  const holder = make(picture.parentElement, "div", { class: "course-over" });
  picture.replaceWith(holder);
  holder.append(picture);
  const begin = plot.known.at(-1), points = [...(begin && known(last) ? [[from + begin[0] * (to - from), last]] : []), ...given];
  const at = points.map(([x, y]) => [100 * (left + (width * (x - from)) / (to - from)), 100 * (top + height * (1 - (y - low) / (high - low)))]);
  const svg = draw_(holder, "svg", { viewBox: "0 0 100 100", preserveAspectRatio: "none", role: "img", "aria-label": `Your prediction, dashed: ${given.map(([px, py]) => `${number(py, form)} at ${px}`).join(", ")}.` });
  draw_(svg, "polyline", { points: at.map((one) => one.join(",")).join(" ") });
  at.slice(-given.length).forEach((one) => draw_(svg, "path", { d: `M${one.join(",")}h0` }));
  // Beside its end, apart from the label of the result.
  const y = at.at(-1)[1], real = 100 * (top + height * (1 - (found.at(-1) - low) / (high - low)));
  const label = Math.abs(y - real) < 11 ? real + (y < real ? -11 : 11) : y;
  make(holder, "div", { class: "course-drew", style: `left: ${100 * (left + width) + 2}%; top: ${label}%`, "aria-hidden": "true" }, `you drew ${number(given.at(-1)[1], form)}`);
}
function draw_(parent, name, attributes) {
  const element = parent.appendChild(document.createElementNS("http://www.w3.org/2000/svg", name));
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function showResult(place, data, prediction) {
  const fold = place.querySelector("details.clusterlib-folded");
  if (!fold) return;
  const summary = fold.querySelector("summary"), frame = fold.querySelector("summary + div");
  summary.textContent = FOLD;
  // Opened by hand it is opened without a prediction.
  fold.addEventListener("toggle", () => fold.open && !printing && prediction.skip());
  prediction.whenShown((given) => {
    summary.textContent = SEEN_RESULT;
    fold.open = true;
    if (given === null) return;
    if (data.heads) {
      const head = make(fold, "div");
      head.innerHTML = data.heads[given];
      frame.replaceWith(head);
      return;
    }
    const { question } = prediction, { verdict, met } = compareCurves(heightsOf(question, given), data.found, question.curve);
    frame.style.borderLeftColor = data.colours[met];
    make(frame, "div", { class: "course-verdict" }, verdict);
    const picture = frame.querySelector("img");
    if (picture) drawOver(picture, data, question, given);
  });
}

let printing = false;
window.addEventListener("beforeprint", () => (printing = true));
window.addEventListener("afterprint", () => (printing = false));
