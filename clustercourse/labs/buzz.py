"""Lab 08: local buzz and global pipelines, before and after the market moves."""

from __future__ import annotations

from clustercourse.labs.controls import Control, Settings, as_it_is, period_slider, slider
from clustercourse.labs.model_lab import MOVES, SHIFT_AT, ModelLab, Seen, knowledge_map, over_time
from clustercourse.labs.runs import CLUSTERS, PERIODS, Source, open_up, run_of
from clustercourse.labs.views import SHARES, View, axis, tried
from clusterlib.learning import Learning
from clusterlib.networks import Structure
from clusterlib.plots import describe_cluster
from clusterlib.words import number


class BuzzLab(ModelLab[Seen]):
    """Openness and strength of the buzz -> knowledge on the map and over time.

    Arguments and attributes are those of :class:`clustercourse.labs.base.Lab`.

    Parameters
    ----------
    **settings
        Starting values: ``openness`` (0 to 1), ``buzz`` (0 to 2), ``period`` (0 to 160),
        ``seed`` (0 to 9999).

    Examples
    --------
    >>> lab = buzz_lab(openness=0)
    >>> lab.settings
    {'openness': 0.0, 'buzz': 1.0, 'period': 80, 'seed': 1}
    """

    title = "Lab 08: buzz and pipelines"
    along = "openness"
    explained = ("market moves", "buzz", *ModelLab.explained)
    examples = ({"openness": 0.0}, {"openness": 0.2}, {"openness": 0.9})

    def make_controls(self) -> dict[str, Control]:
        """Return openness, buzz and the period."""
        openness = slider(Structure.declarations()["openness"], label="local ties given up")
        if self.own is not None:
            openness = as_it_is(openness)
        return {
            "openness": openness,
            "buzz": slider(Learning.declarations()["buzz"], high=2, step=0.1),
            "period": period_slider(PERIODS, start=SHIFT_AT),
        }

    def compute(self, settings: Settings) -> Seen:
        """Run clusters of one seed, whatever the other settings, so that less is chance."""
        structure: Source = Structure(openness=settings["openness"])
        if self.own is not None:
            structure = open_up(self.own, settings["openness"], settings["seed"])
        learning = Learning(buzz=settings["buzz"])
        return Seen(settings, run_of(structure, learning, MOVES, seed=settings["seed"]))

    def note(self, now: Seen) -> float:
        """Return the firms' level before the market moves."""
        return now.level("core", SHIFT_AT)

    def lay_out(self) -> dict[str, View]:
        """Return the map, the curves and the points tried."""
        title = f"all firms in period {SHIFT_AT}, before the market moves"
        share = axis("share of local ties given up", -0.02, 1.02, SHARES, ".1f")
        level = axis("performance of firms", 0, 0.62, (0, 0.2, 0.4, 0.6), ".1f")
        return {
            "map": knowledge_map(tall=34, own=self.own),
            "curves": over_time(PERIODS, self.high(0.9), SHIFT_AT, tall=15, own=self.own),
            "tried": tried(title, share, level, ".2f", tall=18),
        }

    def finding(self, now: Seen) -> str:
        """Say how far firms get before the market moves, and which of them."""
        if not self.has_focal:
            return f"Firms {_way(now, 'sme')} before the market moves"
        return (
            f"Firms reach {now.level('core', SHIFT_AT):.2f} before the market moves: SMEs "
            f"{_way(now, 'sme')}, focal firms {_way(now, 'focal_firm')}"
        )

    def remark(self, now: Seen) -> str:
        """Say what the market's move leaves, and what is drawn."""
        left = f"By period {PERIODS} firms are at {now.level('core'):.2f}."
        cost = "Pipelines are paid for with local ties: a rule of this model."
        shown = f"Map: one of {CLUSTERS} {self.drawn} in period {now.period}."
        return f"{left} {cost} {shown} Curves and points: mean of all."

    def describe(self, now: Seen) -> str:
        """Say what the map and the curves show."""
        return (
            f"The map is coloured by performance. {describe_cluster(now.cluster)} "
            f"Performance at the end: {now.ends()}."
        )


def _way(now: Seen, kind: str) -> str:
    """Return where a kind gets before the market moves, and from where."""
    start, before = (number(now.level(kind, period), ".2f") for period in (0, SHIFT_AT))
    if start == before:
        return f"stay at {before}"
    return f"{'rise' if before > start else 'fall'} to {before}"


#: What notebooks call.
buzz_lab = BuzzLab
