"""Experiments: the statistics, common random numbers, executors, and stopping and going on."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import stats

import clusterlib
from clusterlib.experiments import (
    OUTCOMES,
    KeepPipelines,
    Setting,
    compare,
    estimate,
    rank_correlation,
    relative,
    replicating,
    sweep,
)
from clusterlib.experiments.describing import describe
from clusterlib.experiments.resultsfile import open_results
from clusterlib.learning import Learning, RemoveActors, TechnologyShift
from clusterlib.networks import Structure, build_cluster
from clusterlib.parameters import ParameterError

SMALL = Setting(Structure(firms_per_stage=4), periods=6)
GRID = {"openness": [0.0, 0.3], "trust": [0.2, 0.9]}
REPLICATES = 20  # two pieces a point


def small_sweep(**options):
    return sweep(SMALL, GRID, ["performance", spread], replicates=REPLICATES, rng=7, **options)


def spread(history):
    """An outcome of a user's own."""
    return history.level("focal_firm")[-1] - history.level("sme")[-1]


@pytest.fixture(scope="module")
def expected():
    return small_sweep()


# Statistics


@given(hnp.arrays(float, 12, elements=st.floats(-1, 1)), st.floats(0.5, 0.99))
def test_interval_is_that_of_the_paired_t_test(values, level):
    values = values + np.linspace(0, 0.1, 12)  # never all alike
    if values.std() < 1e-6:
        return
    expected = stats.ttest_1samp(values, 0).confidence_interval(level)
    found = estimate(values, level=level)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))
    assert found.effect_size == pytest.approx(values.mean() / values.std(ddof=1))


def test_interval_covers_as_often_as_it_says():
    rng = np.random.default_rng(5)
    found = [estimate(rng.normal(0.3, 1, 20)) for _ in range(2000)]
    covered = np.mean([one.low < 0.3 < one.high for one in found])
    assert covered == pytest.approx(0.95, abs=0.015)


def test_relative_interval_covers_the_ratio_of_the_means():
    rng = np.random.default_rng(6)
    hits = 0
    for _ in range(1000):
        base = rng.normal(1, 0.2, 30)
        found = relative(base, 1.3 * base + rng.normal(0, 0.1, 30))
        hits += found.low < 0.3 < found.high
    assert hits / 1000 == pytest.approx(0.95, abs=0.02)


def test_share_and_degenerate_cases():
    assert estimate([1.0, 1.0, -1.0, 1.0]).share == 0.75
    same = estimate([0.0, 0.0])
    assert (same.mean, same.low, same.high, same.effect_size, same.sign) == (0, 0, 0, 0, 0)
    assert estimate([2.0, 2.0]).effect_size == np.inf
    assert np.isnan(estimate([2.0]).low)
    assert np.isnan(relative([0.0, 0.0], [1.0, 2.0]).mean)
    assert estimate([1.0, 2.0]).sign == 0
    assert estimate([1.0, 1.01]).sign == 1
    assert estimate([-1.0, -1.01]).sign == -1


def test_rank_correlation_is_spearman_s_and_its_partial_form():
    rng = np.random.default_rng(3)
    x, z = rng.normal(size=(2, 40))
    x, y = np.round(x + z), x + z + rng.normal(size=40)
    assert rank_correlation(x, y) == pytest.approx(stats.spearmanr(x, y).statistic)
    xy, xz, yz = (stats.spearmanr(*pair).statistic for pair in ((x, y), (x, z), (y, z)))
    partial = (xy - xz * yz) / np.sqrt((1 - xz**2) * (1 - yz**2))
    assert rank_correlation(x, y, z) == pytest.approx(partial)
    assert abs(partial - xy) > 0.05
    assert np.isnan(rank_correlation(np.ones(40), y))
    assert np.isnan(rank_correlation(x, y, x))


# Settings


