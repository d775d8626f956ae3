// A small task: a number, a name or a set is typed in, and what the judge says to it was worked out
// beforehand (tools/feedback.py).
const ASKED = { Number: "a number, such as 0.25", Name: "a name, such as F01", Names: "names with commas between them, such as F01, F02" };

// What is said above what can be read off, and where nothing can.
const GIVEN = "To work it out here, take:";
const CODE = "This number comes from a run of the code. See it under “Show one answer”, or run the notebook.";

// A number as people type it: a comma or a point, a minus of any length, per cent.
function typedNumber(text) {
  const bare = text.replace(/[−–]/g, "-").replace(",", ".").replace(/\s+/g, "");
  const [, digits, cent] = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(%?)$/i.exec(bare) ?? [];
  return digits === undefined ? null : Number(digits) / (cent ? 100 : 1);
}
const keyLike = (names, text) => Object.keys(names).find((name) => name.toLowerCase() === text.toLowerCase());

// What is said to a typed answer: [status, text].
function judgeTyped(data, text) {
  const { form, said, other } = data, unusable = ["unusable", `✗ This is not of the form asked for. Give ${ASKED[form]}.`];
  if (form === "Number") {
    const value = typedNumber(text), name = keyLike(data.names, text.trim());
    if (name !== undefined) return said[data.names[name]];
    return value === null || !Number.isFinite(value) ? unusable : said[data.parts.find(([end]) => end === null || value <= end)[1]];
  }
  if (form === "Name") return said[data.names[keyLike(data.names, text.trim())] ?? other];
  const names = [...new Set(text.replace(/[{}[\]"']/g, "").split(/[,;\s]+/).filter(Boolean).map((name) => name.toUpperCase()))].sort();
  const upper = (list) => list.map((name) => name.toUpperCase()).sort();
  const found = data.sets.find(([list]) => JSON.stringify(upper(list)) === JSON.stringify(names));
  if (found) return said[found[1]];
  const right = upper(data.sets[1][0]);
  if (known(data.fewer) && names.every((name) => right.includes(name))) return said[data.fewer];
  return said[right.every((name) => names.includes(name)) ? data.more : other];
}

const TONES = { right: "right", wrong: "wrong", unusable: "plain" };

function showTask(place, data, store) {
  const kept = store.recall("tasks", data.id) ?? {}, model = standIn({ prompt: data.title, button: "Check", note: "", tone: "plain", presses: 0 });
  const { answer } = frame({ model, el: place });
  if (data.given.length) {
    make(answer, "p", { class: "clusterlib-help" }, GIVEN);
    const list = make(answer, "dl", { class: "course-given" });
    for (const [name, html] of data.given) {
      make(make(list, "dt"), "code", {}, name);
      // What may be wider or higher than its place is scrolled by keys too.
      make(list, "dd", html.includes("<table") || html.length > 400 ? { tabindex: 0 } : {}).innerHTML = html;
    }
  }
  else if (data.run) make(answer, "p", { class: "clusterlib-help" }, CODE);
  const label = make(answer, "label", { class: "course-answer" }, "Your answer: ");
  const input = make(label, "input", { type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false", placeholder: ASKED[data.form] });
  const check = answer.parentElement.querySelector("button");
  input.value = kept.answer ?? "";
  if (known(kept.answer)) say(model, ...toldOf(kept.answer));
  function toldOf(text) {
    const [status, told] = judgeTyped(data, text);
    return [told, TONES[status] ?? "plain"];
  }
  input.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), check.click()));
  model.on("change:presses", () => {
    const text = input.value;
    if (!text.trim()) return say(model, `Type ${ASKED[data.form]}.`);
    const before = store.recall("tasks", data.id), [status] = judgeTyped(data, text);
    say(model, ...toldOf(text));
    store.remember("tasks", data.id, better("tasks", before, { status, points: 0, answer: text, tries: (before?.tries ?? 0) + 1 }));
  });
  // Hints come one by one.
  const hints = make(answer.parentElement, "div", { class: "course-hints" }), list = make(hints, "ol", { "aria-live": "polite" });
  const more = button(hints, "Hint", "the next of three hints", () => {
    const parts = data.hints[list.children.length].split("`"), told = make(list, "li");
    parts.forEach((part, at) => (at % 2 ? make(told, "code", {}, part) : told.append(part)));
    more.hidden = list.children.length === data.hints.length;
  });
  hints.prepend(more);
}
