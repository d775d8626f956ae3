// Draws the views of a lab as SVG, from a scene: data and words, nothing else. Only strings are made
// here, so the same code draws in the browser and, without one, in Python (see stills.py).
//
// A view is drawn into a box {w, h, em} of screen pixels; em is the size of its text. It gets its
// look (sent once), the run (what holds for a setting), the frame (what changes with time) and more:
// {at, times, before, tried, expected, verdict, lit}.

const INK = "#222222", QUIET = "#5B6470", BLUE = "#0072B2", RED = "#D55E00", GREY = "#D9D9D9";
const VIRIDIS = ["#440154", "#481b6d", "#46327e", "#3f4788", "#365c8d", "#2e6e8e", "#277f8e", "#21918c",
  "#1fa187", "#2db27d", "#4ac16d", "#73d056", "#a0da39", "#d0e11c", "#fde725"]; // prettier-ignore
const CIRCLE = "M0.5,0A0.5,0.5 0 1 1 -0.5,0A0.5,0.5 0 1 1 0.5,0Z";
const DIAMOND = "M0,-0.6L0.6,0L0,0.6L-0.6,0Z";

const escape = (text) =>
  String(text).replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
const known = (value) => value !== null && value !== undefined;
const round = (value) => Math.round(value * 10) / 10;
const clip = (value, low, high) => Math.min(Math.max(value, low), high);
// Width of a text of this size, from letters of three widths: nothing here can measure it.
const widthOf = (text, size) =>
  [...String(text)].reduce((sum, c) => sum + ("iljtfrI.,:;'|() ".includes(c) ? 0.36 : "%mMWw+−".includes(c) ? 0.93 : 0.62), 0) * size; // prettier-ignore

// A number as Python's ".2f", "+.0%" or ".3f" would write it, with a real minus, and no sign at zero.
function number(value, form) {
  if (!known(value)) return "none";
  const [, sign, places, kind] = /^(\+?)z?\.(\d)([f%])$/.exec(form);
  const text = Math.abs(kind === "%" ? 100 * value : value).toFixed(places) + (kind === "%" ? "%" : "");
  if (!/[1-9]/.test(text)) return text;
  return (value < 0 ? "−" : sign) + text;
}

const tag = (name, attributes, inside = "") => {
  const given = Object.entries(attributes).filter(([, value]) => known(value) && value !== "");
  return `<${name} ${given.map(([key, value]) => `${key}="${escape(value)}"`).join(" ")}>${inside}</${name}>`;
};
const write = (x, y, text, { size, fill = INK, anchor = "start", bold = false, halo = false }) =>
  tag("text", { x: round(x), y: round(y), "font-size": round(size), fill, "text-anchor": anchor,
    "font-weight": bold ? 700 : "", ...(halo ? { ...HALO, stroke: halo === true ? "#fff" : halo } : {}) }, escape(text)); // prettier-ignore
const HALO = { stroke: "#fff", "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round" };
// A text on a patch, so that no tie runs through its letters.
const named = (text, x, y, { size, anchor, fill }) => {
  const w = 1.06 * widthOf(text, size), left = { start: 0, middle: w / 2, end: w }[anchor];
  return tag("rect", { x: round(x - left - 0.2 * size), y: round(y - 0.6 * size), width: round(w + 0.4 * size), height: round(1.2 * size), fill })
    + write(x, y + 0.36 * size, text, { size, fill: QUIET, anchor }); // prettier-ignore
};
const line = (points, stroke, width, rest = {}) =>
  tag("polyline", { points: points.map(([x, y]) => `${round(x)},${round(y)}`).join(" "), fill: "none",
    stroke, "stroke-width": width, ...rest }); // prettier-ignore
const shape = (path, x, y, size, { fill = "#fff", stroke = "#fff", width = 1, ...rest }) =>
  tag("path", { d: path, transform: `translate(${round(x)},${round(y)})scale(${round(size * 10) / 10})`,
    fill, stroke, "stroke-width": width / size, ...rest }); // prettier-ignore

function colourOf(share) {
  const place = clip(share, 0, 1) * (VIRIDIS.length - 1);
  const low = Math.min(Math.floor(place), VIRIDIS.length - 2);
  const channel = (hex, at) => parseInt(hex.slice(at, at + 2), 16);
  const mix = (at) => {
    const [a, b] = [channel(VIRIDIS[low], at), channel(VIRIDIS[low + 1], at)];
    return Math.round(a + (b - a) * (place - low)).toString(16).padStart(2, "0");
  };
  return `#${mix(1)}${mix(3)}${mix(5)}`;
}