def test_but_routes_every_name():
    new = Setting().but(periods=9, openness=0.5, trust=0.1, pipeline_cost=1)
    assert (new.periods, new.structure.openness, new.learning.trust) == (9, 0.5, 0.1)
    assert new.structure.pipeline_cost == new.learning.pipeline_cost == 1
    assert Setting("marshallian").structure.focal_firms == 0
    assert Setting().but(structure="hub_and_spoke", gate=0).structure.focal_propensity == 10


def test_mistakes_in_a_setting_are_all_named():
    with pytest.raises(ParameterError) as caught:
        Setting().but(opennes=0.5, trust=2, firms_per_stage=-1)
    text = str(caught.value)
    assert "3 problems" in text
    assert "Did you mean 'openness'?" in text
    assert "trust = 2" in text
    assert "firms_per_stage = -1" in text
    with pytest.raises(ParameterError, match="Did you mean 'marshallian'"):
        Setting("marshalian")
    with pytest.raises(ParameterError, match="3 problems"):
        Setting(3, learning=0.5, periods=0)
    with pytest.raises(ParameterError, match="interventions: 'shift'"):
        Setting(interventions=["shift"])


def test_a_given_cluster_is_the_same_in_all_replicates():
    cluster = build_cluster(Structure(firms_per_stage=4), rng=3)
    setting = Setting(cluster, periods=5)
    result = compare(setting, setting.but(trust=0.1), replicates=3, rng=1)
    assert len(set(result.baseline)) == 3  # learning still differs
    with pytest.raises(ParameterError, match="openness: the structure is a given cluster"):
        setting.but(openness=0.1)


@dataclass(frozen=True)
class WithoutTiesOf:
    actor: str

    def __call__(self, cluster, rng):
        cluster.remove_edges_from(list(cluster.edges(self.actor)))
        return cluster


def test_steps_change_a_copy():
    seed = np.random.SeedSequence(1)
    before = SMALL.build(seed)
    degree = before.degree("F01")
    assert degree > 0
    assert SMALL.but(steps=[WithoutTiesOf("F01")]).build(seed).degree("F01") == 0
    assert SMALL.build(seed).degree("F01") == degree


def test_descriptions_tell_settings_apart():
    one = Setting(interventions=[RemoveActors({"F01", "sme", "F03"})])
    same = Setting(interventions=(RemoveActors({"F03", "F01", "sme"}),))
    assert describe(one) == describe(same)
    others = [
        Setting(),
        Setting(learning=Learning(trust=0.1)),
        Setting("marshallian"),
        Setting(interventions=[TechnologyShift()]),
        Setting(steps=[WithoutTiesOf("F01")]),
        Setting(steps=[WithoutTiesOf("F02")]),
        Setting(build_cluster(rng=1)),
        Setting(build_cluster(rng=2)),
        Setting(periods=3),
    ]
    texts = {json.dumps(describe(one)) for one in [one, *others]}
    assert len(texts) == 10
    with pytest.raises(ParameterError, match="defined with def"):
        describe(lambda history: 0)


# Comparing


def test_nothing_changed_means_no_difference_at_all():
    result = compare(SMALL, SMALL.but(), replicates=5, rng=2)
    assert (result.baseline == result.changed).all()
    assert result.difference.mean == 0


def test_pairs_share_their_random_numbers():
    paired = compare(SMALL, SMALL.but(trust=0.6), replicates=12, rng=3)
    apart = paired.changed - np.roll(paired.baseline, 1)
    assert paired.difference.effect_size**2 > 4 * estimate(apart).effect_size ** 2


def test_replicates_do_not_depend_on_how_many_there_are():
    few = compare(SMALL, SMALL.but(trust=0.1), replicates=3, rng=4)
    many = compare(SMALL, SMALL.but(trust=0.1), replicates=18, rng=4)
    assert (few.baseline == many.baseline[:3]).all()
    assert (few.changed == many.changed[:3]).all()


