// A lab: its recording is a script of its own, for a page from a file may read nothing else. It is loaded
// when the lab comes near; until then, and where it does not come, the still pictures stand.
const NEAR = "1500px";
const awaited = {};
window.recordedLab = (name, data) => awaited[name]?.(data);

function showLab(place, { recording, kept_as: name }, store, predictions) {
  const still = place.querySelector(".course-still");
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    seen.disconnect();
    awaited[recording] = play;
    const script = make(document.head, "script", { src: new URL(recording, here) });
    script.addEventListener("error", () => place.classList.add("course-failed"));
  }, { rootMargin: NEAR }); // prettier-ignore
  seen.observe(place);
  async function play(data) {
    const live = make(place, "div", { class: "course-live clusterlib-recording" }), start = data.of_lab;
    const keep = ({ settings, history, ticked }) => {
      // Only what the lab in a notebook has: a list of chosen settings is no control of it.
      const whole = (of) => Object.fromEntries(Object.keys(start).map((one) => [one, of[one]]));
      const visits = history.map((one) => ({ ...one, settings: whole(one.settings) }));
      store.remember("labs", name, { start, settings: whole(settings), history: visits, ticked });
    };
    const prediction = predictions[data.asked.name];
    // The question stands above, in its experiment; elsewhere the recording asks itself.
    const asks = prediction ? (_, question, open) => prediction.whenShown(open) : undefined;
    await playRecorded(live, data, { kept: store.recall("labs", name), keep, asks, skips: () => prediction?.skip() });
    place.classList.add("course-plays");
    still.setAttribute("aria-hidden", "true");
  }
}