// A key: what marks and lines mean, in as many rows as it needs. An entry is [kind, label, look].
function keyOf(entries, x, y, w, em) {
  const size = 0.9 * em, mark = 1.7 * em;
  let [left, top, inside] = [x, y, ""];
  for (const [kind, label, look] of entries) {
    const room = mark + widthOf(label, size) + 1.1 * em;
    if (left > x && left + room - em > x + w) [left, top] = [x, top + 1.5 * em];
    const [cx, cy] = [left + 0.75 * em, top + 0.65 * em];
    if (kind === "line") {
      inside += line([[left, cy], [left + 1.4 * em, cy]], look.stroke, look.width ?? 2.2, { "stroke-dasharray": look.dash }); // prettier-ignore
    } else if (kind === "box") {
      inside += tag("rect", { x: round(left), y: round(top + 0.1 * em), width: round(1.2 * em), height: round(em), fill: look.fill });
    } else inside += shape(look.path, cx, cy, em * Math.min(look.scale ?? 0.95, 0.95), { fill: look.fill, stroke: look.stroke, width: look.width });
    inside += write(left + mark, top + em, label, { size });
    left += room;
  }
  return { inside, height: entries.length ? top - y + 1.5 * em : 0 };
}

// The largest size up to one at which a text fits into a width.
const fitting = (text, size, w) => Math.min(size, w / (1.1 * widthOf(text, 1)));
const heading = (text, em, w) => (text ? write(0, em, text, { size: fitting(text, em, w), bold: true, fill: QUIET }) : "");

// Axes with a light grid: returns where values stand. Both labels are written level.
function axesOf(look, box, { top = 0, right = 0.6 } = {}) {
  const { w, h, em } = box, size = 0.92 * em, { x, y } = look;
  const start = (look.title ? 1.6 * em : 0) + top;
  const labelled = y.label ? 1.9 * em : 0.5 * em;
  // Names of places that would touch stand in two rows; numbers that would are left out.
  const names = x.ticks.some(([, text]) => /[a-z]/.test(text));
  const left = Math.max(...y.ticks.map(([, text]) => widthOf(text, size)), 0) + 0.5 * em;
  const scale = (w - right * em - left) / (x.high - x.low);
  const crowded = names && x.ticks.slice(1).some(([value, text], k) => (value - x.ticks[k][0]) * scale < widthOf(text + x.ticks[k][1], size) / 2 + 0.5 * em); // prettier-ignore
  const label = x.label ? wrap(x.label, size, w / 1.05) : [];
  const foot = (x.label ? 1.9 + 1.1 * label.length : 1.6) + (crowded ? 1.1 : 0);
  const area = { x0: left, x1: w - right * em, y0: start + labelled, y1: h - foot * em };
  const X = (value) => area.x0 + ((value - x.low) / (x.high - x.low)) * (area.x1 - area.x0);
  const Y = (value) => area.y1 - ((value - y.low) / (y.high - y.low)) * (area.y1 - area.y0);
  let inside = heading(look.title, em, w);
  if (y.label) inside += write(0, start + 0.95 * em, y.label, { size: fitting(y.label, size, w) });
  for (const [value, text] of y.ticks) {
    inside += line([[area.x0, Y(value)], [area.x1, Y(value)]], value === 0 && y.low < 0 ? QUIET : "#E3E6EA", 1);
    inside += write(area.x0 - 0.4 * em, Y(value) + 0.33 * em, text, { size, fill: QUIET, anchor: "end" });
  }
  let free = [-Infinity, -Infinity];
  x.ticks.forEach(([value, text], k) => {
    const half = widthOf(text, size) / 2, place = clip(X(value), half, w - half), row = crowded ? k % 2 : 0;
    inside += line([[X(value), area.y0], [X(value), area.y1]], "#E3E6EA", 1);
    if (place - half < free[row]) return;
    inside += write(place, area.y1 + (1.15 + 1.1 * row) * em, text, { size, fill: QUIET, anchor: "middle" });
    free[row] = place + half + 0.3 * em;
  });
  label.forEach((row, k) => {
    const half = widthOf(row, size) / 2;
    inside += write(clip((area.x0 + area.x1) / 2, half, w - half), h + (1.1 * (k - label.length) + 0.7) * em, row, { size, anchor: "middle" }); // prettier-ignore
  });
  return { X, Y, area, inside };
}

const DOTTED = { "stroke-dasharray": "2 3" }, BEFORE = ["line", "dotted: before this change", { stroke: QUIET, dash: "2 3" }];

// Axes below a key: what every view over axes stands on. `upright` is a line at a place on x.
function plotOf(look, box, entries, right) {
  const key = keyOf(entries, 0, look.title ? 1.6 * box.em : 0, box.w, box.em), axes = axesOf(look, box, { top: key.height, right });
  const { X, area } = axes, upright = (x, stroke, width, dash) => line([[X(x), area.y0], [X(x), area.y1]], stroke, width, { "stroke-dasharray": dash });
  return { ...axes, upright, inside: axes.inside + key.inside };
}

// Moves heights apart, at least a gap between two, within low and high.
function apart(heights, gap, low, high) {
  const order = heights.map((_, index) => index).sort((a, b) => heights[a] - heights[b]);
  const placed = heights.map((height) => clip(height, low, high));
  order.forEach((at, k) => k && (placed[at] = Math.max(placed[at], placed[order[k - 1]] + gap)));
  for (let k = order.length - 1; k >= 0; k--) {
    const above = k === order.length - 1 ? high : placed[order[k + 1]] - gap;
    placed[order[k]] = Math.min(placed[order[k]], above);
  }
  return placed;
}

