"""No tree brings the command down, whatever is in it: it says what is wrong, in little time and memory."""

import os
import re
from pathlib import Path

import pytest
from hostile_trees import PLAN, TREES, write_sound
from limited import run_limited

_REMARK = re.compile(r"[^ ]+:\d+:\d+: anmärkning ")
_LINE = re.compile(r".+:\d+:\d+: .+")


@pytest.mark.parametrize("name", TREES)
def test_each_tree_is_told_in_a_line(name: str, tmp_path: Path) -> None:
    write_sound(tmp_path)
    TREES[name].write(tmp_path)
    ended = run_limited("check", "--root", tmp_path)
    lines = ended.stdout.splitlines()
    assert "Traceback" not in ended.stderr
    assert ended.returncode == bool(lines), ended.stderr[-500:]
    assert all(_LINE.fullmatch(line) and len(line) < 2_000 for line in lines)
    faults = [line for line in lines if not _REMARK.match(line)]
    said = TREES[name].said
    assert any(said in line for line in faults) if said else not faults, faults[:3]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("closed", [PLAN, str(Path(PLAN).parent)])
def test_what_may_not_be_read_is_told(closed: str, tmp_path: Path) -> None:
    """Neither a file nor a folder is passed over for not being readable."""
    write_sound(tmp_path)
    (tmp_path / closed).chmod(0)
    ended = run_limited("check", "--root", tmp_path)
    (tmp_path / closed).chmod(0o700)
    assert f"{closed}:1:1: " in ended.stdout
    assert "går inte att läsa" in ended.stdout
