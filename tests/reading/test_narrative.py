"""Markdown to sections: never an exception, and no line is lost."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.model.narrative import Narrative
from handlingsplan.reading.narrative import read_narrative

LINES = st.sampled_from(
    ["", "Text", "- punkt", "## Rubrik", "## Rubrik {: #id }", "## R {: #id .fri }", "### Risker", "#### Under",
     "# Ett", "##", "```", "~~~~", "``` python", "```kod```", "---", "===", "##tätt", "| a | b |",
     "{{ belopp('x') }}", "    ## kod", '## {: data-galler="a b" }', "## R {: #x data-galler='y, z' .bilaga }"]
)  # fmt: skip
MARKDOWN = st.lists(LINES | st.text(max_size=10)).map("\n".join)


def _read(text: str) -> Narrative:
    return read_narrative("plan.md", text.encode("utf-8", "replace"))[0]


@given(st.binary() | MARKDOWN.map(lambda text: text.encode("utf-8", "replace")))
def test_sections_partition_the_lines(data: bytes) -> None:
    """From the first heading on, every line is a heading or belongs to one section; so in each section."""
    narrative, problems = read_narrative("plan.md", data)
    total = len(narrative.text.split("\n"))
    assert all(
        1 <= problem.place.line <= max(total, data.count(b"\n") + data.count(b"\r") + 1) for problem in problems
    )
    if narrative.sections:
        expected = narrative.sections[0].line
        for section in narrative.sections:
            assert section.line == expected
            assert section.body[0] == section.line + 1
            expected = section.body[1] + 1
            _partition(section.body, [(each.line, each.body) for each in section.subsections])
        assert expected == total + 1


def _partition(body: tuple[int, int], parts: list[tuple[int, tuple[int, int]]]) -> None:
    for index, (line, (first, last)) in enumerate(parts):
        following = parts[index + 1][0] if index + 1 < len(parts) else body[1] + 1
        assert body[0] <= line <= body[1]
        assert (first, last) == (line + 1, following - 1)


def test_sections_and_what_they_cover() -> None:
    """A heading's attributes name the actions; free sections and annexes cover none."""
    text = """\
Före.

## Sammanfattning
Text
## Fler timvikarier {: #timvikarier data-galler="schema, apt" .bred }
### Beskrivning av åtgärd
Text
### Risker

## Bakgrund {: #bakgrund .fri }
## Projekt {: #projekt .bilaga }
"""
    narrative = _read(text)
    summary, action, free, annex = narrative.sections
    assert (summary.id, summary.actions) == ("", ())
    assert (action.id, action.actions, action.classes) == ("timvikarier", ("timvikarier", "schema", "apt"), ("bred",))
    assert [(each.title, each.body) for each in action.subsections] == [
        ("Beskrivning av åtgärd", (7, 7)),
        ("Risker", (9, 9)),
    ]
    assert (free.id, free.actions, annex.is_annex, annex.actions) == ("bakgrund", (), True, ())
    assert narrative.lines(summary.body) == "Text"
    assert narrative.section_of("apt") is action
    assert action.subsection("beskrivning") is action.subsections[0]
    assert action.subsection("Möjligheter") is None


@pytest.mark.parametrize(
    ("heading", "title", "identity"),
    [
        ("## Rubrik", "Rubrik", ""),
        ("##  Rubrik  ", "Rubrik", ""),
        ("## Rubrik ##", "Rubrik", ""),
        ("## Rubrik{: #id}", "Rubrik", "id"),
        ("## Rubrik {: #id }  ", "Rubrik", "id"),
        ("## Kostnad {: och mer", "Kostnad {: och mer", ""),
        ("##\tRubrik", "Rubrik", ""),
    ],
)
def test_headings(heading: str, title: str, identity: str) -> None:
    """Spaces, closing hashes and attributes are no part of the title."""
    (section,) = _read(f"{heading}\n").sections
    assert (section.title, section.id) == (title, identity)


def test_code_hides_headings() -> None:
    """A fence ends at one of at least its own length, alone on its line."""
    text = (
        "## A\n~~~~\n## B\n~~~\n## C\n~~~~\n## D\n```python\n## E\n``` inte slut\n## F\n```\n## G\n```kod```\n## H\n"
    )
    assert [section.title for section in _read(text).sections] == ["A", "D", "G", "H"]


def test_hostile_texts_are_read_in_no_time() -> None:
    """Nothing grows faster than the text."""
    hostile = ["## a" + " " * 200_000 + "b", "## " + "{:" * 100_000, "## " + "{:}" * 100_000 + "x",
               "`" * 200_000 + "x", "`" * 200_000 + "x`", "## x {: " + "data-galler=" * 50_000 + "}",
               "## a\n" * 50_000, "#" * 200_000, "## " + "1" * 200_000, "## 1." + " " * 200_000 + "x"]  # fmt: skip
    began = time.perf_counter()
    for text in hostile:
        _read(text)
    assert time.perf_counter() - began < 5
