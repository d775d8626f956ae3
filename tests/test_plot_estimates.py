"""Pictures of estimates with their intervals, of maps over time, and bands about curves."""

import pytest

from clusterlib import build_cluster
from clusterlib.errors import ClusterlibError
from clusterlib.experiments import estimate
from clusterlib.learning import simulate
from clusterlib.plots import CurvePanel, plot_curves, plot_estimates, plot_over_time


def test_an_estimate_whose_interval_holds_zero_is_open():
    rows = {"sure": estimate([0.9, 1.0, 1.1]), "unsure": estimate([-1.0, 0.1, 1.0])}
    figure = plot_estimates("One is sure", rows, xlabel="change, as a share")
    marked = [line for line in figure.axes[0].lines if line.get_marker() in ("o", "s")]
    assert [line.get_marker() for line in marked] == ["o", "s"]
    assert [line.get_markerfacecolor() for line in marked][1] == "white"
    assert "sure: +100% (+75% to +125%)" in figure.alt
    assert "unsure: +3% (−245% to +252%)" in figure.alt


def test_ticks_are_written_in_full():
    rows = {"small": estimate([0.01, 0.03, 0.06]), "none": estimate([-0.02, 0.0, 0.02])}
    axis = plot_estimates("Small", rows, xlabel="change").axes[0].xaxis
    written = {round(tick, 4): axis.get_major_formatter()(tick, 0) for tick in (0.025, -0.05, 0)}
    assert written == {0.025: "+2.5%", -0.05: "−5%", 0: "0"}


def test_no_row_is_refused():
    with pytest.raises(ClusterlibError, match="at least one"):
        plot_estimates("Nothing", {}, xlabel="change")


def test_maps_over_time_have_a_row_for_each_run_and_one_scale():
    cluster = build_cluster(rng=1)
    run = simulate(cluster, periods=4, rng=1)
    figure = plot_over_time("They learn", {"a": (cluster, run), "b": (cluster, run)}, [0, 2, 4])
    titles = [ax.get_title(loc="left") or ax.get_title() for ax in figure.axes[:6]]
    assert titles[0] == "a, period 0"
    assert titles[-1] == "b, period 4"
    assert len(figure.axes) == 7
    assert "Mean of the firms, b: " in figure.alt


@pytest.mark.parametrize("periods", [[], [0, 9]])
def test_a_period_without_a_record_is_refused(periods):
    cluster = build_cluster(rng=1)
    with pytest.raises(ClusterlibError, match="a record of each"):
        plot_over_time("x", {"a": (cluster, simulate(cluster, periods=4, rng=1))}, periods)


def test_curves_may_have_intervals():
    curves = {"a": ([0, 1], [1, 2]), "b": ([0, 1], [2, 1])}
    panel = CurvePanel(curves, "x", "y", bands={"a": ([0.9, 1.8], [1.1, 2.2])})
    figure = plot_curves("They cross", panel)
    assert len(figure.axes[0].collections) == 1
    assert figure.alt.endswith("Shaded: intervals.")
    assert "Shaded" not in plot_curves("They cross", CurvePanel(curves, "x", "y")).alt