const views = {};

// ---- actors and ties: the map of a cluster, a ring, a circle

// How tall a view is: a map only as tall as its width lets it be.
function heightOf({ kind, look, tall }, w, em, run) {
  if (kind === "rows") return (0.4 + 1.3 * run.most * linesOf(run, w, em)) * em;
  if (kind !== "map") return tall * em;
  const { entries, foot } = keyOfMap(look, w, em);
  return Math.min(tall * em, (w * look.size[1]) / look.size[0] + foot + (entries.length ? 0.5 * em : 0));
}

function keyOfMap(look, w, em) {
  const kinds = look.kinds.filter((kind) => kind.label);
  const entries = kinds.map((kind) => ["mark", kind.label, look.scale
    ? { ...kind, fill: "#fff", stroke: INK } : { ...kind, fill: kind.colour, stroke: kind.rim }]); // prettier-ignore
  for (const tie of look.ties) if (tie.label) entries.push(["line", tie.label, { stroke: tie.colour, dash: tie.dash, width: tie.width }]); // prettier-ignore
  return { entries, foot: keyOf(entries, 0, 0, w, em).height + (look.scale ? 3.6 * em : 0.5 * em) };
}

function placesOf(look, box, run) {
  const { w, h, em } = box, { entries, foot } = keyOfMap(look, w, em);
  const unit = Math.min(w / look.size[0], (h - foot) / look.size[1]);
  // A map whose distances mean nothing takes all the width, so that its labels have room.
  const wide = look.stretch ? Math.max(unit, (0.9 * w) / look.size[0]) : unit;
  const margin = (w - wide * look.size[0]) / 2;
  const at = run.at.map(([x, y]) => [margin + wide * x, unit * (look.size[1] - y)]);
  return { at, unit, margin, entries, below: unit * look.size[1] + 0.5 * em };
}

function bent([x0, y0], [x1, y1], bend, [cx, cy]) {
  if (!bend) return `M${round(x0)},${round(y0)}L${round(x1)},${round(y1)}`;
  // Ties of a ring bend inwards, those of a map to one side, so that they pass actors between.
  const [mx, my] = [(x0 + x1) / 2, (y0 + y1) / 2];
  const [qx, qy] = bend > 0 ? [mx + bend * (cx - mx), my + bend * (cy - my)] : [mx - bend * (y0 - y1), my - bend * (x1 - x0)]; // prettier-ignore
  return `M${round(x0)},${round(y0)}Q${round(qx)},${round(qy)} ${round(x1)},${round(y1)}`;
}

