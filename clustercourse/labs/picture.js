// The picture of a lab: an image with alt text, what was predicted, a Play button where time
// matters, a status line for screen readers and an alert line.
const STATUS_AFTER_MS = 250; // a drag is announced once, at its end
const RESIZE_AFTER_MS = 150;
const FRAME_MS = 60; // pace of Play
const CALM_FRAME_MS = 400; // for readers who asked their system for less motion

function render({ model, el }) {
  const img = document.createElement("img");
  const status = document.createElement("div");
  const alert = document.createElement("div");
  el.classList.add("clusterlib-picture");
  status.className = "clusterlib-status";
  status.setAttribute("role", "status");
  alert.className = "clusterlib-alert";
  alert.setAttribute("role", "alert");
  img.width = model.get("width");
  img.height = model.get("height");
  const bar = document.createElement("div");
  const said = document.createElement("span");
  bar.className = "clusterlib-bar";
  said.className = "clusterlib-said";
  bar.append(said);
  el.append(bar, img, alert, status);

  let shown = null; // object URL on screen
  let newest = 0;
  const show = async (bytes, alt) => {
    const turn = ++newest;
    const url = URL.createObjectURL(new Blob([bytes], { type: "image/jpeg" }));
    // Decoded before it is swapped in: the old picture stays until the new one can be painted.
    const next = new Image();
    next.src = url;
    await next.decode().catch(() => {});
    if (turn !== newest) {
      URL.revokeObjectURL(url);
      return;
    }
    img.alt = alt;
    img.src = url;
    if (shown) URL.revokeObjectURL(shown);
    shown = url;
  };
  const showImage = () => show(model.get("data"), model.get("alt"));

  let timer = null;
  const announce = () => {
    clearTimeout(timer);
    timer = setTimeout(() => (status.textContent = model.get("status")), STATUS_AFTER_MS);
  };
  const showAlert = () => (alert.textContent = model.get("alert"));
  const showSaid = () => (said.textContent = model.get("said"));

  // A picture with just the pixels of its place is sharp, and the quickest to make and to show.
  let measuring = null;
  let player = null;
  const measure = () => {
    if (player?.playing()) return; // a new size stops it; it is measured when Play is over
    const pixels = Math.round(Math.min(el.clientWidth, model.get("width")) * devicePixelRatio);
    if (pixels > 0 && pixels !== model.get("pixels")) {
      model.set("pixels", pixels);
      model.save_changes();
    }
  };
  const resized = new ResizeObserver(() => {
    clearTimeout(measuring);
    measuring = setTimeout(measure, RESIZE_AFTER_MS);
  });
  resized.observe(el);

  model.on("change:data", showImage);
  model.on("change:status", announce);
  model.on("change:alert", showAlert);
  model.on("change:said", showSaid);
  showImage();
  showAlert();
  showSaid();
  if (model.get("moments")) player = addPlayer(model, bar, img, show, { showImage, measure });
  const stopRepair = repairControls(model, el);
  return () => {
    player?.remove();
    model.off("change:said", showSaid);
    model.off("change:data", showImage);
    model.off("change:status", announce);
    model.off("change:alert", showAlert);
    clearTimeout(timer);
    clearTimeout(measuring);
    resized.disconnect();
    stopRepair();
    newest++;
    if (shown) URL.revokeObjectURL(shown);
  };
}

// Frames are asked for one by one, so that a slider never waits behind them, and kept for the run
// that they belong to; requestAnimationFrame shows them at an even pace.
function addPlayer(model, bar, img, show, { showImage, measure }) {
  const button = document.createElement("button");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const pace = calm ? CALM_FRAME_MS : FRAME_MS;
  const frames = new Map();
  let run = null; // the run that the frames belong to
  let asked = null; // the frame that the kernel draws now
  let playing = false;
  let next = 0;
  let seen = null; // the frame shown last since Play was pressed
  let due = 0;
  button.type = "button";
  button.className = "jupyter-button widget-button clusterlib-play";
  bar.prepend(button);

  const label = () => {
    button.textContent = playing ? "■ Stop" : "▶ Play";
    button.title = playing ? "stop here" : "watch it from here, or again from the start";
  };
  const ask = () => {
    if (run !== model.get("run")) {
      frames.clear();
      run = model.get("run");
      asked = null;
    }
    if (asked !== null) return;
    for (let index = next; index < model.get("moments"); index++) {
      if (frames.has(index)) continue;
      asked = index;
      model.send({ event: "frame", index, run });
      return;
    }
  };
  const stop = (tell) => {
    if (!playing) return;
    playing = false;
    label();
    if (tell && seen !== null) model.send({ event: "stopped", index: seen });
    measure();
  };
  const step = (now) => {
    if (!playing) return;
    if (now >= due && frames.has(next)) {
      show(frames.get(next), img.alt);
      seen = next;
      due = Math.max(now, due + pace);
      next += 1;
      if (next >= model.get("moments")) return stop(true);
    }
    requestAnimationFrame(step);
  };
  button.addEventListener("click", () => {
    if (playing) return stop(true);
    const last = model.get("moments") - 1;
    next = model.get("moment") >= last ? 0 : model.get("moment");
    playing = true;
    seen = null;
    due = 0;
    label();
    ask();
    requestAnimationFrame(step);
  });
  const received = (content, buffers) => {
    if (content.run !== run) return;
    asked = null;
    if (content.event === "failed") return stop(false);
    frames.set(content.index, buffers[0]);
    if (playing) ask();
  };
  const moved = () => stop(false); // the learner moved a control meanwhile
  const renewed = () => {
    // Reset may lead back to the very picture that was there before Play.
    if (playing) showImage();
    stop(false);
  };
  model.on("msg:custom", received);
  model.on("change:data", moved);
  model.on("change:run", renewed);
  label();
  return {
    playing: () => playing,
    remove: () => {
      playing = false;
      model.off("msg:custom", received);
      model.off("change:data", moved);
      model.off("change:run", renewed);
    },
  };
}

// ipywidgets gives slider handles no name and a rounded aria-valuetext, and Jupyter takes the arrow
// keys of a focused control as commands on cells. Put right here, and again after every redraw.
function repairControls(model, el) {
  const set = (element, name, value) => {
    if (value && element.getAttribute(name) !== value) element.setAttribute(name, value);
  };
  const repair = (lab) => {
    set(lab, "role", "group");
    set(lab, "aria-label", model.get("title"));
    for (const slider of lab.querySelectorAll(".widget-slider")) {
      const label = slider.querySelector(".widget-label")?.textContent;
      const readout = slider.querySelector(".widget-readout");
      for (const handle of slider.querySelectorAll(".noUi-handle")) {
        set(handle, "aria-label", label);
        set(handle, "aria-valuetext", readout?.textContent);
      }
      if (readout) {
        set(readout, "role", "textbox");
        set(readout, "aria-label", `${label}, type a value`);
      }
    }
    for (const control of lab.querySelectorAll("input, select, button, .noUi-handle")) {
      set(control, "data-lm-suppress-shortcuts", "true");
    }
  };
  const observer = new MutationObserver(() => repair(lab));
  let lab = null;
  const start = () => {
    lab = el.closest(".clusterlib-lab");
    if (!lab) {
      waiting = requestAnimationFrame(start); // not yet part of the page
      return;
    }
    repair(lab);
    observer.observe(lab, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ["aria-valuetext"],
    });
  };
  let waiting = requestAnimationFrame(start);
  return () => {
    cancelAnimationFrame(waiting);
    observer.disconnect();
  };
}

export default { render };
