// What was done here can be carried into the notebooks, and what was done there can be brought in.
const FILE = "my_tries.json"; // as predictions/kept.py calls it
const ABOUT = "Predictions, answers and tries stay in this browser; nothing is sent anywhere. ";
const TO_NOTEBOOKS = `Save them as ${FILE} and put the file beside the notebooks: they go on from there. Have you such a file there already? Then run restore_progress("${FILE}") with the path of the new one, and both become one.`;

function offerToCarry(article, lecture) {
  const box = make(article, "section", { class: "course-carry", "aria-label": "your answers" });
  make(box, "h2", {}, "Your answers");
  make(box, "p", {}, ABOUT + TO_NOTEBOOKS);
  const buttons = make(box, "div", { class: "course-buttons" }), told = make(box, "p", { role: "status" });
  button(buttons, "Save my answers", `makes the file ${FILE}`, () => {
    const file = new Blob([JSON.stringify(everything())], { type: "application/json" });
    const link = make(box, "a", { href: URL.createObjectURL(file), download: FILE });
    link.click();
    link.remove();
    told.textContent = `${FILE} is saved.`;
  });
  const label = make(buttons, "label", { class: "course-file" }, `Bring in a ${FILE} `);
  const input = make(label, "input", { type: "file", accept: ".json,application/json" });
  input.addEventListener("change", async () => {
    const came = bringIn(await input.files[0].text());
    if (came) {
      history.replaceState({ came }, ""); // told once the page is there again
      location.reload();
    } else told.textContent = `This is no file ${FILE}, or this browser keeps nothing. Nothing was changed.`;
  });
  if (history.state?.came) {
    // In sight wherever the page begins, until a tap.
    const came = make(document.body, "p", { class: "course-came", role: "status" });
    came.textContent = told.textContent = history.state.came;
    history.replaceState(null, "");
    document.addEventListener("click", () => came.remove(), { once: true });
  }
  button(buttons, "Forget the answers of this lecture", "they are taken out of this browser", () => {
    if (!confirm("Forget all answers of this lecture?")) return;
    const names = new Set();
    for (const place of document.querySelectorAll(".course-place > script")) {
      const data = JSON.parse(place.textContent);
      for (const name of [data.name, data.id, data.kept_as, ...(data.questions ?? []).map(({ prompt }) => prompt)]) names.add(name);
    }
    const brought = read(BROUGHT);
    for (const room of Object.values(brought)) for (const name of names) delete room[name];
    write_(BROUGHT, brought);
    localStorage.removeItem(PREFIX + lecture);
    location.reload();
  });
}