views.map = (look, box, run, frame, more) => {
  const { em, w } = box, { at, unit, margin, entries, below } = placesOf(look, box, run);
  const middle = [w / 2, (unit * look.size[1]) / 2];
  const ties = frame.ties ?? run.ties, lit = more.lit ?? -1;
  const marked = new Set(frame.marked ?? []);
  let inside = "";
  for (const { box: [x0, y0, x1, y1], fill } of look.regions ?? [])
    inside += tag("rect", { x: round(margin + unit * x0), y: round(unit * (look.size[1] - y1)), width: round(unit * (x1 - x0)), height: round(unit * (y1 - y0)), rx: round(0.22 * unit), fill }); // prettier-ignore
  // All ties of a look are one path: quick, whatever their number.
  const faded = lit >= 0 || marked.size > 0;
  const far = look.near ? (a, b) => ((d) => Math.min(d, at.length - d) > look.near)(Math.abs(a - b)) : null;
  const paths = look.ties.map(() => ["", ""]);
  for (const [a, b, dimension] of ties) {
    const kind = far ? Number(far(a, b)) : dimension;
    const strong = lit >= 0 ? a === lit || b === lit : marked.has(a) || marked.has(b);
    paths[kind][strong ? 1 : 0] += bent(at[a], at[b], look.ties[kind].bend ?? 0, middle);
  }
  // Many ties are drawn thin and pale, few ones strong.
  const dense = Math.min(1, ties.length / (3 * at.length));
  look.ties.forEach((tie, kind) => paths[kind].forEach((d, strong) => {
    if (!d) return;
    const thin = look.thin ? 1 - 0.7 * dense : 1;
    const opacity = (tie.alpha ?? 0.9) * thin * (faded && !strong ? 0.3 : 1);
    inside += tag("path", { d, fill: "none", stroke: lit >= 0 && strong ? INK : tie.colour, "stroke-width": round(tie.width * thin * (lit >= 0 && strong ? 1.6 : 1)), "stroke-dasharray": tie.dash, opacity: round(10 * opacity) / 10 }); // prettier-ignore
  }));
  for (const { labels, place, fill, box: [x0, , x1] } of look.regions ?? []) {
    const size = 0.78 * em, label = labels.find((one) => widthOf(one, size) < 0.92 * unit * (x1 - x0)) ?? labels.at(-1);
    if (label) inside += named(label, margin + unit * place[0], unit * (look.size[1] - place[1]), { size, anchor: place[2], fill }); // prettier-ignore
  }
  const looks = look.kinds, base = look.actor * unit;
  at.forEach(([x, y], actor) => {
    const kind = looks[run.kinds[actor]], value = frame.level?.[actor];
    const size = base * (kind.scale ?? 1) * (frame.sizes ? 0.6 + 0.9 * (frame.sizes[actor] ?? 0.2) : 1);
    let fill = kind.colour, rim = kind.rim ?? "#fff";
    if (look.scale) {
      const { low, high } = look.scale;
      fill = known(value) ? colourOf((value * look.scale.unit - low) / (high - low)) : GREY;
      rim = look.rim ?? "#fff";
    }
    const ringed = actor === lit || marked.has(actor);
    inside += shape(kind.path, x, y, size, { fill, stroke: ringed ? INK : rim, width: ringed ? 2.2 : 0.9, "data-pick": actor });
  });
  // Where something stands already: half a width and half a height around a middle.
  const taken = at.map(([x, y]) => [x, y, 0.5 * base, 0.5 * base]);
  let names = "";
  (frame.texts ?? []).forEach((text, actor) => {
    const [x, y] = at[actor], half = widthOf(text, 1.05 * em) / 2, reach = 0.62 * base * (looks[run.kinds[actor]].scale ?? 1);
    // Outwards, where fewer ties are: beside an actor of a circle, else above or below it; elsewhere if a tie runs there.
    const [dx, dy] = [x - middle[0], y - middle[1]], beside = (look.circle || look.stretch) && Math.abs(dx) > 1.1 * Math.abs(dy);
    const [left, over] = [dx < 0 ? -1 : 1, dy > 0 ? 1 : -1], shift = (clip(dx / unit, -1, 1) * half) / 2;
    const [besides, ends] = [[left, -left].map((sign) => [sign * (reach + half + 0.35 * em), 0.35 * em]), [over, -over].map((sign) => [shift, sign > 0 ? reach + em : -reach - 0.2 * em])]; // prettier-ignore
    const places = (beside ? [...besides, ...ends] : [...ends, ...besides]).map(([right, down]) => [clip(x + right, half, w - half), clip(y + down, em, look.regions ? unit * look.size[1] : Infinity) - 0.35 * em, half, 0.5 * em]); // prettier-ignore
    const place = places.find((box) => !ties.some(([a, b]) => crosses(at[a], at[b], box)) && !taken.some((other) => meet(box, other))) ?? places[0];
    taken.push(place);
    names += write(place[0], place[1] + 0.35 * em, text, { size: 1.05 * em, bold: true, anchor: "middle", halo: true });
  });
  inside += flowsOf(look, run, frame, at, base, em, middle, taken) + names;
  if (frame.middle) frame.middle.split("\n").forEach((text, row) => {
    inside += write(middle[0], middle[1] + (row - 0.2) * 1.3 * em, text, { size: 1.1 * em, bold: true, anchor: "middle", halo: true }); // prettier-ignore
  });
  const key = keyOf(entries, 0, below, w, em);
  inside += key.inside;
  if (look.scale) inside += scaleOf(look.scale, 0, below + key.height + 0.2 * em, Math.min(w, 30 * em), em);
  return inside;
};

const crosses = ([x0, y0], [x1, y1], box) => [...Array(39)].some((_, k) => meet([x0 + ((x1 - x0) * (k + 1)) / 40, y0 + ((y1 - y0) * (k + 1)) / 40, 0, 0], box));
const meet = (one, other) => [0, 1].every((k) => Math.abs(one[k] - other[k]) < one[k + 2] + other[k + 2]);

// What flows in this moment: an arrow along its tie, [from, to, kind of tie, text].
function flowsOf(look, run, frame, at, base, em, middle, taken) {
  let [arrows, texts] = ["", ""];
  for (const [from, to, tie, text] of frame.flows ?? []) {
    const [[x0, y0], [x1, y1]] = [at[from], at[to]], far = Math.hypot(x1 - x0, y1 - y0) || 1;
    const along = (d) => [x0 + ((x1 - x0) * d) / far, y0 + ((y1 - y0) * d) / far];
    const radius = (actor) => 0.6 * base * (look.kinds[run.kinds[actor]].scale ?? 1);
    const tip = along(far - radius(to)), foot = along(far - radius(to) - 0.9 * em);
    const [ux, uy] = [(y1 - y0) / far, (x0 - x1) / far];
    const corners = [tip, ...[-1, 1].map((side) => [foot[0] + side * 0.5 * em * ux, foot[1] + side * 0.5 * em * uy])];
    arrows += line([along(radius(from)), foot], INK, 0.28 * em);
    arrows += tag("polygon", { points: corners.map(([x, y]) => `${round(x)},${round(y)}`).join(" "), fill: INK });
    // Beside the arrow, rather on the side that looks away from the middle, where nothing stands yet.
    const size = 0.95 * em, half = widthOf(text, size) / 2, out = Math.sign(ux * ((x0 + x1) / 2 - middle[0]) + uy * ((y0 + y1) / 2 - middle[1])) || 1;
    const off = Math.abs(ux) * (half + 0.3 * em) + Math.abs(uy) * 0.75 * em;
    const places = [0.5, 0.35, 0.65, 0.25, 0.75].flatMap((part) => [out, -out].map((side) => [part * far, side * off])).map(([d, o]) => [along(d)[0] + o * ux, along(d)[1] + o * uy, half, 0.5 * em]); // prettier-ignore
    const place = places.find((one) => !taken.some((other) => meet(one, other))) ?? places[0];
    taken.push(place);
    texts += write(place[0], place[1] + 0.35 * em, text, { size, bold: true, fill: BLUE, anchor: "middle", halo: true });
  }
  return arrows + texts;
}

