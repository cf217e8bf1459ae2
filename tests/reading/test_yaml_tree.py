"""Strict YAML: never an exception, every key and value with its place."""

import time

import yaml
from hypothesis import given
from hypothesis import strategies as st
from memory import PLAN, read_files

from handlingsplan.model.plan import Plan
from handlingsplan.reading.validation import read_model
from handlingsplan.reading.yaml_tree import read_yaml

VALID = """\
titel: Handlingsplan ansvar 81516
status: utkast
datum för beslut: ÅÅÅÅ-MM-DD
beslut:
  - {datum: 2025-01-13, typ: antagen}
åtgärdskrav: 4,2 mkr
åtgärder:
  - id: timvikarier
    namn: "Fler timvikarier: mindre övertid"
    startdatum: 2025-01-01
    helårseffekt: {värde: 943 tkr, lydelse: "Ca 943"}
  - id: apt
    namn: Möten
    beskrivning: |
      Två rader
      text
    beräkning: 42 medarbetare × 4 timmar
"""
#: What YAML reads in a way of its own, mixed with what a plan holds.
PIECES = st.sampled_from(
    ["\n", "\n  ", "\n    ", "- ", ": ", ":", "{", "}", "[", "]", ",", '"', "'", "&a ", "*a", "!", "!!str ", "|", ">",
     "#", " #", "%", "@", "`", "?", "? ", "---", "...", "\t", "~", "<<", "\\", "=", "\u2028", "\ufeff", "\0", "é",
     "titel", "åtgärder", "id", "namn", "helårseffekt", "2025-02-30", "1 239,5 tkr", "formatversion"]
)  # fmt: skip
YAMLISH = st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join)


@given(st.text() | YAMLISH)
def test_reading_any_text(text: str) -> None:
    """Any text is a tree, or problems within the file, each one line."""
    lines = text.count("\n") + 1
    _, _, problems = read_yaml("x.yml", text)
    for problem in problems:
        assert 1 <= problem.place.line <= lines + 1
        assert problem.place.column >= 1
        assert "\n" not in str(problem)


@given(st.data())
def test_reading_a_spoilt_plan(data: st.DataObject) -> None:
    """A plan with pieces put in, left out or exchanged is a plan, or problems."""
    text = VALID
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 12)))
        text = text[:start] + data.draw(YAMLISH) + text[end:]
    model, _, problems = read_model(Plan, "x.yml", text)
    assert (model is None) == bool(problems)
    archive, lines = read_files({PLAN: text.encode("utf-8", "replace")})
    assert len(list(archive.plans())) == (not lines)


TREES = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcåäö", min_size=1), inner, max_size=4),
    max_leaves=12,
)


@given(TREES)
def test_what_yaml_writes_is_read(tree: object) -> None:
    """Whatever PyYAML writes of texts, lists and fields is read as the same tree."""
    written = yaml.safe_dump(tree, allow_unicode=True, default_style='"')
    data, source, problems = read_yaml("x.yml", written)
    assert problems == [] or any("otillåtet tecken" in str(problem) for problem in problems)
    if not problems:
        assert yaml.safe_dump(data, default_style='"') == yaml.safe_dump(_composed(tree), default_style='"')
        assert source.place().line == 1


def _composed(tree: object) -> object:
    if isinstance(tree, dict):
        return {_composed(key): _composed(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_composed(each) for each in tree]
    return read_yaml("x.yml", yaml.safe_dump(tree, default_style='"'))[0]


def test_every_key_and_value_has_its_place() -> None:
    """Line and column from 1, of keys and of values, in blocks and in braces."""
    _, source, problems = read_yaml("plan.yml", VALID)
    assert problems == []
    assert str(source.key_place("åtgärder")) == "plan.yml:7:1"
    assert str(source.place("åtgärder", 0, "namn")) == "plan.yml:9:11"
    assert str(source.key_place("åtgärder", 0, "helårseffekt", "lydelse")) == "plan.yml:11:36"
    assert str(source.place("beslut", 0, "typ")) == "plan.yml:5:30"
    assert str(source.place("åtgärder", 1, "finns inte")) == "plan.yml:12:5"
    assert str(source.key_place("finns inte")) == "plan.yml:1:1"


def test_texts_of_several_lines() -> None:
    """Blocks and folded texts are as YAML says."""
    data, _, _ = read_yaml("x.yml", "a: |\n  ett\n  två\nb: >-\n  ett\n  två\nc: ett\n  två\n")
    assert data == {"a": "ett\ntvå\n", "b": "ett två", "c": "ett två"}


def test_hostile_files_are_read_in_no_time() -> None:
    """Depth, width and references are bounded before they cost anything."""
    hostile = ["[" * 500_000, "{a: " * 100_000, "- " * 500_000, "a: [" + "x, " * 500_000, "? " * 100_000, "a" * 10**6,
               "&a [*a, *a]", "\n".join(f"{' ' * depth}a:" for depth in range(1000))]  # fmt: skip
    began = time.perf_counter()
    for text in hostile:
        read_yaml("x.yml", text)
    assert time.perf_counter() - began < 5
