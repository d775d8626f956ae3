"""Pictures of policies side by side: what they reach, and what they spend on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from matplotlib.axes import Axes

from clustercourse.policy.files import Team, all_teams
from clustercourse.policy.game import Game
from clustercourse.policy.playing import play_all
from clustercourse.policy.rules import BUDGET, INSTRUMENTS
from clustercourse.policy.spending import Policy
from clustercourse.policy.teams import references
from clusterlib.plots import CourseFigure
from clusterlib.plots.style import INK, OKABE_ITO, QUIET, style

#: Colour and hatching of each instrument: they differ without colour as well.
LOOKS = {
    "trust": (OKABE_ITO["orange"], "||"),
    "pipelines": (OKABE_ITO["blue"], "//"),
    "rd": (OKABE_ITO["vermillion"], ".."),
    "institutes": (OKABE_ITO["bluish green"], "\\\\"),
    "skills": (OKABE_ITO["sky blue"], ""),
}
_DEFAULT_GAME = Game()
#: Letters of a team's name that fit into the margin.
_LETTERS = 18


def plot_teams(
    teams: Sequence[str | Path] | dict[str, Policy], game: Game = _DEFAULT_GAME
) -> CourseFigure:
    """Draw the scores of several policies and what each spends its money on.

    Parameters
    ----------
    teams : sequence of paths, or dict
        Files of teams, or policies by name.
    game : Game, optional
        The draws; the same ones for all.

    Returns
    -------
    CourseFigure
        A row for each policy, best first. No policy, an equal split and the best that the search
        found stand in brackets.
    """
    own = (
        [Team(name, policy) for name, policy in teams.items()]
        if isinstance(teams, dict)
        else all_teams(teams)
    )
    rows = [*own, *references(game)]
    scored = [played.score for played in play_all([team.policy for team in rows], game)]
    order = sorted(range(len(rows)), key=lambda place: -scored[place])
    rows, scores = [rows[place] for place in order], [scored[place] for place in order]
    mine = [place for place, team in enumerate(rows) if team in own]
    finding = _finding(rows, scores, mine)
    with style():
        height = 1.75 + 0.42 * len(rows)
        spends = "; ".join(
            f"{team.name} {score:.3f}, {_in_words(team.policy)}"
            for team, score in zip(rows, scores, strict=True)
        )
        figure = CourseFigure(
            figsize=(10.5, height), alt=f"{finding}. From the best down: {spends}."
        )
        figure.text(0.012, 1 - 0.32 / height, finding, fontsize=15, weight="bold", color=INK)
        bottom, tall = 0.62 / height, (height - 1.6) / height
        left = figure.add_axes((0.17, bottom, 0.24, tall))
        phases = [figure.add_axes((x, bottom, 0.26, tall)) for x in (0.44, 0.72)]
        for ax in (left, *phases):
            _rows(ax, len(rows))
        left.set_yticks(range(len(rows)), [_short(team.name) for team in rows], fontsize=12)
        _draw_scores(left, scores, mine)
        for phase, ax in enumerate(phases, start=1):
            _draw_spending(ax, rows, phase)
        handles, labels = phases[0].get_legend_handles_labels()
        figure.legend(
            handles,
            labels,
            loc="upper left",
            bbox_to_anchor=(0.425, 1 - 0.38 / height),
            ncols=5,
            fontsize=11,
            frameon=False,
            columnspacing=0.8,
            handlelength=1.2,
            handletextpad=0.4,
            borderpad=0,
        )
    return figure


def _rows(ax: Axes, count: int) -> None:
    ax.set_ylim(count - 0.5, -0.5)
    ax.set_yticks([])
    ax.tick_params(length=0, labelsize=11, colors=INK)
    ax.spines[:].set_visible(False)


def _draw_scores(ax: Axes, scores: Sequence[float], mine: Sequence[int]) -> None:
    low, high = min(scores), max(scores)
    margin = max(0.15 * (high - low), 0.005)
    ax.set_xlim(low - margin, high + 2.2 * margin)
    ax.grid(axis="x", color="#E3E6EA")
    ax.set_xlabel("score: mean performance of firms", fontsize=11)
    for place, score in enumerate(scores):
        own = place in mine
        colour = OKABE_ITO["blue"] if own else QUIET
        ax.plot(score, place, "o" if own else "D", ms=10 if own else 8, color=colour)
        ax.annotate(
            f"{score:.3f}",
            (score, place),
            (9, 0),
            textcoords="offset points",
            va="center",
            fontsize=11,
            color=colour,
            weight="bold",
        )


def _draw_spending(ax: Axes, rows: Sequence[Team], phase: int) -> None:
    ax.set_xlim(0, BUDGET)
    ax.set_xlabel(f"money in phase {phase}", fontsize=11)
    starts = [0.0] * len(rows)
    for name, words in INSTRUMENTS.items():
        money = [team.policy.money(name)[phase - 1] for team in rows]
        colour, hatch = LOOKS[name]
        ax.barh(
            range(len(rows)),
            money,
            left=starts,
            height=0.66,
            color=colour,
            hatch=hatch,
            edgecolor="white",
            label=words,
        )
        starts = [start + amount for start, amount in zip(starts, money, strict=True)]


def _short(name: str) -> str:
    """Cut a name so that it fits into the margin."""
    return name if len(name) <= _LETTERS else name[: _LETTERS - 1] + "…"


def _finding(rows: Sequence[Team], scores: Sequence[float], mine: Sequence[int]) -> str:
    named = {team.name: score for team, score in zip(rows, scores, strict=True)}
    none, best = named["(no policy)"], named["(best found)"]
    if not mine:
        return f"The best policy found lifts the score from {none:.3f} to {best:.3f}"
    top = mine[0]
    share = (scores[top] - none) / (best - none)
    return f"Ahead: {rows[top].name}, {scores[top]:.3f}, {share:.0%} of the gain of the best found"


def _in_words(policy: Policy) -> str:
    parts = []
    for phase in (1, 2):
        spent = [
            f"{INSTRUMENTS[name]} {policy.money(name)[phase - 1]:g}"
            for name in INSTRUMENTS
            if policy.money(name)[phase - 1]
        ]
        parts.append(f"phase {phase}: {', '.join(spent) or 'nothing'}")
    return "; ".join(parts)