function scaleOf({ low, high, label, over, ticks }, x, y, w, em) {
  const half = 1.2 * em, length = w - 2 * half, parts = 48;
  let inside = "";
  for (let k = 0; k < parts; k++)
    inside += tag("rect", { x: round(x + half + (k / parts) * length), y: round(y), width: round(length / parts + 0.6), height: round(0.7 * em), fill: colourOf((k + 0.5) / parts) }); // prettier-ignore
  ticks.forEach(([value, text], k) => {
    const last = k === ticks.length - 1;
    inside += write(x + half + ((value - low) / (high - low)) * length, y + 1.65 * em, text + (last && over ? "+" : ""), { size: 0.85 * em, fill: QUIET, anchor: "middle" }); // prettier-ignore
  });
  return inside + write(x + half, y + 2.75 * em, label, { size: fitting(label, 0.88 * em, w - half) });
}

// ---- curves over time

views.curves = (look, box, run, frame, more) => {
  const { em } = box, times = more.times, until = look.grows ? more.at : times.length - 1, was = more.before?.run;
  const ends = look.series.map((one) => ({ ...one, value: run[one.name]?.[until] ?? null })).map((one) => ({ ...one, text: known(one.value) ? `${one.label} ${number(one.value, one.form)}` : "" })); // prettier-ignore
  const right = Math.max(...ends.map(({ text }) => widthOf(text, 1.14 * em))) / em + 0.6;
  let { X, Y, area, upright, inside } = plotOf(look, box, was ? [BEFORE] : [], right);
  for (const { x, label, colour = QUIET, dash = "4 3", left, high } of [...(look.marks ?? []), ...(run.marks ?? [])]) {
    if (look.grows && run.marks?.length && x > times[until] && !look.marks?.some((one) => one.x === x)) continue;
    inside += upright(x, colour, 1.2, dash);
    inside += write(X(x) + (left ? -0.3 : 0.3) * em, high ? area.y0 + 0.9 * em : area.y1 - 0.4 * em, label, { size: 0.85 * em, fill: colour, anchor: left ? "end" : "start", halo: true }); // prettier-ignore
  }
  if (look.clock) inside += upright(times[more.at], INK, 1.4);
  const path = (values) => values.slice(0, until + 1).map((value, k) => [X(times[k]), Y(value)]);
  for (const one of look.series) if (was?.[one.name]) inside += line(path(was[one.name]), one.colour, 1.8, DOTTED);
  for (const one of look.series) if (run[one.name]) inside += line(path(run[one.name]), one.colour, 2.6, { "stroke-dasharray": one.dash }); // prettier-ignore
  const shown = ends.filter((one) => known(one.value));
  const heights = apart(shown.map((one) => Y(one.value)), 1.2 * em, area.y0, area.y1);
  shown.forEach(({ text, colour }, k) => (inside += write(X(times[until]) + 0.4 * em, heights[k] + 0.35 * em, text, { size: em, bold: true, fill: colour }))); // prettier-ignore
  return inside;
};

// ---- a formula: curves along x, places on x, and what is read off at one of them

views.lines = (look, box, run, frame, more) => {
  const { em, w } = box, was = more.before?.run;
  const entries = look.series.map((one) => ["line", one.label, { stroke: one.colour, dash: one.dash, width: 2.6 }]);
  let { X, Y, area, upright, inside } = plotOf(look, box, was ? [...entries, BEFORE] : entries, 1);
  const within = (value) => known(value) && value >= look.y.low && value <= look.y.high;
  // A curve leaves the picture where it leaves the axis, and has a hole where it has no value.
  const path = (values) => {
    const pieces = [[]];
    values.forEach((value, k) => {
      if (within(value)) pieces.at(-1).push([X(run.x[k]), Y(value)]);
      else if (pieces.at(-1).length) pieces.push([]);
    });
    return pieces.filter((piece) => piece.length > 1);
  };
  if (was) for (const one of look.series) for (const piece of path(was.curves[one.name])) inside += line(piece, one.colour, 1.8, DOTTED);
  for (const one of look.series) for (const piece of path(run.curves[one.name])) inside += line(piece, one.colour, 2.8, { "stroke-dasharray": one.dash });
  if (run.at) inside += upright(run.at.x, INK, 1.5);
  for (const { x, label } of run.guides ?? []) {
    const fits = X(x) + widthOf(label, 0.85 * em) + 0.6 * em < w;
    inside += upright(x, QUIET, 1.3, "4 3");
    inside += write(X(x) + (fits ? 0.4 : -0.4) * em, area.y0 + 0.9 * em, label, { size: 0.85 * em, fill: QUIET, anchor: fits ? "start" : "end", halo: true }); // prettier-ignore
  }
  if (!run.at) return inside;
  const x = X(run.at.x), size = 1.05 * em;
  const read = look.series.map((one, k) => ({ ...one, value: run.at.values[k], text: run.at.texts[k] })).filter(({ value }) => within(value));
  const heights = apart(read.map(({ value }) => Y(value) - 0.5 * em), 1.25 * em, area.y0 + 2 * em, area.y1 - 0.4 * em);
  const right = read.every(({ text }) => x + widthOf(text, 1.1 * size) + em < w);
  read.forEach(({ value, text, colour }, k) => {
    inside += shape(CIRCLE, x, Y(value), 0.9 * em, { fill: colour, width: 1.5 });
    inside += write(x + (right ? 0.7 : -0.7) * em, heights[k], text, { size, bold: true, fill: colour, anchor: right ? "start" : "end", halo: true }); // prettier-ignore
  });
  return inside;
};

