// A lab in the browser: controls, the picture with its words, Play, what was tried, the prediction.
//
// Every setting has one scene. It is asked for ("show") and kept, so that a way back costs nothing;
// what comes next is asked for while nothing moves. A recording answers instead of a kernel.
const SETTLED_MS = 400; // a setting that is left before has not been tried, as in a drag
const STATUS_AFTER_MS = 250; // a drag is announced once, at its end
const IDLE_MS = 150, CALM_MS = 500; // the learner pauses; looks at the picture
const PACE_MS = matchMedia("(prefers-reduced-motion: reduce)").matches ? 400 : 60; // of Play
const STEP_MS = 1500; // of Play where each moment has words to read
const SILENT_AFTER_MS = 4000;
const SILENT = "No kernel answers. Choose Run > Run All Cells, or wait if the kernel is busy; what you tried is kept.";
const SEEN = 545, BARS = 210; // pixels of a lab without its margins: on a small screen; what is above and below it
const PICKED = ["map", "tried", "scatter", "scores"]; // views with marks that are pointed at
const VISITED = 60, KEPT = 300, AHEAD = 3;
const NARROW = 720, PHONE = 600; // pixels: controls above the picture; all below each other
const REACH = 22; // pixels from a finger to a mark

function make(parent, name, attributes = {}, text = "") {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  parent.append(element);
  return element;
}

async function unpack(buffer) {
  const stream = new Blob([buffer]).stream().pipeThrough(new DecompressionStream("deflate"));
  const scene = await new Response(stream).json();
  // What actors know is sent as the difference to the moment before.
  let last = {};
  for (const { views: shown } of Object.values(scene.frames))
    for (const [name, view] of Object.entries(shown)) {
      if (!view.level) continue;
      view.level = view.level.map((step, k) => (step === null ? null : (last[name]?.[k] ?? 0) + step));
      last[name] = view.level;
    }
  return scene;
}

function button(parent, text, title, act) {
  const made = make(parent, "button", { type: "button", title }, text);
  made.addEventListener("click", act);
  return made;
}

// What to do and ask, one at a time; ticking it shows what should have been seen. Calls `changed`
// when it takes more room or less.
function showTasks(model, place, changed) {
  const { tasks } = model.get("plan"), ticked = () => model.get("ticked");
  let at = tasks.findIndex(([task]) => !ticked().includes(task));
  if (at < 0) at = tasks.length - 1;
  place.hidden = !tasks.length;
  const task = make(place, "p", { "aria-live": "polite" });
  const buttons = make(place, "div", { class: "clusterlib-buttons" });
  const answer = make(place, "p", { class: "clusterlib-answer", tabindex: -1 });
  const done = button(buttons, "Done: what should I have seen?", "tick it, and read what should have been seen", () => {
    model.set("ticked", [...ticked(), tasks[at][0]]);
    model.save_changes();
    update();
    answer.focus({ preventScroll: true });
  });
  const next = button(buttons, "", "the question is another one, the lab stays as it is", () => {
    at = (at + 1) % tasks.length;
    update();
  });
  function update() {
    if (!tasks.length) return;
    const [asked, seen] = tasks[at], did = ticked().includes(asked);
    task.textContent = "";
    make(task, "strong", {}, `${at + 1} of ${tasks.length}${did ? " ✓" : ""} `);
    task.append(asked);
    answer.textContent = did ? `You should have seen: ${seen}` : "";
    [done.hidden, answer.hidden] = [did, !did];
    next.textContent = at === tasks.length - 1 ? "First question" : "Next question";
    next.hidden = tasks.length === 1;
    changed();
  }
  model.on("change:ticked", update);
  update();
  return () => model.off("change:ticked", update);
}

// The rises and falls of a curve in words, as shapes.py finds them: smaller ones are none.
function turns(heights, limit) {
  const found = [];
  let [low, high] = [heights[0], heights[0]];
  for (const height of heights) {
    [low, high] = [Math.min(low, height), Math.max(high, height)];
    if (found.at(-1) !== "falls" && high - height > limit + 1e-9) [low] = [height, found.push("falls")];
    else if (found.at(-1) !== "rises" && height - low > limit + 1e-9) [high] = [height, found.push("rises")];
  }
  return found.join(", then ") || "stays flat";
}