def test_comparison_measures_what_a_hand_written_run_gives():
    result = compare(SMALL, SMALL.but(horizontal=0), "final_performance", replicates=2, rng=5)
    from clusterlib.learning import simulate
    from clusterlib.learning.randomness import seeds_of

    for k, seed in enumerate(seeds_of(5, 2)):
        cluster = build_cluster(Structure(firms_per_stage=4), rng=seed)
        history = simulate([cluster], Learning(horizontal=0), periods=6, rng=[seed])
        firms = [kind in ("sme", "focal_firm") for kind in history.kind]
        assert result.changed[k] == pytest.approx(history.performance[-1, firms].mean())


def test_comparison_tells_its_story():
    result = compare(SMALL, SMALL.but(pipeline=0), replicates=4, rng=6)
    frame = result.frame()
    assert list(frame.columns) == ["replicate", "outcome", "baseline", "changed", "difference"]
    assert frame.difference.mean() == pytest.approx(result.difference.mean)
    assert "performance: 0." in str(result)
    assert "% of 4 draws" in str(result)


@pytest.mark.parametrize("outcome", list(OUTCOMES))
def test_every_outcome_gives_a_number(outcome):
    setting = SMALL.but(periods=12, interventions=[TechnologyShift(at=6)], openness=0.4, gate=0.5)
    result = compare(setting, setting.but(buzz=2), outcome, replicates=2, rng=1)
    assert np.isfinite([result.baseline, result.changed]).all()
    assert (result.baseline != result.changed).any()


def test_outcomes_before_the_shift_do_not_know_of_it():
    calm = SMALL.but(periods=12)
    shaken = calm.but(interventions=[TechnologyShift(at=8)])
    before = calm.but(periods=8)
    for outcome in ("performance", "sme_performance", "local_inflow", "focal_pipeline_inflow"):
        found = compare(before, shaken, outcome, replicates=3, rng=1)
        assert found.changed == pytest.approx(found.baseline, rel=1e-12), outcome
    # On the day of the shift half of the value of what is known now is gone.
    lost = compare(shaken, shaken, "after_shift", replicates=3, rng=1).baseline
    assert (lost < compare(calm, shaken, replicates=3, rng=1).changed).all()


def test_mistakes_in_an_experiment_are_all_named():
    with pytest.raises(ParameterError) as caught:
        compare(SMALL, SMALL, "performence", replicates=1, executor=4)
    text = str(caught.value)
    assert "3 problems" in text
    assert "Did you mean 'performance'?" in text
    with pytest.raises(ParameterError, match="not a Setting"):
        compare(SMALL, Structure(), rng=1)
    with pytest.raises(ParameterError, match="confidence = 95"):
        compare(SMALL, SMALL, confidence=95)
    with pytest.raises(ParameterError, match="one number a cluster"):
        compare(SMALL, SMALL, whole_array, replicates=2)


def whole_array(history):
    return history.performance


# Sweeping


def test_sweep_covers_the_grid(expected):
    assert expected.values.shape == (4, 2, REPLICATES)
    assert expected.points[1] == {"openness": 0.0, "trust": 0.9}
    frame = expected.frame()
    assert len(frame) == 8
    assert frame.columns[:3].tolist() == ["openness", "trust", "outcome"]
    assert set(frame.outcome) == {"performance", "spread"}
    row = frame[(frame.openness == 0.3) & (frame.trust == 0.9)].iloc[0]
    difference = expected.at(openness=0.3, trust=0.9) - expected.at()
    test = stats.ttest_1samp(difference, 0).confidence_interval()
    assert (row.difference, row.difference_low, row.difference_high) == pytest.approx(
        (difference.mean(), test.low, test.high)
    )
    assert row.relative == pytest.approx(difference.mean() / expected.at().mean())
    assert (frame.low < frame["mean"]).all()


def test_sweep_agrees_with_compare(expected):
    base = SMALL.but(openness=0.0, trust=0.2)
    pair = compare(base, base.but(openness=0.3), replicates=REPLICATES, rng=7)
    assert (pair.changed == expected.at("performance", openness=0.3)).all()


