// A quiz: every option that is chosen gets its own feedback at once, as predictions/quizzes.py.
function showQuiz(place, { questions }, store) {
  questions.forEach(({ prompt, options: pairs, answer }, at) => {
    const options = Object.fromEntries(pairs);
    const model = standIn({ prompt: `${at + 1}. ${prompt}`, options: pairs.map(([option]) => option), button: "", note: "", tone: "plain", presses: 0, chosen: null });
    const reply = () => {
      const chosen = model.get("chosen"), right = chosen === answer;
      say(model, `${right ? "✓ Right." : "✗ Not quite."} ${options[chosen]}`, right ? "right" : "wrong");
    };
    model.on("change:chosen", () => (store.remember("quizzes", prompt, model.get("chosen")), reply()));
    const kept = store.recall("quizzes", prompt);
    if (kept in options) (model.set("chosen", kept), reply());
    choice.render({ model, el: place });
  });
}
