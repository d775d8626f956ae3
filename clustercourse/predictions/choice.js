// The answer is one of several radio buttons.
function render({ model, el }) {
  const { answer, watch, stop } = frame({ model, el });
  // Radios of one name exclude each other in the whole page, so no two questions may share it.
  const group = `clusterlib-choice-${Math.random()}`;

  watch(["options"], () => {
    answer.replaceChildren(
      ...model.get("options").map((text) => {
        const label = document.createElement("label");
        const radio = document.createElement("input");
        radio.type = "radio";
        radio.name = group;
        radio.value = text;
        radio.addEventListener("change", () => {
          model.set("chosen", text);
          model.save_changes();
        });
        label.append(radio, document.createTextNode(text));
        return label;
      }),
    );
  });
  watch(["options", "chosen"], () => {
    for (const radio of answer.querySelectorAll("input")) {
      radio.checked = radio.value === model.get("chosen");
    }
  });
  return stop;
}

export default { render };
