"""A municipality where everything that somebody may write is an attack, built as the real site is built."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import markdown
from markup_attacks import ATTACKS, LISTED, TEMPLATES

ROOT = Path(__file__).parents[2]
PER_PAGE = 45
_NAVIGATION = """
nav:
  - Start: index.md
  - Planer: planer/index.md
"""


def _takes_in_what_follows(attack: str) -> bool:
    """Whether Markdown takes the next heading for a part of the attack: an element that is never closed."""
    html = markdown.markdown(f"{attack}\n\n## Efter\n", extensions=["attr_list", "def_list", "footnotes", "tables"])
    return "<h2>Efter</h2>" not in html


def pages_of_attacks() -> list[tuple[str, ...]]:
    """The attacks of each plan: in two orders, so that none hides another; and those that swallow, alone."""
    listed = [each for each in LISTED if not _takes_in_what_follows(each)]
    alone = [each for each in ATTACKS if each not in listed]
    groups = [tuple(listed[start : start + PER_PAGE]) for start in range(0, len(listed), PER_PAGE)]
    return [*groups, *(group[::-1] for group in groups), *((each,) for each in alone)]


def write_project(root: Path) -> Path:
    """Write plans, data and pages below a folder, with the project's own mkdocs.yml and theme."""
    (root / "macros").symlink_to(ROOT / "macros")
    for path, text in files():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def files() -> Iterator[tuple[str, str]]:
    """Every file with its text."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    before, _, after = settings.partition("\nnav:\n")
    # A link that leads nowhere stops a build. Here nothing but the sanitiser may be what stops an attack.
    before = before.replace(": warn\n", ": info\n")
    yield "mkdocs.yml", before + _NAVIGATION + "\n" + after.partition("\n\n")[2]
    yield "docs/index.md", "# Start\n"
    groups = pages_of_attacks()
    yield "plans/storby/organisation.yml", _organisation(groups)
    for number, attacks in enumerate(groups):
        folder = f"plans/storby/2025/enhet-{number}"
        yield f"{folder}/plan.yml", _facts(attacks)
        yield f"{folder}/plan.md", "\n\n".join(_section(place, each) for place, each in enumerate(attacks)) + "\n"
        yield f"{folder}/uppfoljning/2025-04-30.yml", _follow_up(attacks)
    yield from _dataset()


def _organisation(groups: list[tuple[str, ...]]) -> str:
    units = [{"id": f"enhet-{number}", "namn": _line(each[0])} for number, each in enumerate(groups)]
    names = {"namn": "<img src=x onerror=alert(1)>", "förvaltning": "<script>alert(1)</script>"}
    department = {"id": "a", "namn": "<svg onload=alert(1)>", "enheter": units}
    return _yaml({"formatversion": 1, "namn": 'Storby "><script>alert(1)</script>',
                  "nämnder": [{"id": "von", **names, "avdelningar": [department]}]})  # fmt: skip


def _facts(attacks: tuple[str, ...]) -> str:
    actions = [
        {"id": f"a{place}", "namn": _line(each), "beskrivning": _line(each), "startdatum": "2025-01-01",
         "ansvarig roll": _line(each)[:80], "ej beräknad": _line(each)}
        for place, each in enumerate(attacks)
    ]  # fmt: skip
    return _yaml({"titel": _line(attacks[0]), "åtgärdskrav": "100 tkr", "åtgärder": actions})


def _section(place: int, attack: str) -> str:
    return f"## Angrepp {place} {{: #a{place} }}\n\n{attack}\n\nEfter angreppet."


def _follow_up(attacks: tuple[str, ...]) -> str:
    about = [
        {"åtgärd": f"a{place}", "status": "pågår", "kommentar": _line(each)} for place, each in enumerate(attacks)
    ]
    return _yaml({"kommentar": _line(attacks[0]), "åtgärder": about})


def _dataset() -> Iterator[tuple[str, str]]:
    title = {"titel": "Siffror <img src=x onerror=alert(1)>", "källa": '"><script>alert(1)</script>'}
    columns = {"nr": "text", "vad": {"enhet": "text", "rubrik": "<svg onload=alert(1)>"}, "tal": "kr"}
    yield "data/storby/siffror.yml", _yaml({**title, "kolumner": columns})
    rows = [
        f'{number};"{_line(each).replace(chr(34), chr(34) * 2)}";1'
        for number, each in enumerate((*ATTACKS, *TEMPLATES))
    ]
    yield "data/storby/siffror.csv", "\n".join(["nr;vad;tal", *rows]) + "\n"


def _line(attack: str) -> str:
    return " ".join(attack.split())


def _yaml(value: object) -> str:
    """JSON is YAML that needs no care."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
