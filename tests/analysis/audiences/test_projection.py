"""What each audience may read of a municipality: by default, as files say, and whatever else is changed in it."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st
from reading.memory import read_files

from handlingsplan.analysis.audiences.ceilings import ceilings_of
from handlingsplan.analysis.audiences.projection import Projection, present_ceilings
from handlingsplan.model.archive import Archive, Municipality
from handlingsplan.model.audience import Audience, narrowest

PLAN = "plans/storby/2025/81516/plan.yml"
TEXT = "plans/storby/2025/81516/plan.md"
OTHER = "plans/storby/2025/81517/plan.yml"
REPORT = "plans/storby/2025/rapporter/laget/rapport.yml"
DATA, CSV = "data/storby/projekt.yml", "data/storby/projekt.csv"
SELECTION = "data/storby/ratt.yml"
OPEN, OPEN_CSV = "data/storby/konton.yml", "data/storby/konton.csv"
ORGANISATION = """\
formatversion: 1
namn: Storbys kommun
nämnder:
  - id: von
    namn: Nämnden
    avdelningar:
      - id: assistans
        namn: Assistans
        enheter: [{id: "81516", namn: Ansvar 81516}, {id: "81517", namn: Ansvar 81517}]
"""
FILES: Mapping[str, str] = {
    "plans/storby/organisation.yml": ORGANISATION,
    PLAN: """\
publicering: publik
nyckeltal: [{id: a, namn: A, data: nyckeltal}]
avstämning: [{anmärkning: mallrest, läge: förklarad, förklaring: P7 är kvar}]
""",
    TEXT: """\
Inledning.

## Läget

Allt går bra.

## Projekt P7

{{ värde("projekt", "P7", "utfall") }} för en person.

### Risker

Stora.

## Summor {: .publik }

{{ summa("projekt", "utfall") }} och {{ värde("projekt", "P7", "utfall") }}, {{ antal("hemligt") }}.
""",
    OTHER: "titel: Intern plan\n",
    REPORT: 'titel: Läget\npublicering: publik\nenheter: ["81516", "81517"]\n',
    DATA: """\
titel: Projekt
personbunden: ja
personbunden förklaring: Ett prov.
sammanslagen publicering: publik
kolumner: {projekt: text, budget: tkr, utfall: tkr}
uppgivet: [{rad: Alla, summa: ja, värden: {utfall: 1}}]
""",
    CSV: "projekt;budget;utfall\n" + "".join(f"P{number};1;{number}\n" for number in range(12)),
    SELECTION: "titel: Rätt projekt\nurval ur: [projekt]\nrader: [P1, P2]\n",
    "data/storby/hemligt.yml": "titel: Hemligt\npublicering: begränsad\nkolumner: {a: text, b: kr}\n",
    "data/storby/hemligt.csv": "a;b\nx;1\n",
    OPEN: """\
titel: Konton
publicering: publik
kolumner:
  konto: text
  budget: tkr
  utfall: {enhet: tkr, publicering: intern}
  avvikelse: {enhet: tkr, differens: [utfall, budget]}