// ---- what was tried: a point for every setting, along one control

views.tried = (look, box, run, frame, more) => {
  const { em, w } = box, at = more.at;
  const height = (note) => (Array.isArray(note) ? note[at] : note);
  const placed = more.tried.map((one) => ({ ...one, y: height(one.note) })).filter((one) => known(one.y));
  const now = more.now && known(height(more.now.note)) ? { x: more.now.x, y: height(more.now.note) } : null;
  const entries = [["mark", "now", { path: CIRCLE, fill: BLUE }]];
  if (placed.some((one) => one.same)) entries.push(["mark", "tried", { path: CIRCLE, fill: "#fff", stroke: INK, width: 1.6, scale: 0.7 }]); // prettier-ignore
  if (placed.some((one) => !one.same)) entries.push(["mark", "tried with other settings", { path: CIRCLE, fill: "#fff", stroke: "#9AA3AD", width: 1.4, scale: 0.55 }]); // prettier-ignore
  if (more.expected.length) entries.push(["line", "you predicted", { stroke: RED, dash: "5 3" }]);
  if (more.settled?.length) entries.push(["mark", "settles your prediction", { path: CIRCLE, fill: RED, scale: 0.75 }]);
  // The axis grows where a point would leave it.
  const reached = [...placed, ...(now ? [now] : [])].map((one) => one.y), grown = 0.05 * (look.y.high - look.y.low);
  const [low, high] = [Math.min(look.y.low, ...reached.map((y) => y - grown)), Math.max(look.y.high, ...reached.map((y) => y + grown))];
  const y = { ...look.y, low, high, ticks: look.y.ticks.filter(([value]) => low <= value && value <= high) };
  let { X, Y, area, inside } = plotOf({ ...look, y }, box, entries);
  inside += line(more.expected.map(([x, y]) => [X(x), Y(y)]), RED, 2, { "stroke-dasharray": "5 3" });
  for (const [x, y] of more.expected) inside += shape(DIAMOND, X(x), Y(y), 0.8 * em, { fill: "#fff", stroke: RED, width: 1.6 }); // prettier-ignore
  const looks = (one) => (more.settled?.includes(one.index) ? { fill: RED, size: 0.75 } : one.same ? { stroke: INK, size: 0.7 } : { stroke: "#9AA3AD", size: 0.5 });
  for (const one of [...placed].sort((a, b) => looks(a).size - looks(b).size)) {
    const { size, ...look } = looks(one);
    inside += shape(CIRCLE, X(one.x), Y(one.y), size * em, { width: 1.5, ...look, "data-pick": one.index });
  }
  if (!now) return inside;
  inside += shape(CIRCLE, X(now.x), Y(now.y), em, { fill: BLUE });
  // The value stands where it covers no point: above, below, right or left of it.
  const text = number(now.y, look.form), half = widthOf(text, 1.1 * em) / 2, [nx, ny] = [X(now.x), Y(now.y)];
  const spots = [[0, -1.3], [0, 1.3], [half / em + 1, 0], [-half / em - 1, 0]].map(([dx, dy]) => [nx + dx * em, ny + dy * em]); // prettier-ignore
  const marks = [...placed.map((one) => [X(one.x), Y(one.y)]), ...more.expected.map(([a, b]) => [X(a), Y(b)])];
  const cost = ([sx, sy]) => marks.filter(([mx, my]) => Math.abs(mx - sx) < half + 0.5 * em && Math.abs(my - sy) < 1.1 * em).length
    + 9 * (sx - half < area.x0 - em || sx + half > w || sy < area.y0 || sy > area.y1 - 0.4 * em); // prettier-ignore
  const [sx, sy] = spots.reduce((best, spot) => (cost(spot) < cost(best) ? spot : best));
  return inside + write(clip(sx, half, w - half), sy + 0.4 * em, text, { size: 1.1 * em, bold: true, fill: BLUE, anchor: "middle", halo: true }); // prettier-ignore
};

