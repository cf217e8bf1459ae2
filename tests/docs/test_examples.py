"""The guide's examples are true: its files read without a problem, its macros give what the page says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from guide_text import GUIDE, ROOT, Example, GuideTree, examples, page

from handlingsplan.analysis.effects import action_effect
from handlingsplan.analysis.progress import plan_progress
from handlingsplan.analysis.reminders import awaited, reminder_lines
from handlingsplan.model.base import Model
from handlingsplan.model.effect import Effect, parse_effect
from handlingsplan.model.organisation import EffectRule, Organisation
from handlingsplan.model.plan import Action
from handlingsplan.reading.archive import read_archive
from handlingsplan.reading.narrative import read_narrative
from handlingsplan.reading.yaml_tree import read_yaml
from handlingsplan.site.context import TextContext
from handlingsplan.site.environment import render_text
from handlingsplan.site.publication import Publication, plan_context, read_publication, report_context
from handlingsplan.text.quantities import WORDINGS, Dimension, Unit

TODAY = date(2026, 4, 15)
EXAMPLES = examples()
FRAGMENTS = [each for each in EXAMPLES if each.language == "yaml" and not each.path]
WITH_MACROS = [each for each in EXAMPLES if each.language == "markdown" and not each.path and "{{" in each.text]
KINDS = {"plan.yml", "plan.md", "organisation.yml", "rapport.yml", "rapport.md", "2026-03-31.yml"}


@cache
def publication() -> Publication:
    return read_publication(GuideTree(), TODAY)


def contexts() -> Iterator[TextContext]:
    """A plan's text, a report's, and a page written by hand."""
    library = publication().library
    municipality = library.archive.municipalities[0]
    plan = municipality.plan(2026, "hemtjanst")
    assert plan is not None
    # Without notes, figures are plain text and no links to where they come from.
    yield replace(plan_context(library, municipality, plan), notes=None)
    yield replace(report_context(library, municipality, municipality.reports[0]), notes=None)
    yield TextContext(library)


def rendered(text: str) -> str:
    """The text in the first place where it can stand; what is wrong with it in a plan if it cannot anywhere."""
    complaints = []
    for context in contexts():
        output, errors = render_text(context.library.environment, text, replace(context, remarks=[]))
        if not errors:
            return output
        complaints.append(errors)
    pytest.fail("; ".join(str(each) for errors in complaints for each in errors))


def test_the_guide_has_every_kind_of_file() -> None:
    names = {each.path.rsplit("/", 1)[-1] for each in EXAMPLES if each.path}
    assert names >= KINDS
    assert {name.rsplit(".", 1)[-1] for name in names} == {"yml", "md", "csv"}


def test_its_files_read_without_problems() -> None:
    archive, problems = read_archive(GuideTree())
    assert problems == []
    assert [plan.unit for plan in archive.plans()] == ["hemtjanst", "dagverksamhet"]
    assert len(list(archive.reports())) == 1


def test_its_files_pass_every_check_that_a_person_must_answer() -> None:
    assert [str(each) for each in publication().problems if each.stops] == []


def test_each_file_is_shown_once() -> None:
    paths = [each.path for each in EXAMPLES if each.path]
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize("example", FRAGMENTS, ids=str)
def test_a_piece_of_yaml_has_known_keys(example: Example) -> None:
    """A fragment cannot be read as a file, but every key of it must be some model's."""
    data, _, problems = read_yaml(example.page, example.text)
    assert problems == []
    known = {key for kind in models(Model) for key in keys(kind)} | {"värde", "lydelse"}
    assert isinstance(data, dict)
    assert set(data) <= known


def models(kind: type[Model]) -> Iterator[type[Model]]:
    for each in kind.__subclasses__():
        yield each
        yield from models(each)


def keys(kind: type[Model]) -> list[str]:
    return list(kind.keys())


def test_every_key_of_every_block_is_explained() -> None:
    """`fältlista()` lists the keys of whole files; what stands in blocks below them is written by hand."""
    texts = "\n".join(path.read_text(encoding="utf-8") for path in GUIDE.glob("*.md"))
    lists = {"Plan", "Action", "Organisation", "FollowUp", "Report", "Descriptor"}
    missing = {
        f"{kind.__name__}: {key}"
        for kind in models(Model)
        if kind.__name__ not in lists and kind.__module__.startswith("handlingsplan.")
        for key in keys(kind)
        if f"`{key}`" not in texts
    }
    assert missing == set()