// How a plan names settings: the key of a run, its moment, values in words.
function namesOf({ controls, order: names, clock, times }) {
  const keyOfRun = (of) => JSON.stringify(names.filter((name) => name !== clock).map((name) => of[name]));
  const momentOf = (of) => (clock ? times.reduce((best, time, k) => (Math.abs(time - of[clock]) < Math.abs(times[best] - of[clock]) ? k : best), 0) : 0); // prettier-ignore
  const textOf = (name, value) => {
    const control = controls[name];
    return control.texts ? control.texts[control.values.indexOf(value)] : number(value, control.form);
  };
  const caption = (of) => names.map((name) => `${controls[name].label} ${textOf(name, of[name])}`).join(", ");
  return { keyOfRun, momentOf, textOf, caption };
}

// Where a setting stands along the control of what was tried.
const placeOf = ({ places, along }, of) => (places ? places[of[along]] : of[along]);

// The controls: native elements, so keyboard and screen reader need no further help. Calls `change` when
// one is moved; returns what puts each at a value.
function makeControls(plan, panel, bar, change) {
  const { textOf } = namesOf(plan);
  const put = {}, groups = {};
  for (const name of plan.order) {
    const control = plan.controls[name], id = `${name}-${Math.random().toString(36).slice(2)}`;
    let place = name === plan.clock ? bar : panel;
    if (control.group) {
      groups[control.group] ??= make(panel, "fieldset");
      if (!groups[control.group].children.length) make(groups[control.group], "legend", {}, control.group);
      place = groups[control.group];
    }
    const row = make(place, "div", { class: `clusterlib-control clusterlib-${control.kind}`, title: control.meaning });
    make(row, "label", { for: id }, control.label);
    const input = make(row, control.kind === "list" ? "select" : "input", { id, name });
    if (control.kind === "list") control.texts.forEach((text) => make(input, "option", {}, text));
    else input.type = control.kind === "slider" ? "range" : "number";
    if (control.kind === "number") [input.min, input.max] = [control.low, control.high];
    if (control.kind === "slider") [input.min, input.max, input.step] = [0, control.values.length - 1, 1];
    const output = control.kind === "slider" ? make(row, "output", { for: id }) : null;
    const nearest = (value) => control.values.reduce((best, one, k) => (Math.abs(one - value) < Math.abs(control.values[best] - value) ? k : best), 0); // prettier-ignore
    put[name] = (value) => {
      if (control.kind === "list") input.selectedIndex = control.values.indexOf(value);
      else input.value = control.kind === "slider" ? nearest(value) : value;
      if (output) input.setAttribute("aria-valuetext", (output.textContent = textOf(name, value)));
    };
    input.addEventListener(control.kind === "number" ? "change" : "input", () => {
      let value = control.kind === "list" ? control.values[input.selectedIndex] : control.values?.[+input.value];
      if (control.kind === "number") value = clip(Math.round(+input.value) || 0, control.low, control.high);
      change(name, { [name]: value, ...(control.follow?.[value] ?? {}) });
    });
  }
  return put;
}

// What came of a drawn curve: its last place and two more must have been tried, with the other controls
// as at the start. Returns what is still needed, or the verdict and what settled it.
function judgeCurve(plan, start, seen, expected, { near, close, form, limit }) {
  const { order: names, along, clock, controls } = plan;
  const as = (one) => names.every((name) => [along, clock].includes(name) || one.settings[name] === start[name]);
  const at = (x) => seen.findIndex((one) => known(one.note) && Math.abs(placeOf(plan, one.settings) - x) <= near + 1e-9 && as(one));
  const places = expected.map(([x, drawn]) => ({ x, drawn, one: seen[at(x)] }));
  const [found, left] = [places.filter(({ one }) => one), places.filter(({ one }) => !one)];
  const most = Math.min(3, places.length), last = places.at(-1);
  if (found.length < most || !last.one) {
    const others = left.filter((place) => place !== last), more = Math.min(most - found.length - !last.one, others.length);
    const wanted = [last.one ? "" : `${last.x}`, more > 0 ? `${[, "one", "two"][more]} of ${others.map(({ x }) => x).join(", ")}` : ""].filter(Boolean);
    return { needed: `For a verdict, set ${controls[along].label} to ${wanted.join(" and to ")}, and all else as at the start.` };
  }
  const [mine, real] = [turns(found.map(({ drawn }) => drawn), limit), turns(found.map(({ one }) => one.note), limit)];
  const off = (way) => found.filter(({ drawn, one }) => way * (drawn - one.note) > close + 1e-9).map(({ x }) => x).join(", ");
  const wrong = [["high", off(1)], ["low", off(-1)]].filter(([, list]) => list).map(([way, list]) => `too ${way} at ${list}`).join(", ");
  const level = wrong ? `✗ ${wrong[0].toUpperCase()}${wrong.slice(1)}` : `✓ Close at all ${found.length} places`;
  const text = `${mine === real ? "✓ Right shape" : `✗ Another shape: yours ${mine}, the result ${real}`}. ${level}. At ${last.x} you drew ${number(last.drawn, form)}; it is ${number(last.one.note, form)} here. A lab draws few clusters: a result of many may differ a little.`;
  return { text, found: found.map(({ one }) => one) };
}

