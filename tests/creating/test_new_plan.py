"""A new municipality and a new plan from their templates: valid as written, and quick to fill in."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from handlingsplan.creating.addresses import PlanAddress, read_address, read_id, read_line, read_year, slug
from handlingsplan.creating.drafts import write_draft, yaml_word
from handlingsplan.creating.municipalities import new_municipality
from handlingsplan.creating.plans import new_plan
from handlingsplan.model.organisation import Organisation
from handlingsplan.reading.validation import read_model
from handlingsplan.reading.yaml_tree import read_yaml
from handlingsplan.site.checking import check_tree
from handlingsplan.sources.worktree import WorkTree

TODAY = date(2026, 1, 15)
ORGANISATION = """\
formatversion: 1
namn: Provkommunen
nämnder:
  - id: von
    namn: Vårdnämnden
    avdelningar:
      - id: norr
        namn: Norr
        enheter:
          - {id: hemtjanst, namn: Hemtjänsten}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a checkout with one municipality and no plans."""
    organisation = tmp_path / "plans" / "prov" / "organisation.yml"
    organisation.parent.mkdir(parents=True)
    organisation.write_text(ORGANISATION, encoding="utf-8")
    return tmp_path


def test_a_new_municipality_has_nothing_to_remark_on(tmp_path: Path) -> None:
    draft = new_municipality("ale", "Ale kommun", "Vård- och omsorgsnämnden", "Äldreomsorg")
    assert write_draft(tmp_path, draft) == []
    assert check_tree(tmp_path, TODAY) == []
    text = (tmp_path / "plans" / "ale" / "organisation.yml").read_text(encoding="utf-8")
    organisation, _, _ = read_model(Organisation, "organisation.yml", text)
    assert organisation is not None
    assert (organisation.format_version, organisation.name) == (1, "Ale kommun")
    committee = organisation.committees[0]
    assert (committee.id, committee.name) == ("vard-och-omsorgsnamnden", "Vård- och omsorgsnämnden")
    assert (committee.departments[0].id, committee.departments[0].name) == ("aldreomsorg", "Äldreomsorg")


def test_the_units_in_the_help_of_a_new_municipality_can_be_used_as_they_stand() -> None:
    text = new_municipality("ale", "Ale", "Nämnden", "Avdelning").files["organisation.yml"]
    used = text.replace("# - id", "- id").replace("#   namn", "  namn")
    organisation, _, problems = read_model(Organisation, "organisation.yml", used)
    assert problems == []
    assert organisation is not None
    assert [each.unit.id for each in organisation.placements()] == ["hemtjanst"]


@pytest.mark.parametrize(
    "name", ["Ale: kommun", "ja # nej", '"Ale"', "\\", "on", "2026", "- a", "{a}", "Å|>&*", "$x"]
)
def test_names_that_yaml_would_misread_are_quoted(name: str) -> None:
    text = new_municipality("ale", name, name, name).files["organisation.yml"]
    organisation, _, problems = read_model(Organisation, "organisation.yml", text)
    assert problems == []
    assert organisation is not None
    assert (organisation.name, organisation.committees[0].name) == (name, name)
    assert read_yaml("fil.yml", f"namn: {yaml_word(name)}")[0] == {"namn": name}


def test_a_plan_from_the_template_has_remarks_only(root: Path) -> None:
    draft, problems = new_plan(WorkTree(root), PlanAddress("prov", 2026, "hemtjanst"))
    assert problems == []
    assert draft is not None
    assert write_draft(root, draft) == []
    found = check_tree(root, TODAY)
    assert {problem.severity.value for problem in found} == {"anmärkning"}
    # What the template leaves to be filled in, and nothing about its form.
    assert {problem.code for problem in found} == {"platshållare", "mallrest", "datum-saknas", "effekt-saknas"}


def test_the_template_is_short_and_speaks_to_the_unit(root: Path) -> None:
    draft, _ = new_plan(WorkTree(root), PlanAddress("prov", 2026, "hemtjanst"))
    assert draft is not None
    facts = draft.files["plan.yml"]
    assert facts.startswith("# Handlingsplan för Hemtjänsten, 2026.")
    assert "2026-03-01" in facts
    assert len(facts.splitlines()) < 40
    assert draft.folder == "plans/prov/2026/hemtjanst"


@pytest.mark.parametrize(
    ("address", "message"),
    [
        (
            "pro/2026/hemtjanst",
            "plans/pro/organisation.yml:1:1: kommunen «pro» finns inte – menade du «prov»?",
        ),
        (
            "sundsvall/2026/hemtjanst",
            (
                "plans/sundsvall/organisation.yml:1:1: kommunen «sundsvall» finns inte; "
                "skapa den med: handlingsplan new kommun sundsvall --name NAMN"
            ),
        ),
        (
            "prov/2026/hemtjansten",
            (
                "plans/prov/organisation.yml:9:9: enheten «hemtjansten» finns inte – menade du «hemtjanst»? "
                "En ny enhet läggs till här, under enheter: - {id: hemtjansten, namn: Enhetens namn}"
            ),
        ),
        (
            "prov/2026/81516",
            (
                "plans/prov/organisation.yml:9:9: enheten «81516» finns inte; "
                'en ny enhet läggs till här, under enheter: - {id: "81516", namn: Enhetens namn}'
            ),
        ),
    ],
)
def test_a_plan_needs_a_unit_that_the_municipality_knows(root: Path, address: str, message: str) -> None:
    draft, problems = new_plan(WorkTree(root), read_address(address))
    assert draft is None
    assert [str(problem) for problem in problems] == [message]


def test_a_broken_organisation_is_told_at_its_place(root: Path) -> None:
    path = root / "plans" / "prov" / "organisation.yml"
    path.write_text(ORGANISATION.replace("namn: Norr", "nam: Norr"), encoding="utf-8")
    draft, problems = new_plan(WorkTree(root), PlanAddress("prov", 2026, "hemtjanst"))
    assert draft is None
    assert any("okänt fält «nam»" in str(problem) for problem in problems)
    path.write_bytes(ORGANISATION.encode("latin-1"))
    draft, problems = new_plan(WorkTree(root), PlanAddress("prov", 2026, "hemtjanst"))
    assert draft is None
    assert [problem.code for problem in problems] == ["teckenkodning"]


def test_an_organisation_without_departments_is_no_crash(root: Path) -> None:
    path = root / "plans" / "prov" / "organisation.yml"
    path.write_text("formatversion: 1\nnamn: Prov\n", encoding="utf-8")
    draft, problems = new_plan(WorkTree(root), PlanAddress("prov", 2026, "hemtjanst"))
    assert draft is None
    assert [problem.code for problem in problems] == ["okänd-enhet"]


def test_an_address_is_read_with_or_without_the_folder_plans() -> None:
    assert read_address("plans/alingsas/2026/81516/") == read_address("alingsas/2026/81516")
    assert read_address("alingsas/2026/81516") == PlanAddress("alingsas", 2026, "81516")


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("alingsas/2026", "«alingsas/2026» ska vara kommun, år och enhet, till exempel alingsas/2026/81516"),
        ("../2026/81516", "«..» ska vara ett id: små bokstäver a–z, siffror och bindestreck"),
        ("alingsas/26/81516", "«26» är inget år; skriv fyra siffror, till exempel 2026"),
        ("alingsas/٢٠٢٦/81516", "«٢٠٢٦» är inget år; skriv fyra siffror, till exempel 2026"),
        (
            "alingsas/2026/Ansvar 81516",
            "«Ansvar 81516» ska vara ett id: små bokstäver a–z, siffror och bindestreck, till exempel ansvar-81516",
        ),
        (
            "alingsas/2026/rapporter",
            "en enhet kan inte ha id «rapporter»: varje år har en egen sida med det namnet; välj ett annat id",
        ),
    ],
)
def test_an_address_that_cannot_be(written: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        read_address(written)


@pytest.mark.parametrize("written", ["", " ", "a\x00b", "a\x1bb"])
def test_a_name_must_be_a_line_of_text(written: str) -> None:
    with pytest.raises(ValueError, match="namnet är tomt"):
        read_line(written)


def test_ids_names_and_years() -> None:
    assert slug("Vård- och omsorgsnämnden") == "vard-och-omsorgsnamnden"
    assert slug("Ærø & Øst") == "aro-ost"
    assert slug("…") == ""
    assert read_id("alingsas") == "alingsas"
    assert read_line(" Alingsa\u030as\u00a0 kommun\n") == "Alingsås kommun"
    assert read_year("2026") == 2026
