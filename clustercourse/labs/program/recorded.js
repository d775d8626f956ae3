// A recording: answers what a kernel would be asked, from the data beside this script.
const here = document.currentScript.parentElement;
const { plan: planned, start: begun, scenes, asked: question } = JSON.parse(here.querySelector("script").textContent);
const bytesOf = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer;

// What a widget's model does, without one.
function standIn(state, answer = () => {}) {
  const heard = {}, changed = new Set();
  const tell = (name, ...what) => (heard[name] ?? []).forEach((hear) => hear(...what));
  return {
    get: (name) => state[name],
    set: (name, value) => void ((state[name] = value), changed.add(name)),
    on: (name, hear) => void (heard[name] ??= []).push(hear),
    off: (name, hear) => void (heard[name] = (heard[name] ?? []).filter((one) => one !== hear)),
    send: (message) => void setTimeout(() => answer(message)),
    save_changes: () => [...changed].forEach((name) => (changed.delete(name), tell(`change:${name}`))),
    tell,
  };
}

const places = planned.order.filter((name) => name !== planned.clock);
const keys = new Map();
const ready = Promise.all(scenes.map(async (text) => {
  const { settings } = await unpack(bytesOf(text));
  keys.set(JSON.stringify(places.map((name) => settings[name])), text);
})); // prettier-ignore
const none = { waiting: Boolean(question.question), text: "", needs: [] };
const lab = standIn({ plan: planned, start: begun, settings: begun, history: [], ticked: [], asked: none, scene: null }, (message) => {
  if (message.event === "open") return open({ text: "You made no prediction." });
  if (message.event === "judge") {
    const right = question.right === lab.get("asked").given;
    return lab.tell("msg:custom", { event: "verdict", right, because: right ? question.because : `It is “${question.right}”. ${question.because}` }); // prettier-ignore
  }
  if (!message.settings) return lab.tell("msg:custom", { event: "here" });
  const found = keys.get(JSON.stringify(places.map((name) => message.settings[name])));
  if (!found) return lab.tell("msg:custom", { event: "failed", text: "This was not recorded." });
  lab.tell("msg:custom", { event: message.event }, [bytesOf(found)]);
}); // prettier-ignore

function open(given) {
  lab.set("asked", { waiting: false, needs: question.needs ?? [], ...given });
  lab.save_changes();
}

function ask(parent) {
  const { question: prompt, options, plot } = question;
  const model = standIn({ prompt, options, button: "Commit my prediction", note: "", tone: "plain", presses: 0, chosen: null, plot, levels: plot?.points.map(() => null), start: question.level }); // prettier-ignore
  model.on("change:presses", () => {
    const levels = model.get("levels"), given = model.get("chosen");
    const done = plot ? !levels.includes(null) : given !== null;
    model.set("note", done ? "Kept. The lab is open now." : "Answer first, or open the lab without a prediction.");
    model.save_changes();
    if (!done) return;
    const at = (share) => question.low + share * (question.high - question.low);
    if (plot) open({ text: "You drew a curve.", curve: question.curve, expected: levels.map((level, k) => [question.points[k], at(level / 100)]) }); // prettier-ignore
    else open({ text: `You predicted: “${given}”.`, given });
  });
  (plot ? drawing : choice).render({ model, el: parent });
}

ready.then(() => {
  lab.set("scene", bytesOf(keys.get(JSON.stringify(places.map((name) => begun[name])))));
  if (question.question) ask(here.appendChild(document.createElement("div")));
  render({ model: lab, el: here.appendChild(document.createElement("div")) });
});
