"""Markup that cannot be read in time is told at its line; what people write is not."""

import pytest

from handlingsplan.reading.markup import MOST_CELLS, MOST_LEVELS, MOST_NOTES, MOST_OPEN, check_markup


def _told(text: str) -> list[str]:
    return [str(problem).partition(";")[0] for problem in check_markup("f.md", enumerate(text.split("\n"), 1))]


@pytest.mark.parametrize(
    "text",
    [
        "[Planen](https://example.se/a_(b)) och [mallen](mall.md 'En mall'). [1], [ ] och [x]\n" * 1_000,
        "[en länk\növer två rader](b.md)\n" * 1_000,
        "![bild](b.png) [a][b] \\[ `[`\n" * (MOST_OPEN // 2),
        "[" * MOST_OPEN,
        "[^1]" * MOST_NOTES,
        "> " * MOST_LEVELS + "x",
        "".join(f"{'    ' * level}- a\n" for level in range(MOST_LEVELS)),
        "- a\n    - b\n        1. c\n- a\n" * 1_000,
        " " * 4_000 + "x\n" + "\t" * 4_000 + "x",
        "| a | b |\n|---|:-:|\n" + "| 1 | 2 |\n" * (MOST_CELLS // 2 - 1),
        "|a" * 10_000 + "|\n" + "|-" * 10_000 + "|\n|1|",
        "a < b, c <2 och 1 <2. <b>x</b> <br/> <!-- x --> <https://example.se>\n" * 1_000,
        "<a " * MOST_OPEN,
        "- " * 30 + "\n" + "-" * 200,
    ],
)
def test_what_may_be_written(text: str) -> None:
    assert _told(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x\n\n" + "[a\n" * (MOST_OPEN + 1), "f.md:203:1: texten har fler än 200 hakparenteser [ som inte avslutas"),
        ("[a](b \n" * 300, "f.md:201:1: texten har fler än 200 hakparenteser [ som inte avslutas"),
        ("[a `]` " * 300, "f.md:1:1: texten har fler än 200 hakparenteser [ som inte avslutas"),
        ("[a](<2 " * 300, "f.md:1:1: texten har fler än 200 hakparenteser [ som inte avslutas"),
        ("[" * 300 + "]" * 300, "f.md:1:1: texten har fler än 200 hakparenteser [ som inte avslutas"),
        ("[^1]\n" * (MOST_NOTES + 1), "f.md:501:1: texten har fler än 500 fotnoter"),
        ("x\n" + "> " * 21 + "x", "f.md:2:1: raden har fler än 20 nivåer av punkter, citat och indrag"),
        ("- a\n" * 5 + "\t" * 5 + ">" * 21 + "x", "f.md:6:1: raden har fler än 20 nivåer av punkter, citat och indrag"),
        (">- 1. " * 11 + "x", "f.md:1:1: raden har fler än 20 nivåer av punkter, citat och indrag"),
        ("".join(f"{'    ' * n}- a\n\n" for n in range(40)), "f.md:41:1: raden har fler än 20 nivåer av punkter, citat och indrag"),
        ("".join(f"{'    ' * n}!!! note\n" for n in range(40)), "f.md:21:1: raden har fler än 20 nivåer av punkter, citat och indrag"),
        ("a|b\n-|-\n" + "1\n" * MOST_CELLS, "f.md:25002:1: texten har tabeller med fler än 50000 rutor"),
        ("x\n" + "<a href='" * 201, "f.md:2:1: texten har fler än 200 taggar < som inte avslutas"),
        ("<!" * 201, "f.md:1:1: texten har fler än 200 taggar < som inte avslutas"),
    ],
)  # fmt: skip
def test_what_is_too_much(text: str, said: str) -> None:
    assert _told(text) == [said]
