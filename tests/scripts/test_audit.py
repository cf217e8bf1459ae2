"""The audit asks about every pin, tells what is weak, and never takes a missing answer for a good one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PINS = """\
# by hand
one-pin==1.0 \\
    --hash=sha256:00
Two.Pins==2.0 ; python_full_version >= '3.11' \\
    --hash=sha256:00
elsewhere==3.0 ; sys_platform == 'no-such-system' \\
    --hash=sha256:00
"""
ONE = {"name": "one-pin", "version": "1.0", "vulns": []}
TWO = {"name": "two-pins", "version": "2.0", "vulns": []}
WEAK = {**TWO, "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"]}]}
# Stands in for pip-audit: says what a file tells it to, and writes down what it was asked.
STUB = """\
import json, pathlib, sys
here = pathlib.Path(__file__).parent
told = json.loads((here / "told.json").read_text())
(here / "asked.json").write_text(json.dumps(sys.argv[1:]))
print(told["answer"])
print(told["error"], file=sys.stderr)
sys.exit(told["code"])
"""


def audit(folder: Path, answer: object, code: int, error: str = "", pins: str = PINS) -> tuple[int, str, str]:
    """Run the audit of a file with a pip-audit that gives an answer; give its exit code and what it printed."""
    (folder / "pip_audit.py").write_text(STUB, encoding="utf-8")
    (folder / "pins.txt").write_text(pins, encoding="utf-8")
    told = {"answer": answer if isinstance(answer, str) else json.dumps(answer), "code": code, "error": error}
    (folder / "told.json").write_text(json.dumps(told), encoding="utf-8")
    command = [sys.executable, str(ROOT / "scripts/audit.py"), str(folder / "pins.txt")]
    ran = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(folder)}
    )
    return ran.returncode, ran.stdout, ran.stderr


def test_nothing_known(tmp_path: Path) -> None:
    assert audit(tmp_path, {"dependencies": [ONE, TWO]}, 0) == (
        0,
        "audit: pins.txt: 2 pins, 0 known weaknesses\n",
        "",
    )
    asked = json.loads((tmp_path / "asked.json").read_text(encoding="utf-8"))
    assert {"--require-hashes", "--disable-pip", "--strict", f"--requirement={tmp_path / 'pins.txt'}"} <= set(asked)


def test_a_weakness_is_told_with_the_version_that_puts_it_right(tmp_path: Path) -> None:
    assert audit(tmp_path, {"dependencies": [ONE, WEAK]}, 1) == (
        1,
        "pins.txt: two-pins 2.0: PYSEC-1, put right in 2.1\naudit: pins.txt: 2 pins, 1 known weaknesses\n",
        "",
    )


@pytest.mark.parametrize(
    ("answer", "code", "error", "told"),
    [
        ("", 1, "ERROR:pip_audit._cli:Could not connect to PyPI", "pins.txt: Could not connect to PyPI"),
        ("", 0, "", "pins.txt: Expecting value"),
        ({"dependencies": [ONE]}, 0, "", "pins.txt: nothing is known of two-pins==2.0"),
        ({"dependencies": [ONE, {"name": "two-pins", "skip_reason": "x"}]}, 0, "", "two-pins==2.0"),
        ({"dependencies": [ONE, {**TWO, "version": "2.1"}]}, 0, "", "two-pins==2.0"),
        ({"dependencies": [ONE, TWO]}, 1, "", "pip-audit ended with 1"),
        ({"dependencies": [ONE, WEAK]}, 0, "", "pip-audit ended with 0"),
        ({}, 0, "", "pins.txt: 'dependencies'"),
    ],
)
def test_a_missing_answer_is_no_pass(tmp_path: Path, answer: object, code: int, error: str, told: str) -> None:
    ended, _, said = audit(tmp_path, answer, code, error)
    assert ended == 2
    assert said.startswith("audit: no answer, so nothing is known: ")
    assert told in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("pins", ["", "# nothing\n", "one-pin>=1.0\n", "-r other.txt\n"])
def test_a_file_that_pins_nothing_is_no_pass(tmp_path: Path, pins: str) -> None:
    assert audit(tmp_path, {"dependencies": []}, 0, pins=pins)[0] == 2


def test_every_file_of_pins_is_asked_about(tmp_path: Path) -> None:
    """Without pip-audit there is no answer; each file is told by name."""
    ran = subprocess.run(
        [sys.executable, str(ROOT / "scripts/audit.py")], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert ran.returncode == 2
    files = ["constraints.txt", *sorted(path.name for path in ROOT.glob("requirements/*.txt"))]
    assert [line.split(": ")[2] for line in ran.stderr.splitlines()] == files


def test_all_pins_have_hashes() -> None:
    for path in (ROOT / "constraints.txt", *ROOT.glob("requirements/*.txt")):
        pins = path.read_text(encoding="utf-8").replace("\\\n", "").splitlines()
        pins = [line for line in pins if not line.startswith("#")]
        assert pins
        assert [line for line in pins if "==" not in line or "--hash=sha256:" not in line] == []
