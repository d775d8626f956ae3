// A recording: answers what a kernel would be asked, from its data.
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

// The model of a question: `press` is called with the model when its button is pressed.
function questionModel({ question: prompt, options, plot, level: start }, press) {
  const model = standIn({ prompt, options, button: "Commit my prediction", note: "", tone: "plain", presses: 0, chosen: null, plot, levels: plot?.points.map(() => null), start }); // prettier-ignore
  model.on("change:presses", () => press(model));
  return model;
}
// What was answered: an option, or the points of a curve; nothing while a part is missing.
function answerOf({ plot, points, low, high }, model) {
  if (!plot) return model.get("chosen");
  const levels = model.get("levels");
  return levels.includes(null) ? null : levels.map((level, k) => [points[k], Number((low + (level / 100) * (high - low)).toFixed(12))]);
}
function say(model, note, tone = "plain") {
  model.set("tone", tone);
  model.set("note", note);
  model.save_changes();
}

// A recording that stands alone asks its question itself, until it is answered.
function askAbove(here, question, open) {
  const model = questionModel(question, () => {
    const given = answerOf(question, model);
    say(model, given === null ? "Answer first, or open the lab without a prediction." : "Kept. The lab is open now.");
    if (given !== null) open(given);
  });
  (question.plot ? drawing : choice).render({ model, el: here.appendChild(document.createElement("div")) });
}

// Plays a recording at a place. A page may bring back what was tried (`kept`), be told of it (`keep`), and
// ask the question elsewhere (`asks`): it calls `open` with what was answered, null without an answer; and it
// is told where the lab is opened without one (`skips`).
async function playRecorded(here, { plan, start, scenes, asked: question }, { kept = {}, keep = () => {}, asks = askAbove, skips = () => {} } = {}) {
  const places = plan.order.filter((name) => name !== plan.clock);
  const keyOf = (settings) => JSON.stringify(places.map((name) => settings[name]));
  const keys = new Map();
  for (const text of scenes) keys.set(keyOf((await unpack(bytesOf(text))).settings), text);
  // What was tried with a kernel may not be recorded.
  const recorded = (of) => keys.has(keyOf(of)) && Object.keys(start).every((name) => plan.order.includes(name) || start[name] === of[name]);
  const settings = kept.settings && recorded(kept.settings) ? { ...start, ...kept.settings } : start;
  const history = (kept.history ?? []).filter((one) => recorded(one.settings)), ticked = kept.ticked ?? [];
  const asked = { waiting: Boolean(question.question), text: "", needs: [] }, scene = bytesOf(keys.get(keyOf(settings)));

  const lab = standIn({ plan, start, settings, history, ticked, asked, scene }, (message) => {
    if (message.event === "open") return skips(), open(null);
    if (message.event === "judge") {
      const right = question.right === lab.get("asked").given;
      return lab.tell("msg:custom", { event: "verdict", right, because: right ? question.because : `It is “${question.right}”. ${question.because}` }); // prettier-ignore
    }
    if (!message.settings) return lab.tell("msg:custom", { event: "here" });
    const found = keys.get(keyOf(message.settings));
    if (!found) return lab.tell("msg:custom", { event: "failed", text: "This was not recorded." });
    lab.tell("msg:custom", { event: message.event }, [bytesOf(found)]);
  }); // prettier-ignore
  const tell = () => keep({ settings: lab.get("settings"), history: lab.get("history"), ticked: lab.get("ticked") });
  for (const name of ["settings", "history", "ticked"]) lab.on(`change:${name}`, tell);

  function open(given) {
    const told = given === null ? { text: "You made no prediction." } : question.plot ? { text: "You drew a curve.", curve: question.curve, expected: given } : { text: `You predicted: “${given}”.`, given }; // prettier-ignore
    lab.set("asked", { waiting: false, needs: question.needs ?? [], ...told });
    lab.save_changes();
  }
  if (question.question) asks(here, question, open);
  render({ model: lab, el: here.appendChild(document.createElement("div")) });
}