// ---- points with a trend

views.scatter = (look, box, run, frame, more) => {
  const { em } = box, was = more.before?.frame;
  const entries = look.kinds.map((kind) => ["mark", kind.label, { ...kind, fill: kind.colour, scale: 0.75 * (kind.scale ?? 1) }]);
  entries.push(["line", "trend", { stroke: INK }]);
  if (was) entries.push(["line", "before this change", { stroke: QUIET, dash: "2 3" }]);
  const { X, Y, inside } = plotOf(look, box, entries);
  let points = "";
  run.x.forEach((x, k) => {
    const kind = look.kinds[run.kinds[k]];
    points += shape(kind.path, X(x), Y(frame.level[k] * look.unit), 0.75 * em * (kind.scale ?? 1), { fill: kind.colour, width: 0.8, "data-pick": k });
  });
  const trend = (of) => of.trend.map(([x, y]) => [X(x), Y(y)]);
  return inside + points + (was ? line(trend(was), QUIET, 2.4, DOTTED) : "") + line(trend(frame), INK, 2.4);
};

// ---- measures: a bar from zero for each, its value, and a mark where it stood before

views.gauges = (look, box, run, frame, more) => {
  const { w, h, em } = box, was = more.before?.frame?.values ?? more.before?.run.values;
  const keyed = was ? keyOf([["mark", "before this change", { path: "M0,-0.5L0.5,0.5L-0.5,0.5Z", fill: INK, scale: 0.8 }]], 0, (look.title ? 1.6 : 0.2) * em, w, em) : { inside: "", height: 0 }; // prettier-ignore
  const start = (look.title ? 1.8 : 0.4) * em + 1.5 * em, room = (h - start) / look.rows.length;
  const right = 4.2 * em, length = w - right - em;
  const values = frame.values ?? run.values;
  let inside = heading(look.title, em, w);
  look.rows.forEach(({ name, label, low, high, form }, row) => {
    const top = start + row * room + Math.min(0.4 * room, 1.3 * em), value = values[name];
    const X = (of) => 0.5 * em + ((clip(of, low, high) - low) / (high - low)) * length;
    inside += write(0, top - 0.35 * em, label, { size: fitting(label, 0.95 * em, w) });
    inside += line([[X(low), top + 0.45 * em], [X(high), top + 0.45 * em]], "#C8CDD3", 1);
    for (const end of new Set([low, 0, high]))
      inside += line([[X(end), top + 0.1 * em], [X(end), top + 0.8 * em]], "#9AA3AD", 1);
    if (known(value)) inside += tag("rect", { x: round(Math.min(X(0), X(value))), y: round(top), width: round(Math.max(Math.abs(X(value) - X(0)), 1.5)), height: round(0.9 * em), fill: BLUE }); // prettier-ignore
    const before = was?.[name];
    if (known(before) && before !== value) inside += shape("M0,0L0.5,0.9L-0.5,0.9Z", X(before), top + em, 0.9 * em, { fill: INK }); // prettier-ignore
    inside += write(w, top + 0.85 * em, number(value, form), { size: 1.1 * em, bold: true, fill: BLUE, anchor: "end" });
  });
  return inside + keyed.inside;
};

// ---- stacked bars, and a scale of scores

views.bars = (look, box, run, frame) => {
  const { w, h, em } = box, size = 0.95 * em;
  const key = keyOf(look.parts.map((part) => ["box", part.label, { fill: part.colour }]), 0, look.title ? 1.6 * em : 0, w, em);
  const left = Math.max(...look.rows.map((row) => widthOf(row, size))) + 0.6 * em, right = 7.5 * em;
  const top = (look.title ? 1.6 * em : 0) + key.height + 0.3 * em, room = Math.min((h - top) / look.rows.length, 2.4 * em);
  const rows = frame.rows ?? run.rows, texts = frame.texts ?? run.texts;
  const high = Math.max(look.high, ...rows.map((row) => row.reduce((sum, value) => sum + (value ?? 0), 0)));
  const X = (value) => left + (value / high) * (w - left - right);
  let inside = heading(look.title, em, w) + key.inside;
  look.rows.forEach((name, row) => {
    const y = top + row * room;
    let end = 0;
    inside += write(left - 0.6 * em, y + 0.62 * room, name, { size, anchor: "end" });
    rows[row].forEach((value, part) => {
      if (!known(value) || value <= 0) return;
      const [x0, x1] = [X(end), X(end + value)], { colour, dark } = look.parts[part];
      inside += tag("rect", { x: round(x0), y: round(y + 0.1 * room), width: round(x1 - x0), height: round(0.8 * room), fill: colour, stroke: "#fff" }); // prettier-ignore
      const text = look.inside ? number(value, look.inside) : "";
      if (text && x1 - x0 > widthOf(text, size)) inside += write((x0 + x1) / 2, y + 0.62 * room, text, { size, fill: dark ? "#fff" : INK, anchor: "middle" }); // prettier-ignore
      end += value;
    });
    inside += write(Math.max(X(end), look.limit ? X(look.limit) : 0) + 0.5 * em, y + 0.62 * room, texts[row], { size, bold: true, fill: /over/.test(texts[row]) ? RED : INK }); // prettier-ignore
  });
  if (look.limit) inside += line([[X(look.limit), top], [X(look.limit), top + look.rows.length * room]], INK, 2);
  return inside;
};