uppgivet: [{rad: Alla, summa: ja, värden: {budget: 3, utfall: 4}}]
""",
    OPEN_CSV: "konto;budget;utfall\nLön;1;2\nBil;2;2\n",
    "data/storby/nyckeltal.yml": "titel: N\nkolumner: {enhet: text, nyckeltal: text, period: text, värde: antal}\n"
    "nyckel: [enhet, nyckeltal, period]\n",
    "data/storby/nyckeltal.csv": "enhet;nyckeltal;period;värde\n81516;a;2025-01;1\n",
}


def read(changed: Mapping[str, str] | None = None) -> Archive:
    archive, problems = read_files({**FILES, **(changed or {})})
    assert [str(problem) for problem in problems] == []
    return archive


def seen(audience: Audience, changed: Mapping[str, str] | None = None) -> Municipality:
    (municipality,) = Projection(audience).of(read(changed)).municipalities
    return municipality


def test_the_narrowest_of_audiences() -> None:
    assert narrowest() is Audience.PUBLIC
    assert narrowest(Audience.PUBLIC, Audience.RESTRICTED, Audience.INTERNAL) is Audience.RESTRICTED
    assert [each for each in Audience if each.may_read(Audience.INTERNAL)] == [Audience.RESTRICTED, Audience.INTERNAL]


def test_the_restricted_audience_reads_the_very_same() -> None:
    archive = read()
    assert Projection(Audience.RESTRICTED).of(archive).municipalities[0] is archive.municipalities[0]


def test_nothing_withheld_is_the_very_same_for_others_too() -> None:
    archive, _ = read_files({"plans/storby/organisation.yml": ORGANISATION, OTHER: FILES[OTHER]})
    projection = Projection(Audience.INTERNAL)
    assert projection.of(archive).municipalities[0] is archive.municipalities[0]
    assert projection.withheld == set()


def test_what_the_public_reads() -> None:
    municipality = seen(Audience.PUBLIC)
    assert [plan.unit for plan in municipality.plans] == ["81516"]
    assert municipality.reports[0].report.units == ("81516",)
    assert sorted(municipality.datasets) == ["konton", "projekt"]
    assert [each.unit.id for each in municipality.organisation.placements()] == ["81516"]
    (plan,) = municipality.plans
    assert plan.plan.handlings == ()
    assert plan.plan.key_figures[0].dataset_name == ""


def test_what_those_in_the_municipality_read() -> None:
    municipality = seen(Audience.INTERNAL)
    assert [plan.unit for plan in municipality.plans] == ["81516", "81517"]
    assert sorted(municipality.datasets) == ["konton", "nyckeltal", "projekt"]
    assert list(municipality.datasets["konton"].dataset.columns) == ["konto", "budget", "utfall", "avvikelse"]


def test_a_text_is_as_if_withheld_sections_had_never_been_written() -> None:
    (plan,) = seen(Audience.PUBLIC).plans
    assert plan.narrative is not None
    assert (
        plan.narrative.text
        == """\
Inledning.

## Läget

Allt går bra.

## Summor {: .publik }

{{ summa("projekt", "utfall") }} och {{ värde("projekt", "P7", "utfall") }}, (uppgiften publiceras inte).
"""
    )
    assert [plan.narrative.lines((each.line, each.line)) for each in plan.narrative.sections] == [
        "## Läget",
        "## Summor {: .publik }",
    ]
    assert "Summor" in plan.narrative.lines((plan.narrative.sections[1].line, plan.narrative.sections[1].body[1]))


def test_a_text_without_headings_is_withheld_as_a_section_is() -> None:
    """A follow-up often has none."""
    day = "plans/storby/2025/81516/uppfoljning/2025-03-31"
    text = 'P7 behöver mer hjälp: {{ värde("projekt", "P7", "utfall") }}.\n\n## Annat\n\nAllt väl.\n'
    (plan,) = seen(Audience.PUBLIC, {f"{day}.yml": "typ: månad\n", f"{day}.md": text}).plans
    assert plan.follow_ups[0].narrative is not None
    assert plan.follow_ups[0].narrative.text == "## Annat\n\nAllt väl.\n"


def test_a_call_is_found_whatever_its_words_hold() -> None:
    text = FILES[TEXT] + '\n{{ uppgivet("}} {{ 7", antal("hemligt")) }} {{ hälsning() }} {{ ofärdigt\n'
    (plan,) = seen(Audience.PUBLIC, {TEXT: text}).plans
    assert plan.narrative is not None
    assert plan.narrative.text.splitlines()[-1] == "(uppgiften publiceras inte) {{ hälsning() }} {{ ofärdigt"


def test_rows_about_persons_are_a_sum_with_its_reason() -> None:
    dataset = seen(Audience.PUBLIC).datasets["projekt"].dataset
    assert [(row.key, str(row.cells["utfall"])) for row in dataset.rows] == [
        ("Alla rader, sammanslagna", "66\u00a0tkr")
    ]
    assert dataset.stated == ()
    assert dataset.descriptor.person_bound_reason == "Därför visas bara summor av minst 5 rader."


def test_columns_and_what_is_computed_from_them_are_withheld_together() -> None:
    dataset = seen(Audience.PUBLIC).datasets["konton"].dataset
    assert list(dataset.columns) == ["konto", "budget"]
    assert [list(row.cells) for row in dataset.rows] == [["konto", "budget"]] * 2
    assert [list(each.cells) for each in dataset.stated] == [["budget"]]


def test_a_selection_of_rows_about_persons_is_about_persons_too() -> None:
    """It does not say so itself, and has no sums."""
    assert "ratt" not in seen(Audience.INTERNAL).datasets
    wider = FILES[SELECTION] + "publicering: publik\n"
    assert "ratt" not in seen(Audience.PUBLIC, {SELECTION: wider}).datasets


def test_a_section_has_no_wider_audience_than_its_plan() -> None:
    (municipality,) = read({PLAN: "titel: Intern\n"}).municipalities
    assert ceilings_of(municipality).of(("section", TEXT, "Summor")) is Audience.INTERNAL


def test_history_has_no_sums_and_holds_to_what_is_secret_now() -> None:
    """A sum before and after a row was added tells the row."""
    now = read({TEXT: FILES[TEXT].replace("## Läget", "## Läget {: .begränsad }")})
    projection = Projection(Audience.PUBLIC, present_ceilings(now), with_sums=False)
    (municipality,) = projection.of(read()).municipalities
    assert sorted(municipality.datasets) == ["konton"]
    assert municipality.plans[0].narrative is not None
    assert (
        municipality.plans[0].narrative.text
        == """\
