"""Our own HTML: whole templates, and short pieces of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from handlingsplan.site.rendering import escaped, piece, render

_VALUES = st.one_of(st.text(), st.text().map(Markup), st.integers())


@given(_VALUES, _VALUES)
def test_a_piece_is_what_format_makes_of_it(first: str | int, second: str | int) -> None:
    template = '<a class="{}">100 % {}</a>'
    assert piece(template, first, second) == Markup(template).format(first, second)  # noqa: S704 - it is our own


def test_a_piece_is_safe_and_takes_what_is_safe_as_it_is() -> None:
    assert isinstance(piece("<b>{}</b>", "<"), Markup)
    assert piece("<b>{}</b>", piece("<i>{}</i>", "<")) == "<b><i>&lt;</i></b>"


@pytest.mark.parametrize("values", [(), ("a", "b")])
def test_a_piece_has_as_many_values_as_places(values: tuple[str, ...]) -> None:
    with pytest.raises(TypeError, match="format"):
        piece("<b>{}</b>", *values)


@given(st.one_of(_VALUES, st.text(max_size=1)))
def test_a_value_is_escaped_as_markupsafe_does(value: str | int) -> None:
    assert escaped(value) == escape(value)
    assert type(escaped(value)) is Markup


def test_html_and_the_text_that_looks_like_it_are_told_apart() -> None:
    assert escaped("<b>") == "&lt;b&gt;"
    assert escaped(Markup("<b>")) == "<b>"


def test_a_template_has_no_blank_lines_and_no_indents() -> None:
    assert "\n\n" not in render("tomt.html", what="åtgärder")
    assert render("brodsmulor.html", steps=[("", "  A & B")]).count("A &amp; B") == 1
