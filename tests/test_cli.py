"""The command ``clusterlib``."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from importlib import import_module, resources
from pathlib import Path

import pytest
from PIL import Image

from clusterlib.cli import main
from clusterlib.measures import structure_table
from clusterlib.networks import KINDS, build_cluster, example_cluster, write_cluster


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with the example in actors.csv and ties.csv."""
    data = resources.files("clusterlib") / "data"
    for name in ("actors.csv", "ties.csv"):
        (tmp_path / name).write_text((data / f"example_{name}").read_text())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_inspect_prints_the_report_and_draws_the_map(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["inspect", "actors.csv", "ties.csv"]) == 0
    output, errors = capsys.readouterr()
    assert errors == ""
    assert "\x1b" not in output
    table = structure_table(example_cluster())
    lines = {line.strip() for line in output.splitlines()}
    for measure, row in table.iterrows():
        (line,) = [line for line in lines if line.startswith(f"{measure}  ")]
        shown = f"{row['value']:.3f}" if isinstance(row["value"], float) else str(row["value"])
        assert shown in line
        assert line.endswith(row["meaning"])
    assert output.endswith("The map is in actors.png\n")
    with Image.open(folder / "actors.png") as image:
        assert image.width > 1000
        assert "24 actors" in image.text["Description"]


def test_inspect_directed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ties = Path("ties.csv")
    ties.write_text(ties.read_text() + "F02,F01,horizontal,1,1991\n")
    assert main(["inspect", "actors.csv", "ties.csv"]) == 0
    assert (
        "the other way round (--directed, in Python directed=True, keeps" in capsys.readouterr().out
    )
    Path("actors.png").unlink()
    assert main(["inspect", "actors.csv", "ties.csv", "--directed"]) == 0
    assert "arcs: who learns from whom" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "start"), [("a.png", b"\x89PNG"), ("a.SVG", b"<?xml"), ("a.pdf", b"%PDF")]
)
def test_kinds_of_pictures(folder: Path, name: str, start: bytes) -> None:
    assert main(["inspect", "actors.csv", "ties.csv", "--picture", name]) == 0
    assert (folder / name).read_bytes().startswith(start)


def test_no_picture_is_written_over_unless_that_is_asked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "map.png").write_bytes(b"mine")
    arguments = ["inspect", "actors.csv", "ties.csv", "--picture", "map.png"]
    assert main(arguments) == 2
    output, errors = capsys.readouterr()
    # The report is printed all the same: whoever corrects a file has the picture from before.
    assert "Centralisation" in output
    assert "The map is in" not in output
    assert "map.png: the file exists already" in errors
    assert "--overwrite" in errors
    assert (folder / "map.png").read_bytes() == b"mine"
    assert main([*arguments, "--overwrite"]) == 0
    assert (folder / "map.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["ties.csv", "actors.csv"], "swapped"),
        (["actor.csv", "ties.csv"], "Did you mean 'actors.csv'?"),
        (["actors.csv", "ties.csv", "--picture", "map.doc"], "End the name in .png"),
        (["actors.csv", "ties.csv", "--picture", "map"], "End the name in .png"),
        (["actors.csv", "ties.csv", "--picture", "none/map.png"], "no folder 'none'"),
    ],
)
def test_what_cannot_be_used_is_an_error_without_traceback(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], what: str
) -> None:
    before = sorted(folder.iterdir())
    assert main(["inspect", *arguments]) == 2
    output, errors = capsys.readouterr()
    assert output == ""
    assert errors.startswith("clusterlib: 1 problem in ")
    assert what in errors
    assert sorted(folder.iterdir()) == before


def test_all_problems_of_bad_files_are_listed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    actors = Path("actors.csv")
    actors.write_text(actors.read_text().replace("university", "universty").replace("F03", "F02"))
    assert main(["inspect", "actors.csv", "ties.csv"]) == 2
    errors = capsys.readouterr().err
    for place in ("actors.csv, line 4:", "actors.csv, line 16:", "ties.csv, line 3:"):
        assert f"  - {place}" in errors


def test_an_error_of_the_program_is_not_hidden(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise ValueError("a bug")

    monkeypatch.setattr("clusterlib.measures.structure_table", broken)
    with pytest.raises(ValueError, match="a bug"):
        main(["inspect", "actors.csv", "ties.csv"])


def test_a_package_that_only_the_course_needs_is_named_with_the_cure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def add(commands: argparse._SubParsersAction) -> None:
        commands.add_parser("grade").set_defaults(run=lambda _: import_module("nothing_like_it"))

    monkeypatch.setattr("clusterlib.cli._commands", lambda: [add])
    assert main(["grade"]) == 2
    errors = capsys.readouterr().err
    assert errors.startswith("clusterlib: the package 'nothing_like_it' is missing.")
    assert "pip install -r requirements.txt" in errors


def test_large_cluster_leaves_betweenness_out(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clusterlib.measures.report.SHORTEST_PATHS_UP_TO", 50)
    write_cluster(build_cluster(rng=1), "a.csv", "t.csv")
    assert main(["inspect", "a.csv", "t.csv"]) == 0
    output = capsys.readouterr().out
    assert "betweenness centralisation" not in output
    assert "More than 50 actors: betweenness is left out." in output


def test_help_and_wrong_options(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main(["inspect", "--help"])
    assert done.value.code == 0
    text = capsys.readouterr().out
    for word in (
        "ACTORS",
        "TIES",
        "--directed",
        "--picture",
        "--overwrite",
        "--kinds",
        "examples:",
    ):
        assert word in text
    for arguments in ([], ["inspect"], ["inspct", "a", "b"]):
        with pytest.raises(SystemExit) as done:
            main(arguments)
        assert done.value.code == 2


def test_help_and_readme_name_every_kind(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["inspect", "--help"])
    text, readme = capsys.readouterr().out, (root / "README.md").read_text("utf-8")
    for kind in KINDS:
        assert kind in text
        assert f"`{kind}`" in readme


def test_as_a_module_in_a_pipe_that_knows_only_ascii(folder: Path) -> None:
    actors = Path("actors.csv")
    actors.write_text(actors.read_text().replace("F09", "F\u00e6"), encoding="utf-8")
    ties = Path("ties.csv")
    ties.write_text(ties.read_text().replace("F09", "F\u00e6"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "clusterlib", "inspect", "actors.csv", "ties.csv"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert rb"F\xe6 (29.7)" in done.stdout
    assert done.stderr == b""


def test_a_reader_that_stops_early_gets_no_traceback(folder: Path) -> None:
    command = [sys.executable, "-m", "clusterlib", "inspect", "actors.csv", "ties.csv"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read()
    assert process.wait() == 0
    assert errors == b""


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, clusterlib.cli\n"
        "try: clusterlib.cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        "sys.exit(sorted({'numpy', 'pandas', 'matplotlib', 'networkx'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