def test_reference_of_a_frame(expected):
    frame = expected.frame({"trust": 0.9})
    same = frame[(frame.openness == 0) & (frame.trust == 0.9)]
    assert (same.difference == 0).all()
    with pytest.raises(ParameterError, match="not on the grid"):
        expected.frame({"trust": 0.5})
    with pytest.raises(ParameterError, match="choose one of performance, spread"):
        expected.at("sprad")


def test_grids_may_hold_archetypes_and_interventions():
    grid = {"structure": ["baseline", "marshallian"], "interventions": [[], [RemoveActors("F01")]]}
    frame = sweep(Setting(periods=3), grid, replicates=2, rng=1).frame()
    assert frame["structure"].tolist() == ["baseline"] * 2 + ["marshallian"] * 2
    assert frame["mean"].nunique() == 4


def test_mistakes_in_a_grid_are_named_once():
    with pytest.raises(ParameterError) as caught:
        sweep(SMALL, {"opennes": [0, 1], "trust": [0.5, 3]}, rng=1)
    assert "2 problems in the grid" in str(caught.value)
    for grid in ({}, {"trust": 0.5}, {"trust": "0.5"}, {"trust": []}, 5):
        with pytest.raises(ParameterError, match="grid"):
            sweep(SMALL, grid, rng=1)


# Executors


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_process_pool_changes_nothing(expected, workers):
    with ProcessPoolExecutor(workers) as pool:
        assert np.array_equal(small_sweep(executor=pool).values, expected.values)


def test_thread_pool_changes_nothing(expected):
    with ThreadPoolExecutor(2) as pool:
        assert np.array_equal(small_sweep(executor=pool).values, expected.values)


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2, 3])
def test_loky_changes_nothing(expected, workers):
    loky = pytest.importorskip("loky")
    pool = loky.ProcessPoolExecutor(workers)
    try:
        assert np.array_equal(small_sweep(executor=pool).values, expected.values)
    finally:
        pool.shutdown(kill_workers=True)


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2, 3])
def test_dask_changes_nothing(expected, workers):
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=False, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        found = small_sweep(executor=client.get_executor())
    assert np.array_equal(found.values, expected.values)


@pytest.mark.slow
def test_dask_processes_change_nothing(expected):
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        found = sweep(SMALL, GRID, replicates=REPLICATES, rng=7, executor=client.get_executor())
    assert np.array_equal(found.values[:, 0], expected.values[:, 0])


def test_an_error_in_a_worker_reaches_the_caller():
    with ThreadPoolExecutor(1) as pool, pytest.raises(ZeroDivisionError):
        sweep(SMALL, GRID, failing, replicates=2, rng=1, executor=pool)


def failing(history):
    raise ZeroDivisionError


def test_progress_counts_pieces(capsys):
    small_sweep(progress=True)
    shown = capsys.readouterr().err
    assert "sweep: 100%" in shown
    assert "8/8" in shown
    small_sweep()
    assert capsys.readouterr().err == ""


# Results files


def lines_of(path):
    return path.read_bytes().split(b"\n")


def test_results_file_gives_the_same_back(tmp_path, expected, monkeypatch):
    path = tmp_path / "results.jsonl"
    assert np.array_equal(small_sweep(results=path).values, expected.values)
    content = path.read_bytes()
    monkeypatch.setattr(replicating, "run_piece", failing)  # nothing is run again
    assert np.array_equal(small_sweep(results=path).values, expected.values)
    assert path.read_bytes() == content


@pytest.mark.parametrize("cut", [1, 30, 700, 0.3, 0.5, 0.8, 0.999])
def test_a_file_cut_anywhere_is_completed(tmp_path, expected, cut):
    path = tmp_path / "results.jsonl"
    small_sweep(results=path)
    content = path.read_bytes()
    path.write_bytes(content[: cut if cut >= 1 else int(cut * len(content))])
    assert np.array_equal(small_sweep(results=path).values, expected.values)
    assert path.read_bytes() == content  # serial: in the same order too


