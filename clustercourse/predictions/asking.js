// What every question shares: a frame with its text, an optional button, and a line of feedback that
// is read aloud. Native elements inside a fieldset: keyboard and screen reader need no further help.

// Jupyter would take plain keys as commands on cells; it asks the focused element. Shift+Enter and
// whatever goes with Ctrl, Alt or Cmd stay its own: Shift+Enter always goes on.
const isPlain = (event) =>
  !(event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key === "Enter"));

// Returns the place for the answer, watch(names, update), which runs now and at every change of
// these traits, and stop().
function frame({ model, el }) {
  const fieldset = document.createElement("fieldset");
  const legend = document.createElement("legend");
  const answer = document.createElement("div");
  const button = document.createElement("button");
  const note = document.createElement("p");
  fieldset.className = "clusterlib-question";
  button.type = "button";
  note.setAttribute("role", "status");
  fieldset.append(legend, answer, button, note);
  el.append(fieldset);
  // JupyterLab hears a key last, Notebook first, but neither takes it from an element with this mark.
  const mark = (event) =>
    fieldset.contains(event.target) &&
    event.target.toggleAttribute("data-lm-suppress-shortcuts", isPlain(event));
  window.addEventListener("keydown", mark, true);
  button.addEventListener("click", () => {
    model.set("presses", model.get("presses") + 1);
    model.save_changes();
  });

  const watched = [];
  const watch = (names, update) => {
    for (const name of names) {
      model.on(`change:${name}`, update);
      watched.push([name, update]);
    }
    update();
  };
  watch(["prompt", "button", "note", "tone"], () => {
    legend.textContent = model.get("prompt");
    button.textContent = model.get("button");
    button.hidden = !model.get("button");
    note.textContent = model.get("note");
    note.className = `clusterlib-note clusterlib-${model.get("tone")}`;
  });
  const stop = () => {
    window.removeEventListener("keydown", mark, true);
    for (const [name, update] of watched) model.off(`change:${name}`, update);
  };
  return { answer, watch, stop };
}
