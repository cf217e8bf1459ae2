"""Reading it all: whatever is wrong in the files is told as lines, and never as an exception."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from archives import FILES, ORGANISATION, PLAN, REPORT, TEXT, TODAY, changed, given, plan_of, publish, told
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st
from reading.memory import Memory

from handlingsplan.site.publication import Publication, read_publication
from handlingsplan.sources.worktree import WorkTree

ROOT = Path(__file__).parents[2]
DESCRIPTOR = "data/storby/resultat.yml"


def test_the_small_municipality_is_sound() -> None:
    publication = publish()
    assert told(publication) == []
    assert sorted(publication.texts) == [
        "storby/2025/assistans/",
        "storby/2025/hemtjanst/",
        "storby/2025/rapporter/laget/",
    ]
    assert plan_of(publication).title == "Handlingsplan Hemtjänsten"


def test_problems_of_a_folder() -> None:
    publication = publish(
        changed(PLAN, "åtgärdskrav:", "giltighetstid: XX\nåtgärdskrav:") | {"plans/storby/x.txt": ""}
    )
    assert [problem.subject for problem in publication.problems_in("plans/storby/2025/hemtjanst/")] == [
        "giltighetstid"
    ]
    assert len(publication.problems) == 2


def test_all_problems_of_all_files_come_in_one_run() -> None:
    """Of reading, of checking and of the macros, each once and in order of place."""
    files = {
        **changed("plans/storby/2025/assistans/plan.yml", "startdatum: 2025-01-01, ", ""),
        **changed(REPORT, "[hemtjanst, assistans]", "[hemtjanst, assistent]"),
        TEXT: FILES[TEXT] + '{{ belopp("x") }}\n',
        "plans/storby/2025/rapporter/laget/rapport.md": '{{ tabell("resultatt") }}\n{{ värde(\n',
        "plans/storby/2025/nattpatrull/plan.yml": "startdatum: 2025-04-31\nstatus: klr\n",
        "data/storby/timmar.csv": "vad;tid\nbeslutade;sex\n",
    }
    assert [line.partition(" ")[0] for line in told(publish(files))] == [
        "data/storby/timmar.csv:2:11:",
        "plans/storby/2025/assistans/plan.yml:3:5:",
        f"{TEXT}:15:4:",
        "plans/storby/2025/nattpatrull/plan.yml:1:1:",
        "plans/storby/2025/nattpatrull/plan.yml:2:9:",
        "plans/storby/2025/rapporter/laget/rapport.md:1:4:",
        "plans/storby/2025/rapporter/laget/rapport.md:2:1:",
        f"{REPORT}:2:22:",
    ]


def test_a_broken_description_is_told_and_its_consequences_where_it_is_used() -> None:
    """A dataset that cannot be computed with gives no traceback, only a line that says what to mend first."""
    files = changed(DESCRIPTOR, "[utfall, budget]", "[utfal, konto]") | {
        TEXT: '{{ summa("resultat", "utfall") }}\n' + FILES[TEXT]
    }
    assert told(publish(files)) == [
        f"{DESCRIPTOR}:8:38: differensen räknas på «konto», som inte är en talkolumn här",
        f"{DESCRIPTOR}:8:38: differensen räknas på «utfal», som inte är en talkolumn här – menade du «utfall»?",
        f"{TEXT}:1:4: datamängden «resultat» går inte att räkna med; rätta {DESCRIPTOR} först",
    ]


@pytest.mark.parametrize(
    "descriptor",
    [
        "",
        "titel: Resultat\n",
        "titel: Resultat\nkolumner:\n",
        "titel: Resultat\nkolumner: {konto: text, budget: text, utfall: text}\n",
        "titel: Resultat\nkolumner: {konto: tkr, budget: tkr, utfall: tkr}\n",
        "titel: Resultat\nnyckel: utfall\nkolumner: {konto: text, budget: tkr, utfall: tkr}\n",
        "titel: Resultat\nkolumner: {a: {enhet: tkr, differens: [a, a]}}\n",
        "titel: Resultat\nurval ur: [resultat]\n",
        "titel: R\nurval ur: [nyckeltal]\nkolumner: {enhet: text, d: {enhet: procent, differens: [värde, värde]}}\n",
        "titel: Resultat\nkolumner: {konto: text}\nuppgivet: [{rad: x, summa: ja, värden: {konto: y, z: 1}}]\n",
        "titel: Resultat\nkolumner: {konto: text}\nuppgivet: [{rad: x, värden: {konto: y}}, {rad: x}]\n",
    ],
)
def test_no_description_of_data_gives_a_traceback(descriptor: str) -> None:
    files = {
        DESCRIPTOR: descriptor,
        TEXT: '{{ tabell("resultat", summarad=ja, sortera="-konto") }}\n{{ summa("resultat", "utfall") }}\n'
        + FILES[TEXT],
    }
    publish(files)
    publish({**files, "data/storby/resultat.csv": None})


# small mistakes in the real files


@cache
def real_files() -> dict[str, bytes]:
    tree = WorkTree(ROOT)
    return {path: tree.read(path) for path in tree.paths()}


def municipality_of(path: str) -> str:
    return path.split("/")[1]


def delete_line(lines: list[str], at: int, _other: int) -> list[str]:
    return lines[:at] + lines[at + 1 :]


def repeat_line(lines: list[str], at: int, other: int) -> list[str]:
    return [*lines[:other], lines[at], *lines[other:]]


def swap_words(lines: list[str], at: int, other: int) -> list[str]:
    words = lines[at].split(" ")
    first, second = other % len(words), (other // 7) % len(words)
    words[first], words[second] = words[second], words[first]
    return [*lines[:at], " ".join(words), *lines[at + 1 :]]


def cut_line(lines: list[str], at: int, other: int) -> list[str]:
    return [*lines[:at], lines[at][: other % (len(lines[at]) + 1)], *lines[at + 1 :]]


def reverse_line(lines: list[str], at: int, _other: int) -> list[str]:
    return [*lines[:at], lines[at][::-1], *lines[at + 1 :]]


def indent_line(lines: list[str], at: int, other: int) -> list[str]:
    return [*lines[:at], " " * (other % 4) + lines[at].lstrip(), *lines[at + 1 :]]


def exchange_character(lines: list[str], at: int, other: int) -> list[str]:
    line = lines[at]
    if not line:
        return lines
    place, sign = other % len(line), ":;#{}[]\"'|-,%0X\u2212\u00a0å\t"[other % 18]
    return [*lines[:at], line[:place] + sign + line[place + 1 :], *lines[at + 1 :]]


def cut_file(lines: list[str], at: int, _other: int) -> list[str]:
    return lines[:at]


Mistake = Callable[[list[str], int, int], list[str]]
MISTAKES: list[Mistake] = [
    delete_line,
    repeat_line,
    swap_words,
    cut_line,
    reverse_line,
    indent_line,
    exchange_character,
    cut_file,
]


@st.composite
def mistakes(draw: st.DrawFn) -> dict[str, bytes]:
    """Give the files of a municipality with one to three small mistakes in them."""
    path = draw(st.sampled_from(sorted(real_files())))
    home = municipality_of(path)
    files = {each: data for each, data in real_files().items() if municipality_of(each) == home}
    for _ in range(draw(st.integers(1, 3))):
        target = draw(st.sampled_from(sorted(files)) | st.just(path))
        lines = files[target].decode().split("\n")
        mistake = draw(st.sampled_from(MISTAKES))
        at, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        files[target] = "\n".join(mistake(lines, at, other)).encode()
    return files


@settings(max_examples=150)
@for_all(mistakes())
def test_small_mistakes_in_the_real_files_never_raise(files: dict[str, bytes]) -> None:
    """Every problem is one line with a file that exists, or should."""
    publication = read_publication(Memory(files), TODAY)
    check_lines(publication, files)


def check_lines(publication: Publication, files: dict[str, bytes]) -> None:
    """Hold also what is told without anything being drawn against it."""
    assert read_publication(Memory(files), TODAY, is_shown=False).problems == publication.problems
    for problem in publication.problems:
        assert "\n" not in str(problem)
        assert problem.place.path in files
        assert 1 <= problem.place.line <= files[problem.place.path].count(b"\n") + 2
        assert problem.place.column >= 1


@settings(max_examples=150)
@for_all(st.sampled_from(sorted(FILES)), st.sampled_from(MISTAKES), st.integers(0, 60), st.integers(0, 60))
def test_small_mistakes_in_the_small_municipality_never_raise(
    path: str, mistake: object, at: int, other: int
) -> None:
    lines = FILES[path].split("\n")
    garbled = mistake(lines, min(at, len(lines) - 1), min(other, len(lines) - 1))
    files = {path: text.encode() for path, text in given({path: "\n".join(garbled)}).items()}
    check_lines(read_publication(Memory(files), TODAY), files)


@settings(max_examples=60)
@for_all(st.sets(st.sampled_from(sorted(FILES)), min_size=1, max_size=6))
def test_missing_files_never_raise(missing: set[str]) -> None:
    told(publish(dict.fromkeys(missing)))


@pytest.mark.parametrize("path", [path for path in FILES if path != ORGANISATION])
@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"\n\n", "åäö".encode("latin-1"), b"{{{{{{", b"- - - -\n"])
def test_rubbish_in_one_file_never_raises(path: str, data: bytes) -> None:
    files = {each: text.encode() for each, text in FILES.items()} | {path: data}
    check_lines(read_publication(Memory(files), TODAY), files)