def test_another_experiment_is_not_mixed_in(tmp_path):
    path = tmp_path / "results.jsonl"
    small_sweep(results=path)
    content = path.read_bytes()
    others = [
        lambda: sweep(SMALL, GRID, replicates=REPLICATES, rng=7, results=path),
        lambda: sweep(
            SMALL.but(curiosity=0.2),
            GRID,
            ["performance", spread],
            replicates=REPLICATES,
            rng=7,
            results=path,
        ),
        lambda: sweep(
            SMALL, GRID, ["performance", spread], replicates=REPLICATES, rng=8, results=path
        ),
        lambda: sweep(SMALL, GRID, ["performance", spread], replicates=5, rng=7, results=path),
    ]
    for other in others:
        with pytest.raises(ParameterError, match="holds another experiment"):
            other()
        assert path.read_bytes() == content
    with pytest.raises(ParameterError, match=r"curiosity: .*0.15.*0.2"):
        others[1]()


def test_other_files_are_left_alone(tmp_path):
    notes = tmp_path / "notes.txt"
    for content in (b"my notes\nmore\n", b"my notes", b'{"a": 1}\n', b"[1]\n"):
        notes.write_bytes(content)
        with pytest.raises(ParameterError, match="does not hold results"):
            small_sweep(results=notes)
        assert notes.read_bytes() == content
    with pytest.raises(ParameterError, match="cannot be opened"):
        small_sweep(results=tmp_path / "none" / "results.jsonl")
    with pytest.raises(ParameterError, match="rng: with results="):
        sweep(SMALL, GRID, results=tmp_path / "new.jsonl")
    assert not (tmp_path / "new.jsonl").exists()


def test_a_damaged_line_is_named(tmp_path):
    path = tmp_path / "results.jsonl"
    small_sweep(results=path)
    lines = lines_of(path)
    lines[3] = b"garbage"
    path.write_bytes(b"\n".join(lines))
    with pytest.raises(ParameterError, match="line 4 cannot be read"):
        small_sweep(results=path)


HOLD = """
import fcntl, sys
file = open({path!r}, "r+b")
fcntl.lockf(file, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no file locks of this kind")
def test_two_runs_do_not_share_a_file(tmp_path):
    path = tmp_path / "results.jsonl"
    small_sweep(results=path)
    content = path.read_bytes()
    pipe = subprocess.PIPE
    script = HOLD.format(path=str(path))
    with subprocess.Popen([sys.executable, "-c", script], stdin=pipe, stdout=pipe) as other:
        assert other.stdout.readline().strip() == b"held"
        with pytest.raises(ParameterError, match="another run is writing"):
            small_sweep(results=path)
        other.stdin.close()
    with (
        open_results(tmp_path / "mine.jsonl", {"experiment": 1}, 1),
        pytest.raises(ParameterError, match="another run is writing"),
        open_results(tmp_path / "mine.jsonl", {"experiment": 1}, 1),
    ):
        pass
    assert path.read_bytes() == content
    small_sweep(results=path)  # free again


KILLED = """
import sys
from concurrent.futures import ProcessPoolExecutor
sys.path[:0] = {places!r}
import test_experiments as t
from clusterlib.experiments import sweep

def main():
    options = dict(replicates=32, rng=9, results={path!r})
    if {workers}:
        with ProcessPoolExecutor({workers}) as pool:
            sweep(t.SLOWER, t.LONG, t.counted, executor=pool, **options)
    else:
        sweep(t.SLOWER, t.LONG, t.counted, **options)

