"""Trees made to exhaust or mislead whoever reads them, each with the line that `handlingsplan check` must say.

A tree is written into a folder that holds a sound plan. What is said is part of one line, from the place on where it is
short; None where no fault (*fel*) may be told.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PLAN = "plans/storby/2025/81516/plan.yml"
TEXT = "plans/storby/2025/81516/plan.md"
DATA = "data/storby/utfall"
SOUND = {
    "plans/storby/organisation.yml": (
        "formatversion: 1\nnamn: Storbys kommun\nnämnder:\n  - id: von\n    namn: Vård- och omsorgsnämnden\n"
        "    avdelningar:\n      - id: assistans\n        namn: Personlig assistans\n        enheter:\n"
        '          - {id: "81516", namn: Ansvar 81516}\n'
    ),
    PLAN: "titel: Handlingsplan för ansvar 81516\n",
    f"{DATA}.yml": "titel: Utfall\nkälla: Ekonomisystemet\nuttagsdatum: 2025-01-31\nkolumner:\n  namn: text\n  utfall: tkr\n",
    f"{DATA}.csv": "namn;utfall\nLön;1\n",
}


@dataclass(frozen=True)
class Hostile:
    """A tree: what writes it, and the line that is said of it."""

    write: Callable[[Path], None]
    said: str | None


def write_sound(root: Path) -> None:
    """Write the plan that each tree stands beside."""
    for path, text in SOUND.items():
        _file(path, text)(root)


def _file(path: str, content: str | bytes) -> Callable[[Path], None]:
    def write(root: Path) -> None:
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)

    return write


def _text(content: str) -> Callable[[Path], None]:
    return _file(TEXT, f"## Bakgrund\n\n{content}\n")


def _table(content: str) -> Callable[[Path], None]:
    return _file(f"{DATA}.csv", content)


def _made(path: str, make: Callable[[Path], None]) -> Callable[[Path], None]:
    def write(root: Path) -> None:
        (root / path).unlink(missing_ok=True)
        make(root / path)

    return write


def _socket(path: Path) -> None:
    before = Path.cwd()
    os.chdir(path.parent)  # the name of a socket is at most some hundred characters
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(before)


def _many(root: Path) -> None:
    folder = root / "data/storby/mapp"
    folder.mkdir(parents=True)
    for number in range(10_000):
        (folder / f"fil-{number}.txt").touch()


def _deep(root: Path) -> None:
    """Make more folders than a path has room for, each by its parent."""
    at = os.open(root / "data", os.O_RDONLY)
    for _ in range(25):
        os.mkdir("m" * 200, dir_fd=at)
        inner = os.open("m" * 200, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = inner
    os.close(os.open("gömd.csv", os.O_CREAT | os.O_WRONLY, dir_fd=at))
    os.close(at)


def _named(name: bytes) -> Callable[[Path], None]:
    def write(root: Path) -> None:
        Path(os.fsdecode(os.fsencode(root / "data/storby") + b"/" + name)).touch()

    return write


_ALIASES = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
_MANY = 100_000
YAML = {
    "alias-bomb": Hostile(_file(PLAN, _ALIASES), "5:25: för många värden i filen; högst 20\u00a0000"),
    "flow-100-000-deep": Hostile(_file(PLAN, "titel: " + "[" * _MANY), "1:38: för många nivåer i varandra; högst 30"),
    "flow-closed-100-000-deep": Hostile(_file(PLAN, "titel: " + "[" * _MANY + "]" * _MANY), "1:38: för många nivåer i varandra; högst 30"),
    "mappings-100-000-deep": Hostile(_file(PLAN, "titel: " + "{a: " * _MANY), "1:128: för många nivåer i varandra; högst 30"),
    "block-100-000-deep": Hostile(_file(PLAN, "- " * _MANY + "x\n"), "1:63: för många nivåer i varandra; högst 30"),
    "questions-100-000-deep": Hostile(_file(PLAN, "? " * _MANY + "x\n"), "1:3: ett fältnamn ska vara text; ett värde som börjar med { eller [ ska stå inom citattecken"),
    "indented-1-400-deep": Hostile(_file(PLAN, "".join(f"{' ' * n}a:\n" for n in range(1_400))), "32:32: för många nivåer i varandra; högst 30"),
    "ten-megabytes-in-a-line": Hostile(_file(PLAN, "titel: " + "x" * 10_000_000), "1:1: filen är 10,0 MB; högst 2 MB läses, så dela upp den"),
    "nearly-two-megabytes-in-a-line": Hostile(_file(PLAN, "titel: " + "x" * 1_900_000), None),
    "a-million-digits": Hostile(_file(PLAN, "titel: T\nåtgärdskrav: " + "9" * 1_000_000 + " tkr\n"), "…» har för många siffror"),
    "a-million-decimals": Hostile(_file(PLAN, "titel: T\nåtgärdskrav: 1," + "9" * 1_000_000 + " tkr\n"), "…» har för många siffror"),
    "an-exponent": Hostile(_file(PLAN, "titel: T\nåtgärdskrav: 1e999999999 tkr\n"), "2:14: åtgärdskrav: okänd enhet «e999999999 tkr» i «1e999999999 tkr»"),
    "a-day-that-is-none": Hostile(_file(PLAN, "titel: T\ndatum för beslut: 9999-99-99\n"), "2:19: datum för beslut: datumet 9999-99-99 finns inte: månaden ska vara 01 till 12"),
    "the-last-day": Hostile(_file(PLAN, "titel: T\ndatum för beslut: 9999-12-31\n"), None),
    "a-year-of-a-million-digits": Hostile(_file(PLAN, "titel: T\ndatum för beslut: " + "9" * 1_000_000 + "-01-01\n"), "…» är inget datum; skriv år, månad och dag så här: 2025-01-31"),
    "many-keys": Hostile(_file(PLAN, "".join(f"k{n}: 1\n" for n in range(_MANY))), "10000:8: för många värden i filen; högst 20\u00a0000"),
    "many-unknown-keys": Hostile(_file(PLAN, "".join(f"k{n}: 1\n" for n in range(9_000))), "9000:1: okänt fält «k8999»"),
    "same-key": Hostile(_file(PLAN, "a: 1\n" * 9_000), "9000:1: fältet «a» står redan på rad 1; ta bort det ena"),
    "long-tag": Hostile(_file(PLAN, "titel: !" + "x" * _MANY + " T\n"), "1:8: taggen !xxx"),
}  # fmt: skip
TABLES = {
    "100-000-columns": Hostile(
        _table(";".join(["namn"] * _MANY) + "\n" + ";" * _MANY + "\n"),
        "1:1: tabellen har 100000 kolumner; högst 500 läses, så dela upp den",
    ),
    "100-000-fields-in-a-row": Hostile(
        _table("namn;utfall\n" + "1;" * _MANY + "\n"),
        "2:5: raden har 100001 fält men tabellen 2 kolumner; kontrollera semikolonen",
    ),
    "100-000-other-columns": Hostile(
        _table(";".join(f"k{n}" for n in range(_MANY)) + "\n"),
        "1:1: tabellen har 100000 kolumner; högst 500 läses, så dela upp den",
    ),
    "a-huge-quoted-cell": Hostile(
        _table('namn;utfall\n"' + "x" * 1_900_000 + '";1\n'),
        "2:1: ett fält här är längre än 131072 tecken, eller så saknas ett citattecken; korta av det",
    ),
    "a-quoted-cell-of-lines": Hostile(_table('namn;utfall\n"' + "x\n" * 60_000 + '";1\n'), None),
    "a-quote-that-never-ends": Hostile(
        _table('namn;utfall\n"' + "x\n" * 60_000),
        '2:1: citattecknen på raden går inte ihop; skriv "" för ett citattecken inne i en text',
    ),
    "quotes": Hostile(_table("namn;utfall\n" + '"' * 1_900_000), "2:1: ett fält här är längre än 131072 tecken"),
    "a-million-digits-in-a-cell": Hostile(
        _table("namn;utfall\nLön;" + "9" * 1_000_000 + "\n"), "2:1: ett fält här är längre än 131072 tecken"
    ),
    "rows": Hostile(_table("namn;utfall\n" + "".join(f"r{n};{n}\n" for n in range(60_000))), None),
    "bad-rows": Hostile(
        _table("namn;utfall\n" + "".join(f"r{n};x\n" for n in range(60_000))),
        "60001:8: utfall: «x» är inget tal; skriv till exempel 1 239,5",
    ),
}
FILES = {
    "ten-thousand-files": Hostile(
        _many, "data/storby/mapp/fil-9999.txt:1:1: filen läses inte här; i data/<kommun>/ läses .csv och .yml"
    ),
    "deeper-than-a-path": Hostile(
        _deep,
        "m:1:1: mappen går inte att läsa; se till att den får läsas och inte ligger så djupt (högst 50 nivåer, 1000 tecken)",
    ),
    "a-pipe": Hostile(
        _made(PLAN, os.mkfifo), "plans/storby/2025/81516/plan.yml:1:1: detta är ingen vanlig fil; ta bort den"
    ),
    "a-socket": Hostile(
        _made(PLAN, _socket), "plans/storby/2025/81516/plan.yml:1:1: detta är ingen vanlig fil; ta bort den"
    ),
    "a-device": Hostile(
        _made(PLAN, lambda path: path.symlink_to("/dev/zero")),
        "plans/storby/2025/81516/plan.yml:1:1: filen är en länk ut ur förvaret; lägg en vanlig fil här",
    ),
    "a-link-to-itself": Hostile(
        _made(PLAN, lambda path: path.symlink_to(path.name)),
        "plans/storby/2025/81516/plan.yml:1:1: filen är en länk som inte leder någonstans; lägg en vanlig fil här",
    ),
    "a-folder": Hostile(_made(PLAN, Path.mkdir), None),
    "a-name-of-two-lines": Hostile(
        _named(b"a\nb.yml"),
        "data/storby/a\\nb.yml:1:1: filens eller mappens namn har tecken som inte går att visa; byt namn",
    ),
    "a-name-with-an-escape": Hostile(
        _named(b"a\x1b[2Jb.csv"),
        "data/storby/a\\x1b[2Jb.csv:1:1: filens eller mappens namn har tecken som inte går att visa; byt namn",
    ),
    "a-name-of-four-bytes": Hostile(
        _named("😀.yml".encode()),
        "data/storby/😀.yml:1:1: mappen eller filen «😀» ska heta med små bokstäver a–z, siffror och bindestreck",
    ),
    "a-name-that-is-no-utf-8": Hostile(
        _named(b"a\xff\xfeb.csv"),
        "data/storby/a\\udcff\\udcfeb.csv:1:1: filens eller mappens namn har tecken som inte går att visa; byt namn",
    ),
    "a-name-that-turns": Hostile(
        _named("a\u202eb.csv".encode()),
        "data/storby/a\\u202eb.csv:1:1: filens eller mappens namn har tecken som inte går att visa; byt namn",
    ),
}
_TOO_LONG = "plan.md:2:1: texten är längre än 400000 tecken"
_OPEN = "plan.md:3:1: texten har fler än 200 hakparenteser [ som inte avslutas; avsluta dem, eller skriv \\["
_DEEP = "plan.md:3:1: raden har fler än 20 nivåer av punkter, citat och indrag; gör texten plattare"
_SAID = {
    **dict.fromkeys(("brackets", "brackets-closed", "images", "footnotes", "links-closed"), _OPEN),
    **dict.fromkeys(("quotes", "lists", "numbers", "quoted-lists", "stars-as-points"), _DEEP),
    "indents": "plan.md:23:1: raden har fler än 20 nivåer",
    "notes": "plan.md:503:1: texten har fler än 500 fotnoter; dela upp texten",
    "notes-again": "plan.md:1003:1: texten har fler än 500 fotnoter; dela upp texten",
    "table-filled-up": "plan.md:54:1: texten har tabeller med fler än 50000 rutor; lägg dem i en datamängd",
    "html-open": "plan.md:3:1: texten har fler än 200 taggar < som inte avslutas; skriv &lt; för ett mindre än",
    "character-data": _OPEN,
    **dict.fromkeys(("links", "references", "definitions", "stars-both", "html", "comments"), _TOO_LONG),
    "macros": "plan.md:3:1: «{{» saknar avslutande «}}»",
    "macros-closed": 'plan.md:3:4: «a» är inget makro; är det en text skrivs den med citattecken: "a"',
    "headings": "plan.md:502:1: texten har 20001 rubriker; högst 500 läses, så dela upp den",
}
MARKDOWN = {
    name: Hostile(_text(text), _SAID.get(name))
    for name, text in {
        "brackets": "[" * _MANY,
        "brackets-closed": "[" * _MANY + "]" * _MANY,
        "images": "![" * _MANY,
        "links": "[a](" * _MANY,
        "links-closed": "[a](b " * 30_000 + ")" * 30_000,
        "references": "[a][" * _MANY,
        "definitions": "".join(f"[r{n}]: http://e.example\n" for n in range(20_000)) + "\n" + "[r1][r2] " * 20_000,
        "footnotes": "[^a" * _MANY,
        "quotes": "> " * _MANY + "x",
        "lists": "- " * _MANY + "x",
        "character-data": "<![CDATA[" * 40_000,
        "numbers": "1. " * _MANY + "x",
        "quoted-lists": "> - " * 50_000 + "x",
        "stars-as-points": "* " * _MANY + "x",
        "indents": "".join(f"{' ' * 4 * n}- a\n" for n in range(300)),
        "notes": "".join(f"[^{n}]: x\n" for n in range(20_000)),
        "notes-again": "x[^a]\n\n" * 20_000 + "[^a]: x",
        "table-filled-up": "|a" * 1_000 + "|\n" + "|-" * 1_000 + "|\n" + "|1|\n" * 90_000,
        "stars": "*" * _MANY,
        "stars-apart": "*a " * _MANY,
        "stars-both": "a**b" * _MANY + "c* " * _MANY,
        "underscores": "_a " * _MANY,
        "backticks": " ".join("`" * n for n in range(1, 800)),
        "backtick-runs": "`" * _MANY + "a" + "`" * (_MANY - 1),
        "table": "| a " * 10_000 + "|\n" + "|---" * 10_000 + "|\n" + "| 1 " * 10_000 + "|\n",
        "rows": "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 20_000,
        "html": "<div>" * _MANY,
        "html-open": "<a " * _MANY,
        "comments": "<!--" * _MANY,
        "entities": "&#" * _MANY,
        "attributes": "{: " * _MANY,
        "macros": "{{" * _MANY,
        "macros-closed": "{{ a }}" * 4_000,
        "digits": "Effekten är " + "9" * 300_000 + " tkr.",
        "digits-apart": "1 000 " * 60_000 + "tkr",
        "letters": "å" * 300_000,
        "spaces": "a" + " " * 300_000 + "b",
        "tabs": "\t" * 300_000 + "b",
        "headings": "## a\n" * 20_000,
        "heading": "#" * 300_000,
        "abbreviations": "*[a]: b\n" * 20_000,
        "escapes": "\\" * 300_000,
        "angles": "<" * 300_000,
        "mails": "a@" * _MANY,
        "dates": "2025-99-99 9999-99-99 " * 10_000,
        "lines": "a\n" * _MANY,
        "hours": "42 medarbetare × 4 timmar " * 10_000,
    }.items()
}
TREES = YAML | TABLES | FILES | {f"markdown-{name}": each for name, each in MARKDOWN.items()}
