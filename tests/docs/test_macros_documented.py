"""Every macro and filter has a section in the guide, with its arguments and an example."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable

import pytest
from guide_text import page

from handlingsplan.site.macros import ARGUMENT_NAMES, FILTERS, MACROS

SWEDISH = {english: swedish for swedish, english in ARGUMENT_NAMES.items()}
#: By the macro's name. A heading of several words is part of an example.
SECTIONS = {
    section.split(maxsplit=1)[0]: section
    for section in re.split(r"^### (?=\S+(?: \{: \S+ \})?$)", page("makron.md"), flags=re.MULTILINE)[1:]
}
ALL = {**MACROS, **FILTERS}


@pytest.mark.parametrize("name", sorted(ALL))
def test_is_documented_with_an_example(name: str) -> None:
    assert name in SECTIONS, f"docs/guide/makron.md has no section ### {name}"
    called = rf"\| {name}\(" if name in FILTERS else rf"\b{name}\("
    assert re.search(rf"```markdown\n[^`]*{called}", SECTIONS[name]), f"### {name} has no example"


@pytest.mark.parametrize(("name", "function"), sorted(ALL.items()), ids=sorted(ALL))
def test_its_arguments_are_explained(name: str, function: Callable[..., object]) -> None:
    _, *parameters = inspect.signature(function).parameters
    swedish = [SWEDISH[each] for each in parameters if each in SWEDISH]
    assert [each for each in swedish if f"\n- `{each}` – " not in SECTIONS[name]] == []


def test_no_section_is_about_a_macro_that_does_not_exist() -> None:
    assert sorted(set(SECTIONS) - set(ALL)) == []