main()
"""

SLOWER = SMALL.but(periods=30)
LONG = {"openness": [0.0, 0.1, 0.2, 0.3, 0.4], "trust": [0.2, 0.9]}  # 20 pieces


def counted(history):
    """Count, in a file, how often a piece of work was run."""
    log = os.environ.get("COUNT_PIECES")
    if log:
        with Path(log).open("a") as file:
            file.write(f"{history.knowledge.sum()!r}\n")
    return OUTCOMES["performance"](history)


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.parametrize("workers", [0, 2])
def test_a_killed_sweep_goes_on_where_it_was(tmp_path, monkeypatch, workers):
    path, before, after = (tmp_path / name for name in ("results.jsonl", "before", "after"))
    places = [str(Path(__file__).parent), str(Path(clusterlib.__file__).parents[1])]
    script = KILLED.format(places=places, path=str(path), workers=workers)
    run = subprocess.Popen(
        [sys.executable, "-c", script],
        env={**os.environ, "COUNT_PIECES": str(before)},
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + 120
        while not path.exists() or len(lines_of(path)) < 8:
            assert run.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.002)
        # Only the parent: its orphaned workers, if any, still live while the sweep goes on.
        run.kill()
        run.wait()
        kept = lines_of(path)[1:-1]
        assert 6 <= len(kept) < 20, "it was to be killed in the middle"
        assert len(before.read_text().splitlines()) >= len(kept)

        monkeypatch.setenv("COUNT_PIECES", str(after))
        resumed = sweep(SLOWER, LONG, counted, replicates=32, rng=9, results=path)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGKILL)
    ran = after.read_text().splitlines()
    assert len(ran) == 20 - len(kept)  # nothing lost
    assert len(set(ran)) == len(ran)  # nothing twice
    numbers = [json.loads(line)["piece"] for line in lines_of(path)[1:-1]]
    assert sorted(numbers) == list(range(20))
    assert lines_of(path)[1 : len(kept) + 1] == kept

    monkeypatch.delenv("COUNT_PIECES")
    whole = sweep(SLOWER, LONG, counted, replicates=32, rng=9)
    assert np.array_equal(resumed.values, whole.values)


def test_a_stopped_sweep_can_use_another_executor(tmp_path, expected):
    path = tmp_path / "results.jsonl"
    small_sweep(results=path)
    path.write_bytes(b"\n".join(lines_of(path)[:4]) + b'\n{"pie')
    with ProcessPoolExecutor(2) as pool:
        found = small_sweep(results=path, executor=pool)
    assert np.array_equal(found.values, expected.values)


def test_stopping_by_hand_keeps_what_is_done(tmp_path, expected):
    path = tmp_path / "results.jsonl"
    calls = []

    def stopped(piece, run=replicating.run_piece):
        if len(calls) == 3:
            raise KeyboardInterrupt
        calls.append(piece)
        return run(piece)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(replicating, "run_piece", stopped)
        with pytest.raises(KeyboardInterrupt):
            small_sweep(results=path)
    assert len(lines_of(path)) == 1 + 3 + 1
    assert np.array_equal(small_sweep(results=path).values, expected.values)


def test_clusters_of_one_seed_are_those_of_build_cluster():
    seed = np.random.SeedSequence(5, spawn_key=(1, 2))
    one, other = SMALL.build(seed), build_cluster(SMALL.structure, rng=seed)
    assert nx.utils.graphs_equal(one, other)


def test_a_share_of_the_pipelines_is_kept_and_a_larger_share_keeps_them_too():
    cluster = build_cluster("baseline", rng=1)
    pipelines = {
        frozenset(tie[:2]) for tie in cluster.edges(data="dimension") if tie[2] == "pipeline"
    }

    def kept(share):
        left = KeepPipelines(share)(cluster.copy(), np.random.default_rng(4))
        return {frozenset(tie) for tie in left.edges}

    every, half, few = kept(1), kept(0.5), kept(0.2)
    assert few < half < every == {frozenset(tie) for tie in cluster.edges}
    assert len(half & pipelines) == round(0.5 * len(pipelines))
    assert every - half < pipelines
    assert not kept(0) & pipelines
    for share in (-0.1, 1.1, float("nan")):
        with pytest.raises(ParameterError, match="give a share from 0 to 1"):
            KeepPipelines(share)