@pytest.mark.parametrize("example", WITH_MACROS, ids=str)
def test_a_macro_example_renders(example: Example) -> None:
    assert rendered(example.text)


@pytest.mark.parametrize("example", [each for each in WITH_MACROS if each.output], ids=str)
def test_a_macro_example_gives_what_the_page_says(example: Example) -> None:
    assert rendered(example.text).replace("\u00a0", " ") == example.output


@pytest.mark.parametrize("example", [each for each in EXAMPLES if each.language == "markdown"], ids=str)
def test_an_example_of_text_has_no_fault_in_its_headings(example: Example) -> None:
    assert read_narrative(example.page, example.text.encode())[1] == []


def test_every_notation_of_an_effect_can_be_written() -> None:
    table = page("falt.md").split("{: #effekter }")[1].split("###")[0]
    notations = re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)
    assert len(notations) >= 10
    for notation in notations:
        parse_effect(notation)


def test_every_unit_of_som_is_named() -> None:
    section = page("makron.md").split("\n### som\n")[1].split("\n## ")[0]
    assert [wording for wording in WORDINGS if f"`{wording}`" not in section] == []


RULES = [EffectRule.WHOLE_MONTHS, EffectRule.HALF_MONTHS, EffectRule.DAYS]
ROWS = re.findall(r"^\| (\d{4}-\S+) \| (\S+) \| (.+) \| (.+) \| (.+) \|$", page("effekt-i-ar.md"), re.MULTILINE)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "–".join(row[:2]))
def test_the_table_of_effects_this_year_is_right(row: tuple[str, ...]) -> None:
    written = {"id": "a", "namn": "A", "startdatum": row[0], "helårseffekt": "1 200 000 kr"}
    action = Action.model_validate(written | ({"slutdatum": row[1]} if row[1] != "–" else {}))
    found = []
    for rule in RULES:
        organisation = Organisation.model_validate(
            {"formatversion": "1", "namn": "Exempel", "effekt i år räknas": rule.value}
        )
        found.append(str(action_effect(action, 2026, organisation).this_year).replace("\u00a0", " "))
    assert found == list(row[2:])


def test_the_table_of_effects_was_found() -> None:
    assert len(ROWS) == 8


def test_the_example_of_how_follow_ups_are_summed_is_right() -> None:
    """Each row of the table, and its sum, is what the program makes of the guide's own follow-up."""
    municipality = publication().library.archive.municipalities[0]
    plan = municipality.plan(2026, "hemtjanst")
    assert plan is not None
    stands = plan_progress(plan, municipality.organisation, date(2026, 3, 31))
    found = [
        [each.action.id, *map(_shown, (each.planned, each.so_far, each.forecast, each.full_year))]
        for each in stands.actions
    ]
    totals = (stands.planned, stands.so_far, stands.forecast, stands.full_year)
    found.append(["**Summa i kronor**", *(_shown(each.money) for each in totals)])
    section = page("sa-raknas-uppfoljningen.md").split("## Ett exempel")[1]
    rows = [[cell.strip() for cell in line.split("|")[1:6]] for line in section.splitlines() if line.startswith("|")]
    assert rows[2:] == found


def _shown(effect: Effect | None) -> str:
    """Give an effect as the guide writes it: in whole tkr."""
    if effect is None:
        return "–"
    if effect.dimension is Dimension.MONEY and effect.high.value:
        low, high = (each.number(Unit.TKR, 0) for each in (effect.low, effect.high))
        return f"{low if low == high else f'{low}–{high}'} tkr"
    return str(effect).replace("\u00a0", " ")


def test_the_guide_shows_what_check_reminds_of() -> None:
    library = publication().library
    shown = page("uppfoljning-och-rapporter.md").split("```text\n")[1].split("```")[0]
    assert list(reminder_lines(awaited(library.archive, date(2026, 4, 12)))) == shown.splitlines()


def test_the_readme_names_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make site" in readme
    assert "make test" in readme
    assert len(readme.splitlines()) <= 80
