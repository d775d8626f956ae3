"""What a task is, and how one answer to it is judged."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import networkx as nx
import numpy as np

from clustercourse.exercises import slips
from clustercourse.exercises.answers import (
    BLANK_TEXT,
    Answer,
    AnswerError,
    Text,
    attempted,
    list_some,
)
from clustercourse.exercises.reruns import Asked

Status = Literal["right", "scored", "wrong", "unusable", "kept", "not attempted"]
#: Takes the cluster, the plain answer and the secret; returns a share of the points and a sentence.
Scale = Callable[[nx.Graph, Any, str], tuple[float, str]]
#: Takes the cluster and the right answer; returns a sentence on what it says.
Comment = Callable[[nx.Graph, Any], str]
#: Takes the cluster; returns the table that a text is about: a row's name, then its numbers.
About = Callable[[nx.Graph], Mapping[str, Mapping[str, float]]]


@dataclass(frozen=True)
class Misconception:
    """A known wrong way: the answer it gives, and what a teacher would say to it.

    ``form`` is the kind of answer that it gives where that is not the one asked for, such as a
    name in the place of a number.
    """

    name: str
    wrong: Callable[[nx.Graph], Any]
    message: str
    form: Answer | None = None


@dataclass(frozen=True)
class Criterion:
    """One line of the rubric of an ``explain`` task."""

    text: str
    points: int


@dataclass(frozen=True)
class Task:
    """One question on the learner's own cluster.

    Attributes
    ----------
    id : str
        ``unit.word``, for example ``"structure.openness"``.
    title, objective : str
        What is asked, and the objective of the lecture that it tests.
    points : int
        Points for a right answer; 0 for a check-yourself task in a lecture.
    answer : Answer
        The kind of answer and its tolerance.
    reference : callable
        Takes the cluster, returns the right answer.
    misconceptions : tuple of Misconception
        Known wrong ways, most telling first.
    alternatives : tuple of callable
        Other right ways, each taking the cluster. They are accepted, and tests see to it.
    hints : tuple of str
        Three steps, from a nudge to nearly the answer.
    rubric : tuple of Criterion
        For ``explain`` tasks: what the marker looks for.
    about : callable, optional
        For ``explain`` tasks: the numbers that the text is about, as the exercise shows them. The
        marker sees those of the learner's cluster.
    scale : callable, optional
        For an answer that is scored instead of right or wrong, such as a policy: how many of the
        points it earns, 0 to 1, and why. ``reference`` then gives an answer that earns all.
    says : callable, optional
        What a right answer says about this cluster, and whether it agrees with the lecture.
    runs : Asked, optional
        The arguments of the runs that the answer rests on.
    """

    id: str
    title: str
    objective: str
    points: int
    answer: Answer
    reference: Callable[[nx.Graph], Any]
    hints: tuple[str, str, str]
    misconceptions: tuple[Misconception, ...] = ()
    alternatives: tuple[Callable[[nx.Graph], Any], ...] = ()
    rubric: tuple[Criterion, ...] = ()
    about: About | None = None
    scale: Scale | None = None
    says: Comment | None = None
    runs: Asked | None = None

    @property
    def by_hand(self) -> bool:
        """Whether a person marks this task."""
        return isinstance(self.answer, Text)


@dataclass(frozen=True)
class Unit:
    """The tasks of one exercise and the kind of cluster they are asked on.

    Attributes
    ----------
    stem : str
        The notebook's name without ending, for example ``"01_cluster_structure"``.
    title : str
        The exercise's title.
    archetypes : tuple of str
        Types of cluster, of which every learner gets one; all are equally likely.
    draw : callable
        Takes an archetype and a numpy Generator, returns a cluster. Called until the cluster
        tells every misconception from the right answer.
    tasks : tuple of Task
        In the order of the notebook.
    practice : tuple of Task
        Check-yourself tasks of the lecture, without points.
    hides : tuple of str
        What is known of a cluster (keys of ``cluster.graph``) and not told, as a task asks for it.
    """

    stem: str
    title: str
    archetypes: tuple[str, ...]
    draw: Callable[[str, np.random.Generator], nx.Graph]
    tasks: tuple[Task, ...]
    practice: tuple[Task, ...] = ()
    hides: tuple[str, ...] = ()

    @property
    def points(self) -> int:
        """Points of all tasks."""
        return sum(task.points for task in self.tasks)


#: The types of cluster of most units.
_ARCHETYPES = ("baseline", "hub_and_spoke", "satellite_platform", "state_anchored")
#: Stands between the names of mistakes that give one answer.
OR = " or "
#: How a task is declared is said at :func:`task`; these names of a class are no misconceptions.
_PARTS = ("right", "also", "hints", "rubric", "about", "says")


def task(
    *,
    objective: str,
    answer: Answer,
    points: int = 0,
    scale: Scale | None = None,
    runs: Asked | None = None,
) -> Callable[[type], Task]:
    """Return a decorator that makes a :class:`Task` of a class, which holds all that belongs to it.

    The class's name gives the id, after the name of its module; its docstring is the title.
    ``right`` is the reference, ``also`` are other right ways, ``hints`` a list of three in a text.
    ``says`` takes the cluster and the right answer and says what it tells. Every other function
    is a misconception: its name, what it answers, and as its docstring what a teacher says to it.
    A text has a ``rubric``, points for each criterion, ``about``, the numbers that it is about, and
    no reference. For ``scale`` and
    ``runs`` see :class:`Task`.

    Examples
    --------
    >>> from clustercourse.exercises.answers import Number
    >>> @task(objective="Count ties", answer=Number(), points=5)
    ... class Ties:
    ...     "How many ties?"
    ...     right = nx.number_of_edges
    ...     hints = '''
    ...     - Every tie is an edge.
    ...     - Edges are counted by a method of
    ...       the graph.
    ...     - cluster.number_of_...()
    ...     '''
    ...     def says(cluster, ties):
    ...         return f"That is {ties / len(cluster):.1f} for each actor."
    ...     def from_both_ends(cluster):
    ...         "Each tie is counted twice."
    ...         return 2 * nx.number_of_edges(cluster)
    >>> Ties.id, Ties.title, Ties.hints[1]
    ('tasks.ties', 'How many ties?', 'Edges are counted by a method of the graph.')
    >>> judge(Ties, 4, nx.path_graph(3)).misconception
    'from both ends'
    >>> judge(Ties, 2, nx.path_graph(3)).message
    'That is 0.7 for each actor.'
    """

    def make(declared: type) -> Task:
        parts = vars(declared)
        word = re.sub(r"(?<!^)(?=[A-Z])", "_", declared.__name__).lower()
        first, second, third = _list_items(parts["hints"])
        return Task(
            id=f"{declared.__module__.rpartition('.')[2]}.{word}",
            title=_unwrap(declared.__doc__),
            objective=objective,
            points=points,
            answer=answer,
            reference=parts.get("right", lambda cluster: ""),
            hints=(first, second, third),
            misconceptions=tuple(
                _misconception(name, part)
                for name, part in parts.items()
                if callable(part) and name not in _PARTS
            ),
            alternatives=parts.get("also", ()),
            rubric=tuple(Criterion(*line) for line in parts.get("rubric", {}).items()),
            about=parts.get("about"),
            scale=scale,
            says=parts.get("says"),
            runs=runs,
        )

    return make


def _misconception(name: str, wrong: Callable[[nx.Graph], Any]) -> Misconception:
    if not wrong.__doc__:
        raise TypeError(f"{name}: write as its docstring what a teacher says to this mistake.")
    return Misconception(
        getattr(wrong, "called", name.replace("_", " ")),
        wrong,
        _unwrap(wrong.__doc__),
        getattr(wrong, "form", None),
    )


def called(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that gives a misconception a name that no function can have."""

    def name_it(wrong: Callable[..., Any]) -> Callable[..., Any]:
        wrong.called = name  # type: ignore[attr-defined]
        return wrong

    return name_it


