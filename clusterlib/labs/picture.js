// The picture of a lab: an image with alt text, a status line for screen readers, an alert line.
const STATUS_AFTER_MS = 250; // a drag is announced once, at its end
const RESIZE_AFTER_MS = 150;

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
  el.append(img, alert, status);

  let shown = null; // object URL on screen
  let newest = 0;
  const showImage = async () => {
    const turn = ++newest;
    const url = URL.createObjectURL(new Blob([model.get("data")], { type: "image/jpeg" }));
    const alt = model.get("alt");
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

  let timer = null;
  const announce = () => {
    clearTimeout(timer);
    timer = setTimeout(() => (status.textContent = model.get("status")), STATUS_AFTER_MS);
  };
  const showAlert = () => (alert.textContent = model.get("alert"));

  // A picture with just the pixels of its place is sharp, and the quickest to make and to show.
  let measuring = null;
  const measure = () => {
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
  showImage();
  showAlert();
  const stopRepair = repairControls(model, el);
  return () => {
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
