"""What each kind draws and says: places of bars, signs and lines, and the words above them."""

from __future__ import annotations

from typing import Any

import pytest
from chart_cases import CHARTS, deviations, fall, images, measured, required, series, table_text, texts
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.model.effect import Effect
from handlingsplan.model.plan import Direction
from handlingsplan.site.charts.drawing import Chart
from handlingsplan.site.charts.geometry import FULL, Line, Mark, Rect, Shape
from handlingsplan.site.charts.key_figures import key_figure_chart, verdict
from handlingsplan.site.charts.outcome import Deviation, outcome_chart
from handlingsplan.site.charts.over_time import Level, Series, over_time_chart
from handlingsplan.site.charts.requirement import Required, requirement_chart
from handlingsplan.site.charts.waterfall import Fall, Step, waterfall_chart
from handlingsplan.site.charts.wording import left_of, left_text
from handlingsplan.site.grids import Grid, Heading
from handlingsplan.text.quantities import money, parse_quantity


def shapes(chart: Chart) -> list[Shape]:
    return [shape for drawing in chart.panels for shape in drawing.shapes]


def bars(chart: Chart, *kinds: str) -> list[tuple[str, int, int]]:
    """Give the bars of some kinds as (kind, from, to), in percent of the width where they are whole."""
    found = [each for each in shapes(chart) if isinstance(each, Rect) and (not kinds or each.kind in kinds)]
    return [(each.kind, each.x // 100, (each.x + each.width) // 100) for each in found]


def signs(chart: Chart, kind: str) -> list[int]:
    return [each.x // 100 for each in shapes(chart) if isinstance(each, Mark) and each.kind == kind]


def written(chart: Chart) -> list[str]:
    words = (text for image in images(chart) for text in texts(image, without=["d-skala"]))
    return [text.replace("\u00a0", " ") for text in words]


def units(*rows: Required) -> Chart:
    return requirement_chart("Krav", 2026, rows)


def test_a_requirement_is_a_frame_that_the_effects_fill() -> None:
    chart = units(required("Hemtjänsten", "4 mkr", "1 mkr", "2 mkr"))
    assert bars(chart) == [("d-ram", 0, 100), ("d-ar", 0, 25), ("d-ram", 0, 100), ("d-helar", 0, 50)]
    assert signs(chart, "d-krav") == [100, 100]
    assert written(chart) == ["Hemtjänsten", "krav 4 mkr", "2026: 1 mkr", "kvar 3 mkr", "Helår: 2 mkr", "kvar 2 mkr"]


def test_an_interval_is_solid_as_far_as_it_is_sure() -> None:
    chart = units(required("Hemtjänsten", "1 mkr", "200–600 tkr", "-200–200 tkr"))
    assert bars(chart, "d-ar", "d-helar", "d-spann") == [("d-ar", 16, 33), ("d-spann", 33, 66), ("d-spann", 0, 33)]


def test_a_cost_goes_the_other_way() -> None:
    chart = units(required("Hemtjänsten", "100 tkr", "-100 tkr", ""))
    assert bars(chart, "d-minus") == [("d-minus", 0, 50)]
    assert "kvar 200 tkr" in written(chart)


def test_a_unit_without_amounts_has_one_empty_frame() -> None:
    chart = units(required("Boendestöd", "700 tkr", "", "", 2))
    assert written(chart) == ["Boendestöd", "krav 700 tkr", "Ingen åtgärd med belopp", "kvar 700 tkr"]
    assert bars(chart) == [("d-ram", 0, 87)]


def test_units_share_a_scale_and_the_whole_has_its_own() -> None:
    parts = [required("A", "1 mkr", "1 mkr", ""), required("B", "2 mkr", "1 mkr", ""), required("C", "", "", "")]
    chart = requirement_chart("Krav", 2026, parts, required("Alla enheter", "3 mkr", "2 mkr", ""))
    assert [each.part for each in chart.panels] == ["sammanlagt", "per enhet"]
    assert bars(chart, "d-ar") == [("d-ar", 0, 66), ("d-ar", 0, 50), ("d-ar", 0, 50)]


def test_units_that_lack_amounts_are_named() -> None:
    parts = [required("A", "1 mkr", "1 mkr", ""), required("B", "2 mkr", "", ""), required("C", "1 tkr", "", "")]
    chart = requirement_chart("Krav", 2026, parts, required("Alla enheter", "3 001 tkr", "1 mkr", ""))
    assert "Krav men ingen åtgärd med belopp: B och C." in chart.summary


@pytest.mark.parametrize(
    ("requirement", "effect", "words"),
    [
        ("1 mkr", "", "kvar 1 mkr"),
        ("ca 1 mkr", "ca 300 tkr", "kvar 700 tkr"),
        ("1 mkr", "1 mkr", "kravet är nått"),
        ("1 mkr", "1 200 tkr", "200 tkr över kravet"),
        ("1 mkr", "300–400 tkr", "kvar 600–700 tkr"),
        ("1 mkr", "800–1 200 tkr", "kvar högst 200 tkr"),
        ("1 mkr", "1 100–1 200 tkr", "100–200 tkr över kravet"),
        ("1 mkr", "-1 mkr", "kvar 2 mkr"),
    ],
)
def test_what_is_left_in_words(requirement: str, effect: str, words: str) -> None:
    unit = required("", requirement, effect, "")
    assert unit.requirement is not None
    assert left_text(left_of(unit.requirement, unit.this_year)).replace("\u00a0", " ") == words


def test_deviations_go_to_both_sides_of_zero() -> None:
    chart = deviations(("A", "-600 tkr"), ("B", "200 tkr"), ("C", "0 tkr"), ("D", ""))
    assert bars(chart) == [("d-minus", 0, 75), ("d-ar", 75, 100), ("d-ar", 75, 75)]
    assert signs(chart, "d-ingen") == [75]
    assert written(chart)[-1] == "saknas"
    assert [text for _, text in chart.legend] == ["Överskott", "Underskott", "Värde saknas"]
    assert chart.summary.startswith("Överskott: 1 rad. Underskott: 1 rad. Högst är B (200\u00a0tkr), lägst A")


def test_rows_stand_as_they_were_given() -> None:
    chart = deviations(("Ö", "1 kr"), ("A", "3 kr"), ("M", "2 kr"))
    assert written(chart)[::2] == ["Ö", "A", "M"]


def test_lines_go_from_point_to_point_and_break_where_a_value_is_missing() -> None:
    chart = over_time_chart("T", ["2021", "2022", "2023", "2024"], [series("A", "10 tkr", "20 tkr", "", "50 tkr")])
    lines = [each for each in shapes(chart) if isinstance(each, Line) and each.kind == "d-serie-1"]
    assert [(each.y1, each.y2) for each in lines] == [(212, 168)]
    assert len(signs(chart, "d-punkt-1")) == 3
    assert written(chart) == ["10", "20", "50"]


def test_a_level_is_a_line_across_and_the_latest_value_is_held_against_it() -> None:
    level = Level("överenskommet", parse_quantity("40 tkr"))
    chart = over_time_chart("T", ["2021", "2022"], [series("A", "10 tkr", "50 tkr")], level)
    [line] = [each for each in shapes(chart) if isinstance(each, Line) and each.kind == "d-niva"]
    assert (line.x1, line.x2, line.y1, line.y2) == (0, FULL, 80, 80)
    assert chart.summary.endswith("Det senaste ligger 10\u00a0tkr över nivån överenskommet, 40\u00a0tkr.")
    assert "40" in table_text(chart) + str(chart.numbers.notes)


def test_an_axis_that_does_not_start_at_zero_is_told() -> None:
    near = over_time_chart("T", ["1", "2"], [series("A", "97 tkr", "99 tkr")])
    far = over_time_chart("T", ["1", "2"], [series("A", "9 tkr", "99 tkr")])
    assert "Axeln börjar inte vid noll." in near.summary
    assert "Axeln" not in far.summary


def test_what_over_time_cannot_draw() -> None:
    with pytest.raises(ValueError, match="högst 4"):
        over_time_chart("T", ["1"], [series("A", "1 kr")] * 5)
    with pytest.raises(ValueError, match="samma enhet"):
        over_time_chart("T", ["1"], [series("A", "1 kr"), series("B", "1 tkr")])
    with pytest.raises(ValueError, match="samma enhet"):
        over_time_chart("T", ["1"], [series("A", "1 kr")], Level("N", parse_quantity("1 timme")))


def test_values_at_one_period_do_not_cover_each_other() -> None:
    names = [series(name, "100 tkr", "100 tkr") for name in "ABCD"]
    [image] = images(over_time_chart("T", ["1", "2"], names))
    rows = [int(each.get("y")) for each in image.iter("text") if each.get("class") == "d-punktvarde"]
    assert min(abs(one - other) for n, one in enumerate(rows[:4]) for other in rows[:n]) >= 14


@pytest.mark.parametrize(
    ("target", "direction", "outcomes", "words", "good"),
    [
        ("70 %", Direction.UP, ["64 %"], "når inte målet", (87, 100)),
        ("70 %", Direction.UP, ["70 %"], "når målet", (87, 100)),
        ("5 %", Direction.DOWN, ["3 %"], "når målet", (0, 83)),
        ("5 %", Direction.DOWN, ["6 %"], "når inte målet", (0, 83)),
        ("5 %", None, ["6 %"], "riktning saknas", None),
        ("", Direction.UP, ["6 %"], "inget mål", None),
        ("5 %", Direction.UP, [], "utfall saknas", (83, 100)),
    ],
)
def test_a_target_and_whether_it_is_reached(
    target: str, direction: Direction | None, outcomes: list[str], words: str, good: tuple[int, int] | None
) -> None:
    figure = measured("Nyckeltal", target, direction, *outcomes)
    chart = key_figure_chart("T", [figure])
    assert verdict(figure) == words
    assert words in written(chart)
    assert words in chart.description
    assert [each[1:] for each in bars(chart, "d-bra")] == ([good] if good else [])


def test_the_distance_to_a_target_is_said_in_percentage_points() -> None:
    chart = key_figure_chart("T", [measured("Grad", "70 %", Direction.UP, "60 %", "64,6 %")])
    assert "5,4\u00a0procentenheter ifrån" in chart.description
    assert signs(chart, "d-forra") == [75]


def test_steps_go_on_from_where_the_last_one_ended() -> None:
    chart = fall("1 mkr", ("A", "200 tkr"), ("B", ""), ("C", "-100 tkr"), ("D", "500–600 tkr"))
    assert bars(chart) == [
        ("d-start", 0, 100),
        ("d-ar", 80, 100),
        ("d-minus", 80, 90),
        ("d-ar", 40, 90),
        ("d-spann", 30, 40),
        ("d-kvar", 0, 30),
        ("d-spann", 30, 40),
    ]
    assert signs(chart, "d-ingen") == [80]
    assert written(chart)[1::2] == [
        "1 mkr", "−200 tkr", "utan belopp", "+100 tkr", "−500 till −600 tkr", "300–400 tkr",
    ]  # fmt: skip
    assert chart.summary.endswith("1 åtgärd utan belopp: B.")


def test_more_than_enough_ends_past_zero() -> None:
    chart = fall("300 tkr", ("A", "200 tkr"), ("B", "200 tkr"))
    assert bars(chart)[-1] == ("d-ar", 0, 25)
    assert written(chart)[-2:] == ["Mer än kravet", "100 tkr"]
    assert written(fall("300 tkr", ("A", "300 tkr")))[-1] == "Inget kvar att hitta"


def test_an_effect_in_hours_is_told_but_moves_nothing() -> None:
    chart = fall("300 tkr", ("A", "168 timmar"))
    assert written(chart)[2:5] == ["A", "utan belopp", "168 timmar"]
    assert written(chart)[-1] == "300 tkr"


def test_levels_of_a_fall_are_in_its_table() -> None:
    assert table_text(CHARTS["waterfall"]).count("970\u00a0tkr") == 3


MONEY = st.integers(-(10**13), 10**13).map(money)
EFFECT = st.one_of(
    st.none(), st.lists(MONEY, min_size=2, max_size=2).map(lambda two: Effect(*sorted(two, key=lambda q: q.value)))
)
NAME = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=80)
REQUIRED = st.builds(Required, NAME, st.one_of(st.none(), MONEY), EFFECT, EFFECT, st.integers(0, 5))
STEPS = st.lists(st.builds(Step, NAME, EFFECT), max_size=12)


def sound(chart: Chart) -> None:
    """Every place is in the frame and every bar as long as it says; it is read strictly as XML."""
    for drawing, image in zip(chart.panels, images(chart), strict=True):
        assert int(image.get("height")) == drawing.height
        for shape in drawing.shapes:
            ends: list[Any] = [getattr(shape, name) for name in ("x", "x1", "x2") if hasattr(shape, name)]
            ends += [shape.x + shape.width] if isinstance(shape, Rect) else []
            assert all(isinstance(end, int) and 0 <= end <= FULL for end in ends)


@given(st.lists(REQUIRED, min_size=1, max_size=4))
def test_any_requirements_and_effects_can_be_drawn(parts: list[Required]) -> None:
    sound(requirement_chart("Krav", 2026, parts))


@given(st.builds(Fall, NAME, MONEY, STEPS))
def test_any_fall_can_be_drawn(steps: Fall) -> None:
    sound(waterfall_chart("Fall", steps))


@given(st.lists(st.one_of(st.none(), MONEY), max_size=30))
def test_any_deviations_are_as_long_as_they_say(values: list[Any]) -> None:
    rows = [Deviation(f"Rad {number}", value, str(value)) for number, value in enumerate(values)]
    chart = outcome_chart("Utfall", rows, Grid("Siffrorna", [Heading("Rad")], []))
    sound(chart)
    known = [value.value for value in values if value is not None]
    widths = [shape.width for shape in shapes(chart) if isinstance(shape, Rect)]
    largest = max(zip(map(abs, known), widths, strict=True), default=(0, 0))
    for value, width in zip(known, widths, strict=True):
        if largest[0]:
            assert abs(width - abs(value) * largest[1] / largest[0]) <= 2


@given(st.lists(st.lists(st.one_of(st.none(), MONEY), min_size=5, max_size=5), max_size=4), st.booleans())
def test_any_values_over_time_can_be_drawn(rows: list[list[Any]], with_level: bool) -> None:
    level = Level("Nivå", money(5)) if with_level else None
    sound(over_time_chart("Tid", list("abcde"), [Series(str(number), row) for number, row in enumerate(rows)], level))


@given(
    st.one_of(st.none(), MONEY),
    st.sampled_from([None, Direction.UP, Direction.DOWN]),
    st.lists(st.tuples(st.sampled_from(["2024", "2025"]), MONEY), max_size=3),
)
def test_any_key_figure_can_be_drawn(target: Any, direction: Any, outcomes: Any) -> None:
    figure = measured("Nyckeltal", "", direction)
    sound(key_figure_chart("T", [type(figure)("Nyckeltal", target, direction, outcomes)]))
