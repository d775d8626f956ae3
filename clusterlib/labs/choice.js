// One question: radio buttons, an optional button, and a line of feedback that is read aloud.
// Native inputs inside a fieldset: keyboard and screen reader work without further help.
function render({ model, el }) {
  // Radios of one name exclude each other in the whole page, so no two questions may share it.
  const group = `clusterlib-choice-${Math.random()}`;
  const fieldset = document.createElement("fieldset");
  const legend = document.createElement("legend");
  const list = document.createElement("div");
  const button = document.createElement("button");
  const note = document.createElement("p");
  fieldset.className = "clusterlib-choice";
  list.className = "clusterlib-choice-options";
  button.type = "button";
  note.setAttribute("role", "status");
  fieldset.append(legend, list, button, note);
  el.append(fieldset);

  // Jupyter would take arrow keys, Enter and Space as commands on cells; it asks the focused element.
  const keepKeys = (element) => element.setAttribute("data-lm-suppress-shortcuts", "true");
  keepKeys(button);

  const showOptions = () => {
    list.replaceChildren(
      ...model.get("options").map((text) => {
        const label = document.createElement("label");
        const radio = document.createElement("input");
        radio.type = "radio";
        radio.name = group;
        radio.value = text;
        keepKeys(radio);
        radio.addEventListener("change", () => {
          model.set("chosen", text);
          model.save_changes();
        });
        label.append(radio, document.createTextNode(text));
        return label;
      }),
    );
    showChosen();
  };
  const showChosen = () => {
    for (const radio of list.querySelectorAll("input")) {
      radio.checked = radio.value === model.get("chosen");
    }
  };
  const showText = () => {
    legend.textContent = model.get("prompt");
    button.textContent = model.get("button");
    button.hidden = !model.get("button");
    note.textContent = model.get("note");
    note.className = `clusterlib-choice-note clusterlib-choice-${model.get("tone")}`;
  };
  button.addEventListener("click", () => model.send({ event: "commit" }));

  const watched = [
    ["options", showOptions],
    ["chosen", showChosen],
    ["prompt", showText],
    ["button", showText],
    ["note", showText],
    ["tone", showText],
  ];
  for (const [name, update] of watched) model.on(`change:${name}`, update);
  showText();
  showOptions();
  return () => {
    for (const [name, update] of watched) model.off(`change:${name}`, update);
  };
}

export default { render };
