// The answer is the end of a curve: drawn with a pointer, or set point by point with the keys.
const [TALLEST, LOWEST, AROUND] = [380, 230, 150]; // pixels: of the field, and what is above and below it on a phone
const WIDEST = 640;
const NARROWEST = 260;
const TOP = 66;
const FOOT = 62;
const LEFT = 64;
const RIGHT_ROOM = 34;
const GRAB = 16; // pixels beside a point where it is taken by the pointer
const SLIP = 8; // pixels sideways that a hand moves while it means up or down
const AHEAD = 12; // pixels before a point where a drawn line reaches it already
const LEVELS = 100;
const STEPS = {
  ...{ ArrowUp: 2, ArrowDown: -2, PageUp: 10, PageDown: -10 },
  ...{ Home: -LEVELS, End: LEVELS, Enter: 0, " ": 0 },
};
const NEIGHBOURS = { ArrowRight: 1, ArrowLeft: -1 };

function draw(parent, name, attributes, text = "") {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  parent.append(element);
  return element;
}

function render({ model, el }) {
  const { answer, watch, stop } = frame({ model, el });
  const plot = model.get("plot");
  const help = document.createElement("p");
  help.className = "clusterlib-help";
  help.textContent = "Draw with the mouse or a finger, or press Shift + Tab until a point is marked, then the arrow keys.";
  answer.append(help);
  const svg = draw(answer, "svg", { class: "clusterlib-curve", role: "group" });
  svg.setAttribute("aria-label", plot.alt);

  let levels = []; // of each point, null where it is not set
  let handles = []; // what is drawn of each point
  let line = null;
  let right = 0;
  let [high, bottom] = [TALLEST, TALLEST - FOOT];
  const toX = (share) => LEFT + share * (right - LEFT);
  const toY = (share) => bottom - share * (bottom - TOP);
  const toPath = (pairs) => pairs.map(([x, y]) => `${toX(x)},${toY(y)}`).join(" ");
  const levelOf = (index) => levels[index] ?? model.get("start");

  const layOut = (width) => {
    right = width - RIGHT_ROOM;
    // All of it is seen at once, on a phone that is turned too.
    high = Math.max(LOWEST, Math.min(TALLEST, window.innerHeight - AROUND));
    bottom = high - FOOT;
    svg.replaceChildren();
    svg.setAttribute("width", width);
    svg.setAttribute("height", high);
    const until = plot.known.length ? toX(plot.known.at(-1)[0]) : LEFT;
    const size = { y: TOP, height: bottom - TOP };
    draw(svg, "rect", { class: "open", x: until, width: right - until, ...size });
    for (const [share, text] of plot.xTicks) {
      draw(svg, "path", { class: "grid", d: `M${toX(share)},${TOP}V${bottom}` });
      draw(svg, "text", { x: toX(share), y: bottom + 22, "text-anchor": "middle" }, text);
    }
    for (const [share, text] of plot.yTicks) {
      draw(svg, "path", { class: "grid", d: `M${LEFT},${toY(share)}H${right}` });
      draw(svg, "text", { x: LEFT - 8, y: toY(share) + 5, "text-anchor": "end" }, text);
    }
    for (const [text, y] of [[plot.x, high - 12], [plot.y, 24]]) {
      const label = draw(svg, "text", { class: "label", y }, text), long = label.getComputedTextLength();
      const centred = Math.max(12, Math.min((LEFT + right - long) / 2, width - 12 - long));
      label.setAttribute("x", y === 24 ? 12 : centred);
      if (long > width - 24) label.setAttribute("style", `font-size: ${(16 * (width - 24)) / long}px`);
    }
    if (until - LEFT > 60) {
      const place = { x: (LEFT + until) / 2, y: TOP - 10, "text-anchor": "middle" };
      draw(svg, "text", { class: "known", ...place }, "known");
    }
    const place = { x: (until + right) / 2, y: TOP - 10, "text-anchor": "middle" };
    draw(svg, "text", { class: "drawn", ...place }, "yours to draw");
    line = draw(svg, "polyline", { class: "drawn" });
    draw(svg, "polyline", { class: "known", points: toPath(plot.known) });
    if (plot.known.length) {
      const [x, y] = plot.known.at(-1);
      draw(svg, "circle", { class: "known", cx: toX(x), cy: toY(y), r: 5 });
    }
    handles = plot.points.map(drawHandle);
    show();
  };

  const drawHandle = ([share, name], index) => {
    const group = draw(svg, "g", {
      role: "slider",
      tabindex: 0,
      "aria-label": name,
      "aria-orientation": "vertical",
      "aria-valuemin": plot.low,
      "aria-valuemax": plot.high,
    });
    group.addEventListener("keydown", (event) => press(event, index));
    draw(group, "circle", { class: "ring", r: 15 });
    draw(group, "circle", { class: "dot", r: 9 });
    const value = draw(group, "text", { "text-anchor": "middle" });
    return { group, value, x: toX(share) };
  };

  const show = () => {
    const ends = plot.points.map(([share], index) => [share, levelOf(index) / LEVELS]);
    line.setAttribute("points", toPath([...plot.known.slice(-1), ...ends]));
    handles.forEach(({ group, value, x }, index) => {
      const level = levelOf(index);
      const text = plot.texts[level];
      const unset = levels[index] == null;
      const now = plot.low + ((plot.high - plot.low) * level) / LEVELS;
      group.setAttribute("transform", `translate(${x} ${toY(level / LEVELS)})`);
      group.setAttribute("class", unset ? "unset" : "set");
      group.setAttribute("aria-valuenow", Number(now.toPrecision(9)));
      group.setAttribute("aria-valuetext", unset ? `${text}, not set yet` : text);
      value.textContent = text;
      value.setAttribute("y", level > 88 ? 34 : -22); // within the panel
    });
  };

  const put = (index, level) => {
    levels[index] = Math.max(0, Math.min(LEVELS, Math.round(level)));
  };
  const save = () => {
    model.set("levels", [...levels]);
    model.save_changes();
  };

  const press = (event, index) => {
    if (!isPlain(event)) return;
    if (event.key in STEPS) {
      put(index, levelOf(index) + STEPS[event.key]);
      save();
    } else if (event.key in NEIGHBOURS) {
      handles[index + NEIGHBOURS[event.key]]?.group.focus();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  // A pointer on a point moves it up and down; drawn along, each point that it passes takes the
  // height of the drawn line; a tap brings the nearest point to it. A finger that begins beside a point and
  // goes up or down moves the page (touch-action): then nothing was drawn.
  let from = null;
  let last = null;
  let held = -1;
  let before = [];
  const placeOf = (event) => {
    const box = svg.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const take = (index, y) => {
    put(index, (LEVELS * (bottom - y)) / (bottom - TOP));
    handles[index].group.focus({ preventScroll: true });
    show();
  };
  const nearest = (x, within) => {
    const far = handles.map((handle) => Math.abs(handle.x - x));
    const best = far.indexOf(Math.min(...far));
    return far[best] <= within ? best : -1;
  };
  const pass = (here, there) => {
    const way = Math.sign(there.x - here.x);
    handles.forEach(({ x }, index) => {
      const [done, left] = [way * (x - here.x), way * (x - there.x)];
      if (way === 0 || done < 0 || left > AHEAD) return;
      const share = left > 0 ? 1 : (x - here.x) / (there.x - here.x);
      take(index, here.y + share * (there.y - here.y));
    });
  };
  // A finger on a point moves the point and not the page; CSS can say this of the whole field only.
  const stay = (event) => event.target.closest("g") && event.preventDefault();
  svg.addEventListener("touchstart", stay, { passive: false });
  svg.addEventListener("pointerdown", (event) => {
    const at = placeOf(event);
    if (event.button || !event.isPrimary || at.y < TOP - GRAB || at.y > bottom + GRAB) return;
    event.preventDefault(); // no selection of text
    svg.setPointerCapture(event.pointerId);
    from = last = at;
    before = [...levels];
    const beside = event.pointerType === "touch" && !event.target.closest("g");
    held = beside ? -1 : nearest(at.x, GRAB);
    if (held >= 0) take(held, at.y);
  });
  svg.addEventListener("pointermove", (event) => {
    if (!from) return;
    const at = placeOf(event);
    if (Math.abs(at.x - from.x) > SLIP) held = -1;
    if (held >= 0) take(held, at.y);
    else pass(last, at);
    last = at;
  });
  svg.addEventListener("pointerup", () => {
    if (!from) return;
    const gap = (handles.at(-1).x - handles[0].x) / (handles.length - 1);
    const tapped = Math.abs(last.x - from.x) <= SLIP ? nearest(from.x, gap / 2) : -1;
    if (tapped >= 0) take(tapped, last.y);
    from = null;
    save();
  });
  svg.addEventListener("pointercancel", () => {
    if (from) levels = before;
    from = null;
    show();
  });

  layOut(WIDEST);
  watch(["levels", "start"], () => {
    levels = [...model.get("levels")];
    show();
  });
  let width = WIDEST;
  const resized = new ResizeObserver(() => {
    const room = Math.max(NARROWEST, Math.min(WIDEST, answer.clientWidth));
    if (answer.clientWidth && room !== width) layOut((width = room));
  });
  resized.observe(answer);
  return () => {
    stop();
    resized.disconnect();
  };
}

export default { render };
