"""Asks PyPI whether the pinned packages have known weaknesses: `make audit`.

Exit 0 when every pin was answered for and none is known to be weak, 1 when one is, 2 when an answer is missing: no
network, a package that the service does not know, a file that cannot be read. What was not answered is never a pass.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from packaging.markers import Marker
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
SECONDS = 600
# `name==version ; marker \`, as uv writes it. The lines of hashes are indented.
_PIN = re.compile(r"([A-Za-z0-9][\w.-]*)==([^\s;\\]+)\s*(?:;\s*([^\\]*?))?\s*\\?")


def main(arguments: Sequence[str]) -> int:
    """Audit files of pins: those that are named, or all of the project's."""
    files = [Path(each) for each in arguments] or [ROOT / "constraints.txt", *sorted(ROOT.glob("requirements/*.txt"))]
    try:
        codes = [_audit(path) for path in files]
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        return _no_answer(str(error))
    return max(codes)


def command(path: Path) -> list[str]:
    """Give the command that asks about a file. Nothing is resolved, installed or run: the pins are what is asked."""
    options = ["--require-hashes", "--disable-pip", "--no-deps", "--strict", "--progress-spinner=off", "--timeout=15"]
    return [sys.executable, "-m", "pip_audit", *options, "--format=json", f"--requirement={path}"]


def pins(text: str) -> set[tuple[str, str]]:
    """Give names and versions of a file of pins, but for those of other systems; ValueError for any other line."""
    found = set()
    for line in text.splitlines():
        if not line.strip() or line.startswith(("#", " ")):
            continue
        pin = _PIN.fullmatch(line)
        if not pin:
            raise ValueError(f"not a pin: {line}")
        if not pin[3] or Marker(pin[3]).evaluate():
            found.add((canonicalize_name(pin[1]), pin[2]))
    return found


def weaknesses(answer: Any, asked: set[tuple[str, str]]) -> Iterator[str]:
    """Tell the weaknesses in an answer; ValueError when it is not about everything that was asked."""
    told = [each for each in answer["dependencies"] if "skip_reason" not in each]
    missing = asked - {(canonicalize_name(each["name"]), each["version"]) for each in told}
    if missing:
        raise ValueError("nothing is known of " + ", ".join(sorted("==".join(each) for each in missing)))
    for each in told:
        for found in each["vulns"]:
            fixed = ", ".join(found["fix_versions"]) or "no version yet"
            yield f"{each['name']} {each['version']}: {found['id']}, put right in {fixed}"


def _audit(path: Path) -> int:
    asked = pins(path.read_text(encoding="utf-8"))
    if not asked:
        return _no_answer(f"{path} has no pins")
    ran = subprocess.run(command(path), capture_output=True, text=True, check=False, timeout=SECONDS)  # noqa: S603
    try:
        found = list(weaknesses(json.loads(ran.stdout), asked))
    except (ValueError, KeyError, TypeError) as error:
        said = ran.stderr.strip().splitlines()
        return _no_answer(f"{path.name}: {said[-1].removeprefix('ERROR:pip_audit._cli:') if said else error}")
    if ran.returncode not in (0, 1) or bool(ran.returncode) != bool(found):
        return _no_answer(f"{path.name}: pip-audit ended with {ran.returncode}, which its answer does not explain")
    for line in found:
        print(f"{path.name}: {line}")  # noqa: T201
    print(f"audit: {path.name}: {len(asked)} pins, {len(found)} known weaknesses")  # noqa: T201
    return 1 if found else 0


def _no_answer(reason: str) -> int:
    print(f"audit: no answer, so nothing is known: {reason}", file=sys.stderr)  # noqa: T201
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
