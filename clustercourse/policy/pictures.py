"""Pictures of policies side by side: what they gain, what they spend on, and where they win."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.ticker import MultipleLocator

from clustercourse.policy.files import Team, all_teams
from clustercourse.policy.game import Game
from clustercourse.policy.playing import Played, play_all
from clustercourse.policy.rules import BUDGET, INSTRUMENTS
from clustercourse.policy.spending import Policy
from clustercourse.policy.teams import references
from clusterlib.errors import ClusterlibError
from clusterlib.experiments import Estimate, estimate
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
    """Draw what several policies gain over no policy, and what each spends its money on.

    Parameters
    ----------
    teams : sequence of paths, or dict
        Files of teams, or policies by name.
    game : Game, optional
        The draws; the same ones for all.

    Returns
    -------
    CourseFigure
        A row for each policy, best first, with the 95% interval of its gain over the draws. An
        equal split and the best that the search found stand in brackets.
    """
    own = (
        [Team(name, policy) for name, policy in teams.items()]
        if isinstance(teams, dict)
        else all_teams(teams)
    )
    none, *others = references(game)
    rows = [*own, *others]
    base, *played = play_all([team.policy for team in (none, *rows)], game)
    found = [estimate(result.scores - base.scores) for result in played]
    order = sorted(range(len(rows)), key=lambda place: -found[place].mean)
    rows, gains = [rows[place] for place in order], [found[place] for place in order]
    mine = [place for place, team in enumerate(rows) if team in own]
    finding = _finding(rows, gains, mine)
    with style():
        height = 1.9 + 0.42 * len(rows)
        spends = "; ".join(
            f"{team.name} {_numbers(gained)}, {_in_words(team.policy)}"
            for team, gained in zip(rows, gains, strict=True)
        )
        figure = CourseFigure(
            figsize=(10.5, height),
            alt=f"{finding}. Gain over no policy, from the best down: {spends}.",
        )
        figure.text(0.012, 1 - 0.32 / height, finding, fontsize=15, weight="bold", color=INK)
        bottom, tall = 0.78 / height, (height - 1.76) / height
        left = figure.add_axes((0.17, bottom, 0.24, tall))
        phases = [figure.add_axes((x, bottom, 0.26, tall)) for x in (0.44, 0.72)]
        for ax in (left, *phases):
            _rows(ax, len(rows))
        left.set_yticks(range(len(rows)), [_short(team.name) for team in rows], fontsize=12)
        _draw_gains(left, gains, mine)
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


def _draw_gains(ax: Axes, gains: Sequence[Estimate], mine: Sequence[int]) -> None:
    high = max(gained.high if gained.high == gained.high else gained.mean for gained in gains)
    low = min(0.0, *(gained.low for gained in gains if gained.low == gained.low))
    ax.set_xlim(1.05 * low - 0.03 * high, 1.5 * high)
    ax.axvline(0, color=QUIET, linewidth=1)
    ax.grid(axis="x", color="#E3E6EA")
    ax.set_xlabel("gain of score over no policy\n(bar: 95% interval)", fontsize=11)
    for place, gained in enumerate(gains):
        own = place in mine
        colour = OKABE_ITO["blue"] if own else QUIET
        ax.plot([gained.low, gained.high], [place, place], color=colour, linewidth=2.5)
        ax.plot(gained.mean, place, "o" if own else "D", ms=9 if own else 8, color=colour)
        ax.annotate(
            f"{gained.mean:+.3f}", (max(gained.high, gained.mean), place), (9, 0),
            textcoords="offset points", va="center", fontsize=11, color=colour, weight="bold",
        )  # fmt: skip


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


def _finding(rows: Sequence[Team], gains: Sequence[Estimate], mine: Sequence[int]) -> str:
    named = {team.name: gained.mean for team, gained in zip(rows, gains, strict=True)}
    best = named["(best found)"]
    if not mine:
        return f"The best policy found lifts the score by {best:.3f}"
    top = mine[0]
    share = gains[top].mean / best
    return f"Ahead: {rows[top].name}, with {share:.0%} of the best found's gain"


def _numbers(gained: Estimate) -> str:
    if gained.low != gained.low:  # a single draw has no interval
        return f"{gained.mean:+.3f}"
    return f"{gained.mean:+.3f} ({gained.low:+.3f} to {gained.high:+.3f})"


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


def plot_gains(
    title: str, panels: Mapping[str, Mapping[str, Estimate]], *, lit: str = ""
) -> CourseFigure:
    """Draw the gains of the same policies side by side in several places.

    Parameters
    ----------
    title : str
        The finding.
    panels : mapping
        Place -> policy -> its gain there; the same policies in all places.
    lit : str, optional
        A policy for comparison, drawn as a diamond.

    Returns
    -------
    CourseFigure
        A panel for each place, all on one scale, with 95% intervals. A filled mark where the
        interval lies on one side of zero, an open one where zero lies in it.
    """
    names = list(next(iter(panels.values())))
    said = "; ".join(
        f"{place}: " + ", ".join(f"{name} {_numbers(row)}" for name, row in rows.items())
        for place, rows in panels.items()
    )
    every = [row for rows in panels.values() for row in rows.values()]
    low, high = min(0.0, *(row.low for row in every)), max(row.high for row in every)
    width = 0.85 / len(panels)
    height = 1.5 + 0.36 * len(names)
    with style():
        alt = f"{title}. Gain of score over no policy, with 95% intervals. {said}."
        figure = CourseFigure(figsize=(11.5, height), alt=alt)
        figure.text(0.012, 1 - 0.3 / height, title, fontsize=15, weight="bold", color=INK)
        for number, (place, rows) in enumerate(panels.items()):
            ax = figure.add_axes(
                (0.14 + number * width, 0.72 / height, width - 0.022, (height - 1.5) / height)
            )
            _rows(ax, len(names))
            if not number:
                ax.set_yticks(range(len(names)), names, fontsize=12)
            ax.set_title(place, fontsize=12, color=INK)
            ax.set_xlim(1.1 * low - 0.05 * high, 1.08 * high)
            ax.axvline(0, color=QUIET, linewidth=1)
            ax.grid(axis="x", color="#E3E6EA")
            ax.xaxis.set_major_locator(MultipleLocator(0.05))
            ax.xaxis.set_major_formatter(lambda value, _: f"{value:.2f}" if value else "0")
            for at, name in enumerate(names):
                row = rows[name]
                colour = OKABE_ITO["bluish green"] if name == lit else OKABE_ITO["blue"]
                ax.plot([row.low, row.high], [at, at], color=colour, linewidth=2.5)
                ax.plot(
                    row.mean, at, "D" if name == lit else "o", ms=8, color=colour,
                    markerfacecolor=colour if row.sign else "white", markeredgewidth=1.5,
                )  # fmt: skip
        figure.text(
            0.14 + 0.425, 0.14 / height, "gain of score over no policy (bar: 95% interval)",
            ha="center", fontsize=11, color=INK,
        )  # fmt: skip
    return figure


#: Colour and mark of the policies of a grid, in their order.
_SIGNS = tuple(
    zip(
        ("bluish green", "vermillion", "sky blue", "orange", "blue", "reddish purple"),
        ("s", "^", "o", "D", "v", "P"),
        strict=True,
    )
)


def plot_winners(
    title: str, played: Mapping[tuple[str, str], Mapping[str, Played]]
) -> CourseFigure:
    """Draw which policy wins where, and whether its lead over the next is more than chance.

    Parameters
    ----------
    title : str
        The finding.
    played : mapping
        (row, column) -> policy -> what came of it; in one place all on the same draws.

    Returns
    -------
    CourseFigure
        In each place the winner, and its lead in score over the second with the 95% interval:
        filled where the interval lies above zero, open where the lead may be chance.

    Raises
    ------
    ClusterlibError
        If there are fewer than two policies, or more than six.
    """
    policies = list(next(iter(played.values())))
    if not 2 <= len(policies) <= len(_SIGNS):
        raise ClusterlibError(f"plot_winners: give from 2 to {len(_SIGNS)} policies.")
    looks = dict(zip(policies, _SIGNS, strict=False))
    rows, columns = (list(dict.fromkeys(key[axis] for key in played)) for axis in (0, 1))
    height = 1.5 + 0.72 * len(rows)
    said = []
    with style():
        figure = CourseFigure(figsize=(11.5, height), alt="")
        figure.text(0.012, 1 - 0.3 / height, title, fontsize=15, weight="bold", color=INK)
        ax = figure.add_axes((0.15, 0.4 / height, 0.84, (height - 1.3) / height))
        _rows(ax, len(rows))
        ax.set_xlim(-0.5, len(columns) - 0.5)
        ax.set_yticks(range(len(rows)), rows, fontsize=12)
        ax.set_xticks(range(len(columns)), columns, fontsize=12)
        ax.xaxis.tick_top()
        for line in range(1, len(rows)):
            ax.axhline(line - 0.5, color="#E3E6EA")
        for (row, column), found in played.items():
            first, second = sorted(found, key=lambda name: -found[name].score)[:2]
            lead = estimate(found[first].scores - found[second].scores)
            colour, mark = looks[first]
            x, y = columns.index(column), rows.index(row)
            ax.plot(
                x - 0.42, y, mark, ms=12, color=OKABE_ITO[colour], markeredgewidth=2,
                markerfacecolor=OKABE_ITO[colour] if lead.sign else "white",
            )  # fmt: skip
            ax.text(x - 0.32, y - 0.17, first, va="center", fontsize=11.5, weight="bold", color=INK)
            words = f"{lead.mean:.3f} ({lead.low:.3f} to {lead.high:.3f})".replace("-", "−")
            ax.text(x - 0.32, y + 0.19, words, va="center", fontsize=9.2, color=INK)
            said.append(f"{row}, {column}: {first}, ahead of {second} by {words}")
        figure.text(
            0.15, 0.12 / height,
            "lead in score over the second (95% interval); open mark: the lead may be chance",
            fontsize=11, color=INK,
        )  # fmt: skip
        figure.alt = f"{title}. {'; '.join(said)}."
    return figure