def given_as(form: Answer) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator for a misconception that gives another kind of answer than is asked."""

    def form_it(wrong: Callable[..., Any]) -> Callable[..., Any]:
        wrong.form = form  # type: ignore[attr-defined]
        return wrong

    return form_it


def tasks_in(module: Mapping[str, Any]) -> tuple[Task, ...]:
    """Return the tasks that a module declares, in their order."""
    return tuple(part for part in module.values() if isinstance(part, Task))


def unit(
    module: Mapping[str, Any],
    stem: str,
    title: str,
    draw: Callable[[str, np.random.Generator], nx.Graph],
    *,
    archetypes: tuple[str, ...] = _ARCHETYPES,
    hides: tuple[str, ...] = (),
) -> Unit:
    """Return the unit of a module's tasks: those with points, and those of the lecture.

    The number in the title is that of the stem. For ``hides`` see :class:`Unit`.
    """
    tasks = tasks_in(module)
    return Unit(
        stem,
        f"Exercise {stem[:2]}: {title}",
        archetypes,
        draw,
        tasks=tuple(found for found in tasks if found.points),
        practice=tuple(found for found in tasks if not found.points),
        hides=hides,
    )


def _unwrap(text: str | None) -> str:
    """Return a text without the line breaks that it has in the source."""
    return " ".join((text or "").split())


def _list_items(text: str) -> list[str]:
    """Return the items of a list in a text, each behind a dash at the start of a line."""
    return [_unwrap(item) for item in re.split(r"^ *- ", text, flags=re.M)[1:]]


@dataclass(frozen=True)
class Judgement:
    """What is known about one answer."""

    task: Task
    status: Status
    message: str
    misconception: str = ""
    share: float = 0.0

    @property
    def points(self) -> int:
        """Points that the answer earns by itself; texts wait for a person."""
        if self.status == "scored":
            return round(self.share * self.task.points)
        return self.task.points if self.status == "right" else 0


def judge(task: Task, value: Any, cluster: nx.Graph, secret: str = "") -> Judgement:
    """Judge one answer on one cluster.

    Parameters
    ----------
    task : Task
    value : object
        What the learner gave; ``...`` and None mean that the task was not attempted.
    cluster : networkx.Graph
        The cluster that the learner was asked about. It is not changed.
    secret : str, optional
        What a scored answer is tried on is drawn from it: with the lecturer's secret, on draws
        that no notebook has seen.

    Returns
    -------
    Judgement
    """
    if not attempted(value):
        return Judgement(task, "not attempted", "Replace the dots (...) by your own code.")
    if task.by_hand and isinstance(value, str) and str.strip(value) == BLANK_TEXT:
        blank = "Write your text over the sentence between the quotes."
        return Judgement(task, "not attempted", blank)
    try:
        mine = task.answer.plain(value)
    except AnswerError as error:
        return _of_another_form(task, value, cluster) or Judgement(task, "unusable", str(error))
    if task.by_hand:
        return Judgement(task, "kept", _rubric(task))
    if task.scale is not None:
        return _judge_scaled(task, task.scale, mine, cluster, secret)
    right = task.answer.plain(task.reference(cluster))
    # Who is named among equals is open: then another right way may name others.
    equals = isinstance(mine, list) and any(
        mine == task.answer.plain(other(cluster)) for other in task.alternatives
    )
    if equals or task.answer.same(mine, right):
        return Judgement(task, "right", comment(task, right, cluster))
    return _explain(task, mine, right, cluster)


#: In so many of other runs a cluster agrees with the lecture where one that does not may be luck.
_OFTEN = 0.5
#: The end of what is said to a right answer that differs from the lecture.
ASKS_WHY = "Both may be right, for one cluster is one draw. What is different in yours?"
#: What begins the sentence before that end, and what stands between the claims in it.
OTHERWISE, BUT, AND_OF = "In the lecture it is otherwise: ", "But in the lecture ", ", and there "


def comment(task: Task, right: Any, cluster: nx.Graph) -> str:
    """Return what a right answer says, and whether luck or time makes it differ from the lecture.

    That is luck what other seeds often do not show, and time what a run as long as the lecture's
    does not show.
    """
    if (says := task.says) is None:
        return ""
    said = says(cluster, right)
    if task.runs is None or not said.endswith(ASKS_WHY):
        return said
    differs = _differing(said)

    def agrees(other: nx.Graph) -> bool:
        return not differs & _differing(says(other, task.answer.plain(task.reference(other))))

    why, agreeing = [], []
    periods = task.runs.lecture_periods
    if agrees(task.runs.instead(cluster, periods=periods)):
        why.append("the shorter run")
        agreeing.append(f"in a run of {periods} periods")
    others = [agrees(other) for other in task.runs.chances(cluster)]
    seeds = f"of {len(others)} runs with other seeds"
    if sum(others) >= _OFTEN * len(others):
        why.append("luck")
        agreeing.append(f"in {sum(others)} {seeds}")
    if not why:
        # It is no draw of chance then: the runs say so instead.
        same = f"Both may be right: {others.count(False)} {seeds} say the same."
        return said.removesuffix(ASKS_WHY) + same + ASKS_WHY.partition(".")[2]
    return (
        f"{said.removesuffix(ASKS_WHY)}This may be {' or '.join(why)}: your cluster agrees "
        f"with the lecture {' and '.join(agreeing)}. So look again before you explain it."
    )


def _differing(said: str) -> set[str]:
    """Return the claims of the lecture that a cluster contradicts, of what a right answer says."""
    if not said.endswith(ASKS_WHY):
        return set()
    last = said.removesuffix(ASKS_WHY).rstrip(". ").rpartition(". ")[2]
    return set(last.removeprefix(OTHERWISE).removeprefix(BUT).split(AND_OF))


def _of_another_form(task: Task, value: Any, cluster: nx.Graph) -> Judgement | None:
    """Recognise a mistake that gives another kind of answer than is asked for."""
    for known in task.misconceptions:
        if known.form is None:
            continue
        try:
            mine = known.form.plain(value)
        except AnswerError:
            continue
        if known.form.same(mine, known.form.plain(known.wrong(cluster))):
            return Judgement(task, "wrong", known.message, known.name)
    return None


def _explain(task: Task, mine: Any, right: Any, cluster: nx.Graph) -> Judgement:
    """Say why an answer is wrong: the surest reason first."""
    answer = task.answer
    known_slip = Judgement(task, "wrong", answer.slip(mine, right))
    if mine == [] and known_slip.message:
        # Nobody is no group, though a group of which there is nobody here would be the same.
        return known_slip
    ways = [
        (known, answer.plain(known.wrong(cluster)))
        for known in task.misconceptions
        if known.form is None
    ]
    if fitting := _fitting(answer, mine, ways):
        fitting += _fitting_in_part(answer, mine, right, ways, fitting)
        return Judgement(task, "wrong", *_told_of(fitting))
    if task.runs is not None and _all_zero(mine, right):
        return Judgement(task, "wrong", _NO_DIFFERENCE)
    # Other names may come from other runs, and then that is the reason.
    if known_slip.message and not (isinstance(right, dict) and mine.keys() != right.keys()):
        return known_slip
    if task.runs is not None:
        for other, message in task.runs.slips():
            found = answer.plain(task.reference(task.runs.instead(cluster, **other)))
            # Other runs give all sorts of numbers: one of them comes near any answer.
            if answer.same(mine, found, _EXACTLY):
                return Judgement(task, "wrong", message, "another run")
    if known_slip.message:
        return known_slip
    for found in (_by_name(answer, mine, right, ways), _twisted(answer, mine, ways)):
        if found is not None:
            return Judgement(task, "wrong", *found)
    return Judgement(task, "wrong", _unknown(task, mine, right, cluster))


#: What is said where runs are compared and nothing differs.
_NO_DIFFERENCE = (
    "Nothing differs. Do you compare a run with itself, or two runs at their start, [0, 0], where "
    "nothing has happened yet?"
)

#: Two mistakes are told apart if only one fits to this share of the tolerance. And two at once fit
#: by chance too often, unless they fit so well.
_EXACTLY = 1e-3


def _fitting(
    answer: Answer, mine: Any, ways: Sequence[tuple[Misconception, Any]]
) -> list[Misconception]:
    """Return the known mistakes that give an answer: those that do so exactly, if there are any."""
    for slack in (_EXACTLY, 1.0):
        if found := [known for known, wrong in ways if answer.same(mine, wrong, slack)]:
            return found
    return []


def _fitting_in_part(
    answer: Answer,
    mine: Any,
    right: Any,
    ways: Sequence[tuple[Misconception, Any]],
    fitting: Sequence[Misconception],
) -> list[Misconception]:
    """Return the other known mistakes that give all that is wrong, if that is some counts.

    Whoever makes one of them at these names only gives the same small counts.
    """
    if not isinstance(right, dict) or mine.keys() != right.keys():
        return []
    wrong_at = [name for name in right if not _agree(answer, mine, right, name)]
    if len(wrong_at) == len(right) or not all(mine[name].is_integer() for name in wrong_at):
        return []
    return [
        known
        for known, wrong in ways
        if known not in fitting and all(_agree(answer, mine, wrong, name) for name in wrong_at)
    ]


def _all_zero(mine: Any, right: Any) -> bool:
    """Return whether an answer of the form asked for says that nothing differs."""
    if isinstance(mine, dict):
        return mine.keys() == right.keys() and not any(mine.values())
    return bool(mine == 0)


def _told_of(fitting: Sequence[Misconception]) -> tuple[str, str]:
    """Return what is said of mistakes that all give one answer, and their names."""
    names: dict[str, str] = {}
    for known in fitting:
        names.setdefault(known.message, known.name)
    if len(names) == 1:
        return next(iter(names.items()))
    told = " ".join(f"({number}) {message}" for number, message in enumerate(names, start=1))
    count = "Two" if len(names) == 2 else "Several"
    return f"{count} mistakes give this answer. Which is yours? {told}", OR.join(names.values())


def _by_name(
    answer: Answer, mine: Any, right: Any, ways: Sequence[tuple[Misconception, Any]]
) -> tuple[str, str] | None:
    """Explain an answer that is wrong at some names only, or in two ways; None if none fit."""
    if not isinstance(right, dict):
        return None
    left = [name for name in mine.keys() | right.keys() if not _agree(answer, mine, right, name)]
    # Small counts agree by chance.
    if all(float(mine.get(name, 0)).is_integer() for name in left):
        return None
    # Numbers that stand at each other's names do so at more than one.
    ways = [way for way in ways if sorted(way[1].values()) != sorted(right.values())]
    rest = len(left) < len(right)
    said: list[tuple[str, str]] = []
    first = ""
    while left and len(said) < 2:
        fits = [
            (known, [name for name in sorted(left) if _agree(answer, mine, wrong, name)])
            for known, wrong in ways
        ]
        known, at = max(fits, key=lambda fit: len(fit[1]), default=(None, []))
        if known is None or not at:
            return None
        left = [name for name in left if name not in at]
        # Whom the learner has left out is not told.
        if given := [name for name in at if name in mine]:
            said.append((list_some([*map(repr, given)]), known.message))
            first = first or known.name
    if left or not said:
        return None
    if len(said) == 1:
        where, message = said[0]
        return f"At {where}{', the rest is right' if rest else ''}: {message}", first
    told = " ".join(f"At {where}: {message}" for where, message in said)
    return told + " The rest is right." * rest, first


#: A second slip on top of a known one, and what to say of it.
_TWISTS: tuple[tuple[Callable[[Any], Any], str], ...] = (
    (slips.negated, "the sign is the other way round"),
    (lambda wrong: slips.times(wrong, 100), "it is in per cent: give 0.25, not 25"),
    (lambda wrong: slips.plus(wrong, 1), "it is 1 too large: a change is after / before - 1"),
    (slips.complement, "it is the other part: 1 minus what is asked"),
)


def _twisted(
    answer: Answer, mine: Any, ways: Sequence[tuple[Misconception, Any]]
) -> tuple[str, str] | None:
    """Explain an answer by a known mistake and a second slip on top; None if none fit."""
    # Small counts agree by chance.
    if isinstance(mine, float) and mine.is_integer():
        return None
    for known, wrong in ways:
        for twist, said in _TWISTS:
            if isinstance(wrong, float | dict) and answer.same(
                mine, answer.plain(twist(wrong)), _EXACTLY
            ):
                return f"Two things. {known.message} And {said}.", known.name
    return None


def _agree(answer: Answer, one: Mapping[str, float], other: Mapping[str, float], name: str) -> bool:
    pair = ({name: one[name]} if name in one else {}, {name: other[name]} if name in other else {})
    return answer.same(*pair)


def _unknown(task: Task, mine: Any, right: Any, cluster: nx.Graph) -> str:
    """Say what can be said of a mistake that nobody knows."""
    said = f'This is not right, and I cannot tell why. Try hint("{task.id}").'
    fine: list[str] = []
    if isinstance(right, dict) and mine.keys() <= right.keys():
        fine = [name for name in right if _agree(task.answer, mine, right, name)]
        if fine and len(fine) < len(right):
            said = f"At {list_some([*map(repr, fine)])} it is right, the rest is not. {said}"
    if task.runs is None:
        return said
    others = [task.answer.plain(task.reference(other)) for other in task.runs.chances(cluster)]
    if isinstance(right, dict) and any(
        name in mine and all(other.get(name) != right[name] for other in others) for name in fine
    ):
        # With other arguments this part would not be right.
        return f"{said} The runs of the part that is right are as asked: what differs in the rest?"
    if _by_chance(mine, others):
        return (
            f"{said} The size is plausible. So check what is counted and by what it is divided, "
            f"what differs between your settings, and the arguments: {task.runs} in every run."
        )
    return (
        f"{said} Check what is compared with what. It is not the arguments if these are "
        f"{task.runs} in every run."
    )


def _by_chance(mine: Any, others: Sequence[Any]) -> bool:
    """Return whether an answer lies where the right way leads with other seeds."""
    each: list[tuple[Any, Sequence[Any]]]
    if isinstance(mine, dict):
        if any(one.keys() != mine.keys() for one in others):
            return False
        each = [(mine[name], [one[name] for one in others]) for name in mine]
    else:
        each = [(mine, [*others])]
    return all(
        min(found) < max(found)
        and 2 * min(found) - max(found) <= number <= 2 * max(found) - min(found)
        for number, found in each
    )


def _judge_scaled(task: Task, scale: Scale, mine: Any, cluster: nx.Graph, secret: str) -> Judgement:
    share, message = scale(cluster, mine, secret)
    status: Status = "right" if share >= 1 else "scored" if share > 0 else "wrong"
    # What was made for something else may by chance suit this cluster.
    for known in task.misconceptions if share < 1 else ():
        if task.answer.same(mine, task.answer.plain(known.wrong(cluster))):
            return Judgement(task, status, f"{message} {known.message}", known.name, share)
    return Judgement(task, status, message, share=share)


def tells_apart(task: Task, cluster: nx.Graph) -> bool:
    """Return whether every misconception gives a clearly wrong answer on the cluster."""
    if task.by_hand or task.scale is not None:
        return True
    right = task.answer.plain(task.reference(cluster))
    return not any(
        task.answer.same(task.answer.plain(known.wrong(cluster)), right, slack=3.0)
        for known in task.misconceptions
        if known.form is None
    )


def _rubric(task: Task) -> str:
    lines = "; ".join(f"{item.text} ({item.points})" for item in task.rubric)
    return (
        f"Your lecturer marks this text. What counts, with points: {lines}. "
        "If you learn alone, compare your text with the solution, point by point."
    )
