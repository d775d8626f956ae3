"""A journal: one line for each finished piece, one writer at a time."""

import json
import os
import subprocess
import sys

import pytest

from clusterlib.files.journal import as_line, open_journal

HEADER = {"work": "counting"}
HOLD = """
import fcntl, sys
file = open({path!r}, "r+b")
fcntl.lockf(file, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


def write(path, *entries):
    with open_journal(path) as journal:
        journal.start(HEADER)
        for entry in entries:
            journal.add(entry)
        return journal.lines


def test_it_goes_on_where_it_ended(tmp_path):
    path = tmp_path / "journal.jsonl"
    assert write(path, {"x": 0.1}) == []
    assert write(path, {"x": 1 / 3}) == [b'{"work":"counting"}', b'{"x":0.1}']
    assert [json.loads(line) for line in path.read_bytes().splitlines()] == [
        HEADER,
        {"x": 0.1},
        {"x": 1 / 3},
    ]


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_a_line_cut_off_is_dropped(tmp_path, kept):
    path = tmp_path / "journal.jsonl"
    lines = [as_line(HEADER), as_line({"x": 1}), as_line({"x": 2})]
    path.write_bytes(b"".join(lines[:kept]) + lines[kept][:5])
    with open_journal(path) as journal:
        assert journal.rest == lines[kept][:5]
        journal.start(HEADER)
    assert path.read_bytes() == b"".join(lines[: max(kept, 1)])


def test_nothing_is_written_before_it_starts(tmp_path):
    path = tmp_path / "diary.txt"
    path.write_bytes(b"my diary\nis here")
    with open_journal(path) as journal:
        assert (journal.lines, journal.rest) == ([b"my diary"], b"is here")
    assert path.read_bytes() == b"my diary\nis here"


def test_two_writers_do_not_share_it(tmp_path):
    path = tmp_path / "journal.jsonl"
    with open_journal(path), pytest.raises(BlockingIOError), open_journal(path):
        pass
    write(path)  # free again


@pytest.mark.skipif(sys.platform == "win32", reason="no file locks of this kind")
def test_two_processes_do_not_share_it(tmp_path):
    path = tmp_path / "journal.jsonl"
    write(path)
    command = [sys.executable, "-c", HOLD.format(path=str(path))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline().strip() == b"held"
        with pytest.raises(BlockingIOError), open_journal(path):
            pass
        other.stdin.close()
    write(path)


@pytest.mark.skipif(sys.platform == "win32", reason="no rights of this kind")
def test_a_new_one_has_the_rights_that_are_asked_for(tmp_path):
    before = os.umask(0o022)
    try:
        for name, mode, expected in (("own", 0o600, 0o600), ("all", 0o666, 0o644)):
            with open_journal(tmp_path / name, mode):
                pass
            assert (tmp_path / name).stat().st_mode & 0o777 == expected
    finally:
        os.umask(before)
    with pytest.raises(FileNotFoundError), open_journal(tmp_path / "none" / "journal.jsonl"):
        pass