views.scores = (look, box, run, frame, more) => {
  const { w, em } = box, at = more.at;
  const mine = { path: CIRCLE, fill: BLUE, label: "yours", scale: 1.1 };
  const tried = more.tried.map((one) => ({ ...one, score: one.note[at] })).filter((one) => known(one.score));
  const entries = [...look.marks, mine].map((mark) => ["mark", mark.label, { ...mark, fill: mark.colour ?? mark.fill }]);
  if (tried.length) entries.push(["mark", "tried", { path: CIRCLE, fill: "#fff", stroke: INK, width: 1.4, scale: 0.6 }]);
  const key = keyOf(entries, 0, 1.6 * em, w, em), y = 2.2 * em + key.height + 0.6 * em;
  const X = (value) => 1.2 * em + ((clip(value, look.low, look.high) - look.low) / (look.high - look.low)) * (w - 2.4 * em);
  let inside = heading(look.title, em, w) + key.inside + line([[X(look.low), y], [X(look.high), y]], "#C8CDD3", 3);
  for (const [value, text] of look.ticks) inside += write(X(value), y + 1.9 * em, text, { size: 0.92 * em, fill: QUIET, anchor: "middle" }); // prettier-ignore
  for (const { score, index } of tried) inside += shape(CIRCLE, X(score), y, 0.6 * em, { stroke: INK, width: 1.4, "data-pick": index }); // prettier-ignore
  for (const mark of look.marks) if (known(frame[mark.name])) inside += shape(mark.path, X(frame[mark.name]), y, 1.2 * em, { fill: mark.colour, stroke: mark.colour }); // prettier-ignore
  if (known(frame.mine)) inside += shape(CIRCLE, X(frame.mine), y, 1.1 * em, { fill: BLUE });
  return inside;
};

// ---- rows of words: [text, how it is told], "strong", "" or "quiet"

// How many lines a row takes: those of the longest one of the run, so that nothing jumps with time.
const linesOf = ({ longest }, w, em) => (0.86 * widthOf(longest, 0.98 * em) > w ? 2 : 1);

views.rows = (look, box, run, frame) => {
  const { w, em } = box, size = 0.98 * em, lines = linesOf(run, w, em);
  let [y, inside] = [0, ""];
  for (const [text, told] of frame.rows) {
    const parts = lines === 1 ? [text] : wrap(text, size, w / 1.1), few = parts.length <= lines ? parts : [parts.slice(0, lines - 1), parts.slice(lines - 1).join(" ")].flat(); // prettier-ignore
    few.forEach((part) => {
      inside += write(0, (y += 1.3 * em) - 0.25 * em, part, { size: fitting(part, size, w), bold: told === "strong", fill: told === "quiet" ? QUIET : INK }); // prettier-ignore
    });
  }
  return inside;
};

// ---- a whole picture, for print and for readers without scripts

function wrap(text, size, w) {
  const rows = [""];
  for (const word of text.split(" ")) {
    if (rows.at(-1) && widthOf(`${rows.at(-1)} ${word}`, size) > w) rows.push("");
    rows[rows.length - 1] += (rows.at(-1) ? " " : "") + word;
  }
  return rows;
}

const opened = (w, h, place = "") =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${place} width="${round(w)}" height="${round(h)}" viewBox="0 0 ${round(w)} ${round(h)}" font-family="'DejaVu Sans','Open Sans',Verdana,sans-serif">`;

function still({ plan, scene, more, width }) {
  const em = width / 72, gap = 1.6 * em, frame = scene.frames[scene.at];
  let [top, inside] = [0.6 * em, ""];
  for (const [text, size, bold, fill] of [[frame.finding, 1.45 * em, true, INK], [frame.remark, 1.05 * em, false, QUIET]]) {
    if (!text) continue;
    for (const row of wrap(text, size, width - 2 * gap)) {
      top += 1.3 * size;
      inside += write(gap, top, row, { size, bold, fill });
    }
    top += 0.3 * em;
  }
  const wide = (width - 3 * gap) * plan.share, bottom = [top, top];
  for (const view of plan.views) {
    const [w, left] = view.side ? [width - 3 * gap - wide, 2 * gap + wide] : [wide, gap];
    const box = { w, h: heightOf(view, w, em, scene.run[view.name]), em }, y = bottom[+view.side] + gap / 2;
    const drawn = views[view.kind](view.look, box, scene.run[view.name], frame.views[view.name], { ...more, at: scene.at, times: plan.times });
    inside += `${opened(w, box.h, `x="${round(left)}" y="${round(y)}"`)}${drawn}</svg>`;
    bottom[+view.side] = y + box.h + gap / 2;
  }
  return `${opened(width, Math.max(...bottom))}<rect width="100%" height="100%" fill="#fff"/>${inside}</svg>`;
}