// What of the settings that settle a prediction with options has been seen, and what is still needed.
function judgeOptions(plan, seen, needs) {
  const { textOf } = namesOf(plan);
  const fits = (one, need) => Object.entries(need).every(([name, value]) => (Array.isArray(value) ? value[0] <= one.settings[name] && one.settings[name] <= value[1] : one.settings[name] === value));
  const found = needs.map((need) => seen.findLastIndex((one) => fits(one, need)));
  // What a recording does not let move is as it must be.
  const quoted = (name, one) => (plan.controls[name].texts ? `“${textOf(name, one)}”` : textOf(name, one));
  const named = ([name, value]) => (plan.controls[name] ? [`${plan.controls[name].label} ${[value].flat().map((one) => quoted(name, one)).join(" to ")}`] : []);
  const left = needs.filter((_, k) => found[k] < 0).map((need) => [...new Set(Object.entries(need).flatMap(named))].join(", "));
  if (!left.length) return { found: found.map((k) => seen[k]) };
  return { needed: left[0] ? `For a verdict, try ${left.join("; then ")}.` : "" };
}

const middle = (mark) => ((box) => [box.x + box.width / 2, box.y + box.height / 2])(mark.getBoundingClientRect());

// Marks of a view are pointed at by mouse, finger or keys: calls `choose` with a mark's number, and `back`
// with that of one that was pressed.
function listen(place, chosen, choose, back) {
  const marks = () => [...place.querySelectorAll("[data-pick]")];
  const nearest = (event) => {
    const far = marks().map((mark) => [Math.hypot(...middle(mark).map((v, k) => v - (k ? event.clientY : event.clientX))), +mark.dataset.pick]);
    const [distance, k] = far.sort((a, b) => a[0] - b[0])[0] ?? [Infinity];
    return distance < REACH ? k : undefined;
  };
  for (const kind of ["pointermove", "pointerdown"]) place.addEventListener(kind, (event) => choose(nearest(event)));
  // A finger that leaves the screen leaves its card there, until it touches another place.
  place.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && choose(undefined));
  place.addEventListener("click", (event) => back(nearest(event)));
  place.addEventListener("blur", () => choose(undefined));
  place.addEventListener("keydown", (event) => {
    const order = marks().map((mark) => +mark.dataset.pick).sort((a, b) => a - b), here = order.indexOf(chosen());
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" && !event.shiftKey) back(chosen());
    else if (event.key === "Escape") choose(undefined);
    else if (step && order.length) choose(order[here < 0 ? (step > 0 ? 0 : order.length - 1) : (here + step + order.length) % order.length], true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

// The parts of a lab, from top to bottom.
function layOut(el, title) {
  const lab = make(el, "div", { class: "clusterlib-lab", role: "group", "aria-label": title });
  const cover = make(lab, "div", { class: "clusterlib-cover" });
  const toDo = make(lab, "div", { class: "clusterlib-tasks", role: "group", "aria-label": "what to do and ask" });
  const panel = make(lab, "form", { class: "clusterlib-controls" });
  const picture = make(lab, "div", { class: "clusterlib-picture" });
  const said = make(picture, "p", { class: "clusterlib-said" });
  const finding = make(picture, "p", { class: "clusterlib-finding" });
  const remark = make(picture, "p", { class: "clusterlib-remark" });
  const grid = make(picture, "div", { class: "clusterlib-views" });
  const bar = make(picture, "div", { class: "clusterlib-bar" });
  const alert = make(picture, "div", { class: "clusterlib-alert", role: "alert" });
  const status = make(picture, "div", { class: "clusterlib-hidden clusterlib-status", role: "status" });
  panel.addEventListener("submit", (event) => event.preventDefault());
  return { lab, cover, toDo, panel, picture, said, finding, remark, grid, bar, alert, status };
}

// Jupyter takes plain keys as commands on cells; Shift+Enter and Ctrl+S stay its own. JupyterLab hears a
// key last, Notebook first, but neither takes it from an element with this mark. Returns what ends it.
function keepKeys(lab) {
  const plain = (event) => !(event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key === "Enter"));
  const mark = (event) => lab.contains(event.target) && event.target.toggleAttribute("data-lm-suppress-shortcuts", plain(event));
  window.addEventListener("keydown", mark, true);
  lab.addEventListener("keydown", (event) => plain(event) && event.stopPropagation());
  return () => window.removeEventListener("keydown", mark, true);
}

// What can be pointed at, and what the words mean. Returns the first, which goes once it is known.
function explain(panel, plan) {
  const hint = make(panel, "p", { class: "clusterlib-hint" }, "Tap or point at a mark: it says what it is.");
  hint.hidden = !plan.views.some(({ kind }) => PICKED.includes(kind));
  const meant = make(panel, "details", { class: "clusterlib-words" });
  make(meant, "summary", {}, "What the words mean");
  const list = make(meant, "dl");
  for (const [word, meaning] of plan.words) [make(list, "dt", {}, word), make(list, "dd", {}, meaning)];
  meant.hidden = !plan.words.length;
  return hint;
}

// The line to the kernel: one question at a time. A notebook that was opened again, or a kernel that has
// gone, does not answer; then this is said.
function connect(model, alert) {
  let silent = null, mute = false;
  const warn = () => (alert.textContent = SILENT);
  const fallSilent = () => ((mute = true), warn());
  const line = {
    busy: false,
    send(message) {
      line.busy = true;
      clearTimeout(silent);
      silent = setTimeout(fallSilent, SILENT_AFTER_MS);
      try {
        model.send(message);
      } catch {
        fallSilent();
      }
    },
    heard() {
      clearTimeout(silent);
      mute = false;
      if (alert.textContent === SILENT) alert.textContent = "";
    },
    warnIfMute: () => mute && warn(),
    end: () => clearTimeout(silent),
  };
  return line;
}

// What is said of a mark of a view: of a setting that was tried, of a point, of an actor.
function aboutMark(plan, view, k, run, frame, tried, settings) {
  if (view.kind === "tried" || view.kind === "scores") return `${namesOf(plan).caption({ ...settings, ...tried[k].settings, [plan.clock]: settings[plan.clock] })}. Click or press Enter to return.`;
  if (view.kind === "scatter") return `${run.ids[k]}: ${number(frame.level[k] * view.look.unit, ".2f")}`;
  const kind = view.look.kinds[run.kinds[k]], ties = (frame.ties ?? run.ties).filter(([a, b]) => a === k || b === k);
  const level = known(frame.level?.[k]) ? `: ${view.look.scale.what} ${number(frame.level[k] * view.look.scale.unit, view.look.scale.form)}` : "";
  const partners = ties.map(([a, b]) => run.ids[a === k ? b : a]);
  const few = partners.slice(0, 8).join(", ") + (partners.length > 8 ? ` and ${partners.length - 8} more` : "");
  return `${run.ids[k]}, ${kind.name}${run.stages?.[k] ? `, stage ${run.stages[k]}` : ""}${level}. ${ties.length} tie${ties.length === 1 ? "" : "s"}${few ? `: ${few}` : ""}.`; // prettier-ignore
}

// A lab is one object, to which each part below adds what it does:
// - scenes: show(settings), asked for where they are not known, one at a time, the newest wish first;
// - foresight: what comes next is asked for while nothing moves;
// - the picture: draw() draws the scene, marks can be pointed at;
// - Play; and the prediction.
function render({ model, el }) {
  const plan = model.get("plan"), { clock, times, order: names } = plan, parts = layOut(el, plan.title);
  const whole = (of) => of && Object.keys(of.frames).length === times.length;
  const lab = {
    model, el, plan, names, whole, ...parts, ...namesOf(plan), cache: new Map(), line: connect(model, parts.alert),
    settings: { ...model.get("settings") }, scene: null, before: null, tried: model.get("history"), lit: {}, settled: null,
    moved: names[0], wanted: null, gone: false, verdict: model.get("asked").verdict ?? null,
  }; // prettier-ignore
  lab.put = makeControls(plan, parts.panel, parts.bar, (name, change) => lab.go(name, change));
  // One control is moved.
  lab.go = (name, change) => {
    lab.moved = name;
    lab.show({ ...lab.settings, ...change });
  };
  addButtons(lab);
  lab.hint = explain(parts.panel, plan);
  for (const add of [addScenes, addForesight, addPicture, addPlay, addPrediction]) add(lab);

  const forgetKeys = keepKeys(parts.lab);
  // Before each drawing too: the picture asks for its width before the page says that the lab has one.
  lab.reflow = () => {
    parts.lab.classList.toggle("clusterlib-narrow", el.clientWidth < NARROW);
    parts.lab.classList.toggle("clusterlib-phone", el.clientWidth < PHONE);
    parts.lab.style.fontSize = `${clip(el.clientWidth / 68, 15, 24)}px`;
  };
  const resized = new ResizeObserver(() => (lab.scene ? lab.draw() : lab.reflow()));
  resized.observe(el);
  model.on("msg:custom", lab.received);
  model.on("change:asked", lab.asked);
  for (const name of names) lab.put[name](lab.settings[name]);
  unpack(model.get("scene")).then((first) => {
    lab.cache.set(lab.keyOfRun(first.settings), first);
    lab.show(lab.settings);
    lab.asked();
    lab.line.send({ event: "hello" });
  });
  lab.asked();
  const forget = showTasks(model, parts.toDo, () => lab.scene && lab.draw());
  return () => {
    lab.gone = true;
    lab.stop();
    forget();
    [lab.idle, lab.resting, lab.announcing].forEach(clearTimeout);
    lab.line.end();
    resized.disconnect();
    forgetKeys();
    model.off("msg:custom", lab.received);
    model.off("change:asked", lab.asked);
  };
}

function addButtons(lab) {
  const { plan, bar, panel, model } = lab, { clock, times } = plan, { seed } = plan.controls;
  if (plan.steps) button(bar, `Next ${plan.controls[clock].label}`, "go on by one", () => lab.go(clock, { [clock]: times[Math.min(lab.momentOf(lab.settings) + 1, times.length - 1)] }));
  // Without a control there is no column for controls.
  const bare = lab.names.every((name) => name === clock), buttons = make(bare ? bar : panel, "div", { class: "clusterlib-buttons" });
  lab.lab.classList.toggle("clusterlib-bare", bare);
  const nextSeed = (now) => (seed.values ? seed.values[(seed.values.indexOf(now) + 1) % seed.values.length] : (now + 1) % (seed.high + 1));
  if (seed) button(buttons, "Another draw", "take the next seed", () => lab.go("seed", { seed: nextSeed(lab.settings.seed) }));
  button(buttons, "Reset", "return to the first setting, and forget what was tried", () => {
    Object.assign(lab, { tried: [], before: null, verdict: null, scene: null, settled: null });
    lab.show({ ...model.get("start") });
    lab.keep();
  });
}

function addScenes(lab) {
  const { model, plan, names, cache, line, alert, keyOfRun, momentOf } = lab;
  lab.show = (to) => {
    lab.stop();
    lab.settings = to;
    for (const name of names) lab.put[name](to[name]);
    const found = cache.get(keyOfRun(to));
    if (found?.frames[momentOf(to)]) arrive(found);
    else lab.want({ event: "show", settings: to });
    lab.rest();
  };
  lab.want = (message) => {
    lab.wanted = message;
    ask();
  };
  function ask() {
    if (lab.wanted) line.warnIfMute();
    if (line.busy || !lab.wanted) return;
    line.send(lab.wanted);
    lab.wanted = null;
  }
  lab.received = async (content, buffers) => {
    line.heard();
    if (content.event === "verdict") return lab.judged(content);
    if (content.event === "move") return lab.show({ ...lab.settings, ...content.settings });
    if (content.event === "failed") alert.textContent = content.text;
    else if (content.event !== "here") return keepScene(content.event, buffers[0]);
    line.busy = false;
    ask();
  };
  async function keepScene(event, packed) {
    if (event === "frames") model.set("scene", packed); // a notebook that is kept can play it
    const came = await unpack(packed), key = keyOfRun(came.settings), kept = cache.get(key);
    if (kept) Object.assign(kept.frames, came.frames);
    else cache.set(key, came);
    if (cache.size > KEPT) cache.delete(cache.keys().next().value);
    line.busy = false;
    ask();
    const mine = keyOfRun(lab.settings) === key && cache.get(key).frames[momentOf(lab.settings)];
    if (mine && (lab.scene !== cache.get(key) || event === "show")) arrive(cache.get(key));
    if (lab.waits && lab.whole(cache.get(key))) lab.play();
  }
  // A setting that was left after a while has been tried; to look otherwise at the same is no other one.
  function arrive(to) {
    const { scene, settled } = lab;
    alert.textContent = "";
    if (scene && scene !== to) {
      const look = names.every((name) => name === plan.clock || plan.looks.includes(name) || scene.settings[name] === to.settings[name]);
      if (look) lab.before = null;
      else if (settled) {
        lab.before = settled;
        const visit = { settings: { ...settled.settings, [plan.clock]: undefined }, note: settled.note };
        lab.tried = [...lab.tried.filter((one) => keyOfRun(one.settings) !== keyOfRun(visit.settings)), visit].slice(-VISITED);
      }
      lab.settled = look && settled ? to : null;
      lab.lit = {};
    }
    if (!scene) lab.settled = to;
    lab.scene = to;
    lab.draw();
    clearTimeout(lab.resting);
    lab.resting = setTimeout(() => ((lab.settled = lab.scene), lab.asked()), SETTLED_MS);
  }
  lab.keep = () => {
    model.set("settings", lab.settings);
    model.set("history", lab.tried);
    model.save_changes();
  };
}

// While nothing moves: first one more move of the same control, later those of the others and the other
// moments of this run.
function addForesight(lab) {
  const { plan, names, cache, line, keyOfRun } = lab;
  // Where one more move of a control would lead, if that is not known yet.
  function next(name) {
    const control = plan.controls[name], now = lab.settings[name], at = control.values?.indexOf(now) ?? -1;
    const near = control.kind === "number" ? [now + 1] : at < 0 ? [] : [control.values[at + 1], control.values[at - 1]];
    const reached = near.filter(known).map((value) => ({ ...lab.settings, [name]: value, ...(control.follow?.[value] ?? {}) }));
    return name === plan.clock ? [] : reached.filter((one) => !cache.has(keyOfRun(one)));
  }
  lab.rest = () => {
    clearTimeout(lab.idle);
    const far = (name) => Math.abs(names.indexOf(name) - names.indexOf(lab.moved));
    const near = [...names].sort((a, b) => far(a) - far(b));
    const others = () => (lab.whole(cache.get(keyOfRun(lab.settings))) ? [] : [null]);
    const rooms = [() => next(lab.moved), () => [...near.flatMap(next).slice(0, AHEAD), ...others()]];
    const go = (todo) => {
      if (lab.wanted || lab.gone) return;
      if (!line.busy && todo.length) {
        const one = todo.shift();
        line.send(one ? { event: "ahead", settings: one } : { event: "frames", settings: lab.settings });
      }
      if (line.busy || todo.length) lab.idle = setTimeout(go, 20, todo);
      else if (rooms.length) lab.idle = setTimeout(() => go(rooms.shift()()), CALM_MS);
    };
    lab.idle = setTimeout(() => (lab.keep(), go(rooms.shift()())), IDLE_MS);
  };
}

function addPicture(lab) {
  const { model, el, plan, names, picture, grid, status, keyOfRun, momentOf, textOf, caption } = lab;
  const { clock, times, along } = plan, xOf = (of) => placeOf(plan, of);
  const columns = [make(grid, "div"), make(grid, "div")];
  const places = plan.views.map((view) => make(columns[Number(view.side)], "div", {
    class: `clusterlib-view clusterlib-view-${view.kind}`, tabindex: 0, role: "group", "data-view": view.name, "data-said": view.said, "aria-label": `${view.said}: arrow keys go through it`,
  })); // prettier-ignore
  const cards = make(picture, "div", { class: "clusterlib-card", hidden: "" });
  let em = 13, fits = [1, 1];
  // The moment of the settings, or one that has come already.
  const momentShown = () => (lab.scene.frames[momentOf(lab.settings)] ? momentOf(lab.settings) : Number(Object.keys(lab.scene.frames)[0]));
  lab.draw = () => {
    lab.reflow();
    if (!picture.clientWidth) return; // covered, or not on the page yet
    const { scene, before } = lab, width = picture.clientWidth, wide = width >= 560 && el.clientWidth >= PHONE;
    em = wide ? clip(width / 62, 12, 26) : 13.5;
    picture.style.fontSize = `${em}px`;
    grid.style.gridTemplateColumns = wide ? `${plan.share}fr ${1 - plan.share}fr` : "";
    const at = momentShown(), frame = scene.frames[at];
    lab.finding.textContent = frame.finding;
    lab.remark.textContent = frame.remark;
    if (!lab.playing) fit(wide);
    plan.views.forEach((_, k) => drawView(k));
    // The card tells of what is drawn now, or goes.
    cards.hidden = !plan.views.some((view, k) => lab.lit[view.name] !== undefined && tellOf(k));
    picture.dataset.shown = keyOfRun(scene.settings) + at;
    const told = [`${frame.finding}.`, frame.remark, frame.told, `Settings: ${caption(lab.settings)}.`, before && `Before this change: ${(before.frames[at] ?? Object.values(before.frames)[0]).finding}.`, triedInWords()].filter(Boolean).join(" "); // prettier-ignore
    places[0].setAttribute("aria-description", told);
    lab.lab.dataset.alt = told;
    clearTimeout(lab.announcing);
    lab.announcing = setTimeout(() => (status.textContent = `${frame.finding}.${clock ? ` ${plan.controls[clock].label} ${lab.settings[clock]}.` : ""}`), STATUS_AFTER_MS);
    lab.playButton.disabled = frame.blocked ?? false;
  };
  // The picture gives way to questions and words: both are seen at once, on a small screen too. Each
  // column becomes as low as it must; bars, rows and measures keep the room that their words need.
  const natural = (k) => heightOf(plan.views[k], places[k].clientWidth, em, lab.scene.run[plan.views[k].name]);
  function stiff(k) {
    const { kind, look } = plan.views[k];
    if (kind === "gauges") return Math.min(natural(k), (3.3 + 2.7 * look.rows.length) * em);
    return ["bars", "scores", "rows"].includes(kind) ? natural(k) : 0;
  }
  const highOf = (k) => stiff(k) + fits[+plan.views[k].side] * (natural(k) - stiff(k));
  function fit(wide) {
    // With controls above it a small screen does not hold all of it: then less is gained by less.
    const narrow = lab.lab.classList.contains("clusterlib-narrow"), least = narrow ? 0.85 : 0.65;
    const above = lab.toDo.offsetHeight + (narrow ? lab.panel.offsetHeight : 0);
    const room = Math.max(SEEN, innerHeight - BARS) - above - (picture.offsetHeight - grid.offsetHeight);
    fits = [0, 1].map((side) => {
      const sum = (of) => plan.views.reduce((all, view, k) => all + (view.side == side ? of(k) : 0), 0);
      return wide ? clip((room - sum(stiff)) / (sum(natural) - sum(stiff)), least, 1) : 1;
    });
  }
  function moreOf(view) {
    const at = momentShown(), { scene, before, tried } = lab, settles = lab.verdict?.settles ?? [];
    const same = (one) => names.every((name) => [along, clock, ...plan.looks].includes(name) || one.settings[name] === lab.settings[name]);
    return {
      at, times, lit: lab.lit[view.name], expected: model.get("asked").expected ?? [], now: { x: xOf(scene.settings), note: scene.note },
      settled: tried.flatMap((one, index) => (settles.includes(keyOfRun(one.settings)) ? [index] : [])),
      before: before && { run: before.run[view.name], frame: before.frames[at]?.views[view.name] },
      tried: tried.map((one, index) => ({ x: xOf(one.settings), note: one.note, same: same(one), index })).filter((one) => known(one.note)),
    }; // prettier-ignore
  }
  function drawView(k) {
    const view = plan.views[k], { scene } = lab, w = places[k].clientWidth, h = highOf(k);
    places[k].innerHTML = `${opened(w, h, 'aria-hidden="true"')}${views[view.kind](view.look, { w, h, em }, scene.run[view.name], scene.frames[momentShown()].views[view.name], moreOf(view))}</svg>`; // prettier-ignore
  }
  function triedInWords() {
    const view = plan.views.find((one) => one.kind === "tried"), at = momentShown(), { tried, settings } = lab;
    if (!view || !tried.length) return "";
    const here = keyOfRun(settings);
    const found = moreOf(view).tried.filter((one) => one.same && keyOfRun({ ...settings, ...tried[one.index].settings }) !== here).map((one) => `${number(Array.isArray(one.note) ? one.note[at] : one.note, view.look.form)} at ${textOf(along, tried[one.index].settings[along])}`); // prettier-ignore
    return found.length ? `Tried before, ${view.look.y.label}: ${found.join(", ")}.` : "";
  }
  // Shows the card of the mark of a view that is pointed at beside it, none without a mark; returns
  // whether there is one.
  function tellOf(at) {
    const view = plan.views[at], k = lab.lit[view.name], mark = k === undefined ? null : places[at].querySelector(`[data-pick="${k}"]`);
    cards.hidden = !mark;
    if (!mark) return false;
    cards.textContent = aboutMark(plan, view, k, lab.scene.run[view.name], lab.scene.frames[momentShown()].views[view.name], lab.tried, lab.settings);
    const [x, y] = middle(mark), box = picture.getBoundingClientRect();
    cards.style.left = `${clip(x - box.x - 120, 0, Math.max(0, box.width - 250))}px`;
    cards.style.top = `${y - box.y + 14}px`;
    return true;
  }
  // Marks are pointed at by mouse, finger or keys.
  places.forEach((place, at) => {
    const { name, kind } = plan.views[at];
    const choose = (k, aloud) => {
      if (lab.lit[name] === k || !lab.scene) return;
      lab.lit[name] = k;
      drawView(at);
      if (!tellOf(at)) return;
      lab.hint.style.visibility = "hidden"; // it is known now, and nothing moves
      if (!aloud) return;
      clearTimeout(lab.announcing);
      status.textContent = cards.textContent;
    };
    const back = (k) => {
      if (!["tried", "scores"].includes(kind) || k === undefined || !lab.tried[k]) return;
      choose(undefined);
      lab.show({ ...lab.settings, ...lab.tried[k].settings, ...(clock ? { [clock]: lab.settings[clock] } : {}) });
    };
    listen(place, () => lab.lit[name], choose, back);
  });
}

// Play: the slider moves with it.
function addPlay(lab) {
  const { plan, bar, momentOf } = lab, { clock, times } = plan, pace = plan.steps ? STEP_MS : PACE_MS, last = times.length - 1;
  lab.playButton = button(bar, "", "watch it from here, or again from the start", () => (lab.playing || lab.waits ? lab.stop() : lab.play()));
  if (clock) bar.prepend(lab.playButton);
  else bar.remove();
  const label = () => (lab.playButton.textContent = lab.playing || lab.waits ? "■ Stop" : "▶ Play");
  lab.play = () => {
    lab.waits = !lab.whole(lab.scene);
    if (lab.waits) lab.want(lab.wanted ?? { event: "frames", settings: lab.settings });
    else run();
    label();
  };
  function run() {
    const from = momentOf(lab.settings) >= last ? 0 : momentOf(lab.settings);
    let began = null;
    const step = (now) => {
      began ??= now;
      const at = Math.min(from + Math.floor((now - began) / pace), last);
      if (at !== momentOf(lab.settings) || now === began) {
        lab.settings = { ...lab.settings, [clock]: times[at] };
        lab.put[clock](times[at]);
        lab.draw();
      }
      lab.playing = requestAnimationFrame(step);
      if (at === last) lab.stop();
    };
    lab.playing = requestAnimationFrame(step);
  }
  lab.stop = () => {
    cancelAnimationFrame(lab.playing);
    if (lab.playing) lab.rest();
    [lab.playing, lab.waits] = [null, false];
    label();
  };
  label();
}

// The prediction: waited for, shown, and compared as soon as enough was tried.
function addPrediction(lab) {
  const { model, plan, cover, said, status } = lab, { clock, times } = plan;
  lab.asked = () => {
    const { waiting, text } = model.get("asked");
    lab.lab.classList.toggle("clusterlib-waiting", waiting);
    cover.replaceChildren();
    if (waiting) {
      make(cover, "strong", {}, "Predict first. ");
      make(cover, "span", {}, "Answer the question above; then the lab opens. ");
      button(cover, "Open without a prediction", "the lab opens; there will be no verdict", () => model.send({ event: "open" }));
    }
    const needed = settle(), words = `${text} ${lab.verdict ? (lab.verdict.text ?? "") : needed}`;
    if (said.textContent === words && lab.picture.dataset.shown) return; // all of it is drawn already
    said.textContent = words;
    said.hidden = !text;
    if (lab.scene && !waiting) lab.draw();
  };
  // Judges the prediction once enough was tried; returns what is still needed.
  function settle() {
    const { needs = [], expected = [], curve, waiting, given } = model.get("asked"), drawn = expected.length && curve, { scene, settings } = lab;
    if (lab.verdict || waiting || !scene || !(drawn || (given && needs.length))) return "";
    const here = { settings: { ...scene.settings, [clock]: settings[clock] }, note: scene.note };
    const seen = lab.settled === scene ? [...lab.tried, here] : lab.tried;
    const { needed, found, text } = drawn ? judgeCurve(plan, model.get("start"), seen, expected, curve) : judgeOptions(plan, seen, needs);
    if (!found) return needed;
    lab.verdict = { settles: found.map((one) => lab.keyOfRun(one.settings)), text };
    if (drawn) status.textContent = text;
    else model.send({ event: "judge", settings: found.map((one) => ({ ...settings, ...one.settings, ...(clock ? { [clock]: times.at(-1) } : {}) })) });
    return "";
  }
  lab.judged = ({ right, because }) => {
    lab.verdict = { settles: lab.verdict?.settles ?? [], text: `${right ? "✓ As you predicted." : "✗ Not what you predicted."} ${because}` };
    status.textContent = lab.verdict.text;
    lab.asked();
  };
}