Inledning.

## Summor {: .publik }

(uppgiften publiceras inte) och (uppgiften publiceras inte), (uppgiften publiceras inte).
"""
    )


def test_what_is_not_there_any_more_is_not_for_everyone() -> None:
    now, _ = read_files({"plans/storby/organisation.yml": ORGANISATION})
    (municipality,) = Projection(Audience.PUBLIC, present_ceilings(now)).of(read()).municipalities
    assert (municipality.plans, municipality.reports, municipality.datasets) == ((), (), {})


def test_what_is_withheld_is_named_by_its_files() -> None:
    projection = Projection(Audience.INTERNAL)
    projection.of(read())
    assert projection.withheld == {PLAN, DATA, SELECTION, "data/storby/hemligt.yml"}


SECRETS = st.text(
    st.characters(exclude_characters="\"'{}#\\", exclude_categories=["C", "Z"]), min_size=1, max_size=20
)


@given(
    st.permutations(range(12)),
    st.lists(st.integers(-999, 999), min_size=1, max_size=5),
    SECRETS,
    st.lists(SECRETS, max_size=3),
    st.sampled_from([Audience.INTERNAL, Audience.PUBLIC]),
)
def test_nothing_that_is_withheld_makes_a_difference(
    order: list[int], hidden: list[int], secret: str, lines: list[str], audience: Audience
) -> None:
    """Non-interference: other amounts with the same sum, other names, other texts, more or fewer lines."""
    changed = {
        CSV: "projekt;budget;utfall\n" + "".join(f"P{row};1;{amount}\n" for row, amount in enumerate(order)),
        SELECTION: FILES[SELECTION].replace("[P1, P2]", f"[P{order[0]}]"),
        "data/storby/hemligt.csv": "a;b\n" + "".join(f"x{row};{amount}\n" for row, amount in enumerate(hidden)),
        TEXT: FILES[TEXT].replace("för en person.", "för en person.\n" + "\n".join(f"x {each}" for each in lines)),
        PLAN: FILES[PLAN].replace("P7 är kvar", f'"x {secret}"'),
    }
    assert told(seen(audience, changed)) == told(seen(audience))


def told(municipality: Municipality) -> object:
    """Give everything that anything is made of."""
    return (
        municipality.organisation,
        [(each.plan, each.narrative, each.follow_ups) for each in municipality.plans],
        [(each.report, each.narrative) for each in municipality.reports],
        {name: each.dataset for name, each in municipality.datasets.items()},
    )
