"""Rules of figures at their edges: what they say exactly, and where they say nothing.

One message of every rule is held by the guide's pages (tests/docs/test_rule_examples.py).
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from analysis.rules.documents import FOLLOW_UP, ORGANISATION, OTHER_PLAN, REPORT, YEAR, data, lines, plan, read
from hypothesis import given, settings
from hypothesis import strategies as st

from handlingsplan.analysis.rules.cells import total
from handlingsplan.analysis.rules.rounding import half, likelihood, within_rounding
from handlingsplan.analysis.tables import Frame
from handlingsplan.text.quantities import Quantity, Unit, parse_quantity

START = f"startdatum: {YEAR}-01-01"
RESULT = "titel: Resultat\ntecken: resultat\nkolumner: {konto: text, budget: tkr, utfall: tkr}\n"
OUTCOMES = {
    f"data/storby/tal.{ending}": text
    for ending, text in (
        ("yml", "titel: Tal\nnyckel: [enhet, nyckeltal, period]\nkolumner: {enhet: text, nyckeltal: text, period: text, värde: procent}\n"),
        ("csv", f"enhet;nyckeltal;period;värde\nhemtjanst;grad;{YEAR - 1}-12;50\nhemtjanst;bom;{YEAR}-03;5\nboende;bom;{YEAR}-06;9\n"),
    )
}  # fmt: skip


def action(more: str = "", full: str = "120 tkr", identity: str = "a", name: str = "Färre bilar") -> str:
    """Give an action as one line of the list."""
    return f"  - {{id: {identity}, namn: {name}, {START}, helårseffekt: {full}{more}}}\n"


SILENT = {
    "an empty plan": plan("titel: Plan\n"),
    "a requirement that is met to the krona": plan(f"åtgärdskrav: 120 tkr\nåtgärder:\n{action()}"),
    "a requirement that the lower end meets": plan(f"åtgärdskrav: 120 tkr\nåtgärder:\n{action(full='120–300 tkr')}"),
    "a one-off cost without a requirement": plan(f"åtgärder:\n{action(', omställningskostnad: 90 tkr')}"),
    "a one-off cost that leaves enough": plan(
        f"åtgärdskrav: 30 tkr\nåtgärder:\n{action(', omställningskostnad: 90 tkr')}"
    ),
    "a one-off cost of another year": plan(
        f"åtgärdskrav: 120 tkr\nåtgärder:\n{action(', omställningskostnad: 90 tkr').replace(str(YEAR), str(YEAR - 1))}"
    ),
    "an effect stated as exact as it can be": plan(
        f"åtgärder:\n{action(', effekt i år: 356 tkr, effektstart: 2026-04-01', '475 tkr')}"
    ),
    "a whole effect of an action from January": plan(f"åtgärder:\n{action(', effekt i år: 120 tkr')}"),
    "a temporary action that goes on next year": plan(
        f"åtgärder:\n{action(f', varaktighet: tillfällig, slutdatum: {YEAR + 1}-06-30')}"
    ),
    "a temporary action without a full-year effect": plan(
        f"åtgärder:\n  - {{id: a, namn: A, {START}, effekt i år: 9 tkr, varaktighet: engång}}\n"
    ),
    "hours that are temporary, with an end": plan(
        f"åtgärder:\n{action(f', varaktighet: tillfällig, slutdatum: {YEAR}-06-30', '168 timmar')}"
    ),
    "a calculation within the interval": plan(
        f"åtgärder:\n{action(', beräkning: 42 medarbetare × 4 timmar', '150–170 timmar')}"
    ),
    "a calculation of another kind": plan(f"åtgärder:\n{action(', beräkning: 42 medarbetare × 4 timmar')}"),
    "a small action beside large ones": plan(
        f"åtgärder:\n{action(full='3 mkr')}{action(full='2 mkr', identity='b')}{action(full='25 tkr', identity='c')}"
    ),
    "an amount in another unit": plan(f"åtgärder:\n{action(full='100 000 kr')}{action(full='300 tkr', identity='b')}"),
    "a worsening that is explained": plan(f"åtgärder:\n{action(', beskrivning: Hyran ökar', '-40 tkr')}"),
    "a deficit as the document rounds it": plan(
        "utgångsläge: {budget: '41,6 mkr', prognos: '43,1 mkr', underskott: '1,6 mkr'}\n"
    ),
    "a deficit alone": plan("utgångsläge: {underskott: 16 mkr}\n"),
    "two actions of one post each": plan(
        f"åtgärder:\n{action(', beskrivning: Vi tar bort en tjänst')}"
        f"{action(', beskrivning: Vi tar bort en tjänst', identity='b')}"
    ),
    "as many posts in different places": plan(
        f"åtgärder:\n{action(', beskrivning: Två tjänster på natten')}"
        f"{action(', beskrivning: Två tjänster på dagen', identity='b')}"
    ),
    "the unit's own code in both": plan(
        f"åtgärder:\n{action(', beskrivning: Gäller 81516')}{action(', beskrivning: Gäller 81516', identity='b')}"
    ),
    "five digits that are no project": plan(
        f"åtgärder:\n{action(', beskrivning: Konto 54100')}{action(', beskrivning: Konto 54100', identity='b')}"
    ),
    "the same project in an action without amount": plan(
        f"åtgärder:\n{action(', beskrivning: Projekt 51313')}"
        f"  - {{id: b, namn: B, {START}, ej beräknad: Ingår, beskrivning: Projekt 51313}}\n"
    ),
    "an outcome on the target": plan(
        "nyckeltal:\n  - {id: bom, namn: Bomtid, mål: 5 %, riktning: minska, data: tal}\n"
    ) | OUTCOMES,
    "an outcome of the year before": plan(
        "nyckeltal:\n  - {id: grad, namn: Grad, mål: 70 %, riktning: öka, data: tal}\n"
    ) | OUTCOMES,
    "a target without direction": plan("nyckeltal:\n  - {id: bom, namn: Bomtid, mål: 1 %, data: tal}\n") | OUTCOMES,
    "a decided plan with its decision only": plan(
        f"status: beslutad\nbeslut: [{{datum: {YEAR}-02-10, typ: antagen}}]\n"
    ),
    "a plan revised later than adopted": plan(
        f"status: reviderad\ndatum för beslut: {YEAR}-05-10\nbeslut:\n"
        f"  - {{datum: {YEAR}-02-10, typ: antagen}}\n  - {{datum: {YEAR}-05-10, typ: reviderad}}\n"
    ),
    "two decisions of one day": plan(
        f"beslut: [{{datum: {YEAR}-02-10, typ: uppdrag}}, {{datum: {YEAR}-02-10, typ: antagen}}]\n"
    ),
    "a start next year in a plan of two years": plan(
        f"giltighetstid: {YEAR}–{YEAR + 1}\nåtgärder:\n{action().replace(f'{YEAR}-01', f'{YEAR + 1}-01')}"
    ),
    "a follow-up handed in on its day": {**plan("titel: P\n"), f"{FOLLOW_UP}{YEAR}-02-28.yml": f"lämnad: {YEAR}-02-28\n"},
    "a report of the day it is written": {REPORT: f"titel: L\nperiod: {YEAR}-03-31\ndatum: {YEAR}-03-31\n"},
    "costs that are minus": data("x", RESULT, "konto;budget;utfall\nPersonalkostnader;-9;-8\nIntäkter;7;6\n"),
    "a change of costs, and no convention": {
        **data("x", RESULT, "konto;budget;utfall\nMinskade kostnader;9;8\nKostnadsutveckling;1;1\n"),
        **data("y", RESULT.replace("resultat\nk", "inget\nk"), "konto;budget;utfall\nKostnad;9;8\n"),
    },
    "an empty column, and a total of nothing": data("x", RESULT, "konto;budget;utfall\nLön;;\nBil;;\n"),
    "columns called deviation that are none": data(
        "x",
        "titel: X\nkolumner: {a: text, budget: tkr, utfall: tkr, avvikelse: tkr}\n",
        "a;budget;utfall;avvikelse\nb;1;2;9\nc;3;4;7\nd;5;6;5\ne;1;1;1\n",
    ),
    "deviations within rounding": data(
        "x",
        "titel: X\nkolumner: {a: text, budget: tkr, utfall: tkr, avvikelse: tkr}\n",
        "a;budget;utfall;avvikelse\nb;1;2;1\nc;3;4;2\nd;5;6;1\ne;1;1;-1\nf;;7;7\n",
    ),
    "the same key in other tables": {
        **data("x", RESULT, "konto;budget;utfall\nLön;1;2\nBil;3;4\nHyra;5;6\n"),
        **data("y", RESULT, "konto;budget;utfall\nLön;9;8\nBil;7;6\nHyra;5;4\n"),
    },
    "a week of 42:46 and a month of 185:11": data(
        "x",
        "titel: X\nkolumner: {vad: text, tid: timmar}\n",
        "vad;tid\nbeslut per vecka;42:46\nbeslut per månad;185:11\nmöten per vecka;3\nåret före;647\n",
    ),
    "decimals that cannot be minutes": data(
        "x", "titel: X\nkolumner: {vad: text, tid: timmar}\n", "vad;tid\na;42:46\nb;20,75\nc;17,5\nd;12\n"
    ),
    "only decimals": data("x", "titel: X\nkolumner: {vad: text, tid: timmar}\n", "vad;tid\na;42,46\nb;20,15\n"),
    "årsarbetare beside hours of no period": data(
        "x", "titel: X\nkolumner: {vad: text, åa: årsarbetare, tid: timmar}\n", "vad;åa;tid\na;12,5;9\n"
    ),
    "amounts of all sizes": data(
        "x", RESULT, "konto;budget;utfall\nLön;-792,8;-305,3\nBil;-0,1;-0,2\nHyra;-120;-90\nEl;-9000;-8000\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("files", SILENT.values(), ids=SILENT)
def test_nothing_is_said(files: dict[str, str]) -> None:
    assert lines(files) == []


SAID = {
    "an effect larger than the full year's": (
        plan("åtgärder:\n  - {id: a, namn: Bilar, effekt i år: 540 tkr, helårseffekt: 500 tkr}\n"),
        [
            "datum-saknas: åtgärden «Bilar» har inget startdatum",
            "effekt-i-år-skiljer: åtgärden «Bilar» ger 540 tkr i år, mer än 500 tkr under ett helt år",
        ],
    ),
    "an effect that no start gives": (
        plan("åtgärder:\n  - {id: a, namn: A, effekt i år: 540 tkr, helårseffekt: 888 tkr}\n"),
        [
            "datum-saknas: åtgärden «A» har inget startdatum",
            (
                "effekt-i-år-skiljer: åtgärden «A» ger 540 tkr i år av 888 tkr under ett helt år, "
                "vilket ingen startdag ger: 7 månader är 518 tkr och 8 månader 592 tkr"
            ),
        ],
    ),
    "a temporary action with an end": (
        plan(f"åtgärder:\n{action(f', varaktighet: tillfällig, slutdatum: {YEAR}-12-31')}"),
        [
            ("tillfällig-helårseffekt: åtgärden «Färre bilar» räknas med 120 tkr i helårseffekten, "
            "som om den fortsatte varje år, men den slutar 2026-12-31")
        ],
    ),
    "one that happens once": (
        plan(f"åtgärder:\n{action(', varaktighet: engång')}"),
        [
            ("tillfällig-helårseffekt: åtgärden «Färre bilar» räknas med 120 tkr i helårseffekten, "
            "som om den fortsatte varje år, men den ger effekt en enda gång")
        ],
    ),
    "a requirement and no actions": (
        plan("åtgärdskrav: 3,2 mkr\n"),
        ["krav-utan-belopp: enheten ska spara 3,2 mkr, men ingen åtgärd har ett belopp"],
    ),
    "almost enough is not 100 percent": (
        plan(f"åtgärdskrav: 120 100 kr\nåtgärder:\n{action()}"),
        ["krav-täcks-inte: åtgärdskravet 120 100 kr täcks till 99 % i år (120 tkr) och 99 % helår (120 tkr)"],
    ),
    "a part that is not known": (
        plan("åtgärdskrav: 200 tkr\nåtgärder:\n  - {id: a, namn: A, helårseffekt: 120 tkr}\n"),
        [
            "datum-saknas: åtgärden «A» har inget startdatum",
            "krav-täcks-inte: åtgärdskravet 200 tkr täcks till okänd del i år och 60 % helår (120 tkr)",
        ],
    ),
    "a cost beside an action without amount": (
        plan(
            f"åtgärdskrav: 120 tkr\nåtgärder:\n{action()}"
            f"  - {{id: b, namn: Flytt, {START}, ej beräknad: Prövas, omställningskostnad: 30 tkr}}\n"
        ),
        [
            ("netto-skiljer: åtgärden «Flytt» har omställningskostnaden 30 tkr; "
            "åtgärdskravet täcks till 100 % före och 75 % efter sådana kostnader")
        ],
    ),
    "two amounts of one action": (
        plan(f"åtgärder:\n  - {{id: a, namn: A, {START}, helårseffekt: 943 tkr, effekt i år: 943 mkr}}\n"),
        [
            ("effekt-i-år-skiljer: åtgärden «A» anger 943 mkr i år, "
            "men helårseffekten 943 tkr från 2026-01-01 ger 943 tkr"),
            ("fel-enhet: helårseffekt för åtgärden «A» är 943 tkr, men effekt i år 943 mkr; "
            "troligen är ett av beloppen skrivet i fel enhet"),
        ],
    ),
    "a requirement far from all": (
        plan("åtgärdskrav: 4,1 tkr\n") | plan("åtgärdskrav: 2,3 mkr\n", OTHER_PLAN),
        [
            "krav-utan-belopp: enheten ska spara 4,1 tkr, men ingen åtgärd har ett belopp",
            ("fel-enhet: åtgärdskravet är 4,1 tkr, långt från planens och andra enheters belopp; "
            "troligen är 4,1 mkr menat"),
            "krav-utan-belopp: enheten ska spara 2,3 mkr, men ingen åtgärd har ett belopp",
            ("fel-enhet: åtgärdskravet är 2,3 mkr, långt från planens och andra enheters belopp; "
            "troligen är 2,3 tkr menat"),
        ],
    ),
    "a target in another kind of unit": (
        plan("nyckeltal:\n  - {id: bom, namn: Bomtid, mål: 5, riktning: minska, data: tal}\n") | OUTCOMES,
        ["fel-enhet: nyckeltalet Bomtid har målet 5 i antal, men utfallet 5 % är i procent"],
    ),
    "kronor in a column of tkr": (
        data("x", RESULT, "konto;budget;utfall\nLön;-792;-305300\nBil;-1;-2\nHyra;-120;-400\n"),
        [
            ("fel-enhet: raden «Lön» har −305 300 tkr i «utfall», långt mer än andra rader; "
            "troligen är −305 tkr menat")
        ],
    ),
    "budget less outcome where results are shown": (
        data(
            "x",
            "titel: X\ntecken: resultat\nkolumner: {a: text, budget: tkr, utfall: tkr, avvikelse: tkr}\n",
            "a;budget;utfall;avvikelse\nb;1;9;-8\nc;3;4;-1\nd;5;8;3\ne;1;8;-7\n",
        ),
        [
            ("fel-tecken: «avvikelse» är budget minus utfall; med tecken: resultat ska avvikelsen vara "
            "utfall minus budget, så att plus är överskott"),
            ("avvikelse-skiljer: raden «d» har avvikelse 3 tkr, men budget minus utfall är −3 tkr; "
            "tecknet är troligen omvänt"),
        ],
    ),
    "a row of two tables that a selection is drawn from": (
        data("x", RESULT, "konto;budget;utfall\nLön;1;2\n")
        | data("y", RESULT, "konto;budget;utfall\nLön;1;3\n")
        | {"data/storby/z.yml": "titel: Z\nurval ur: [x, y]\nrader: [Lön]\n"},
        ["rad-skiljer: raden «Lön» finns i både x och y, med olika värden; den hämtas ur x"],
    ),
    "minutes read as decimals, with nothing to prove it": (
        data("x", "titel: X\nkolumner: {vad: text, tid: timmar}\n", "vad;tid\na;42:46\nb;601,45\n"),
        ["timmar-minuter: «b» är 601,45 timmar, men andra rader är skrivna med minuter; troligen är 601:45 menat"],
    ),
    "hours in columns": (
        data(
            "x",
            "titel: X\nkolumner: {vad: text, per vecka: timmar, per år: timmar}\n",
            "vad;per vecka;per år\na;100;5 200\nb;100;5 800\n",
        ),
        [
            ("timmar-per-period: «b» per år är 5 800 timmar och «b» per vecka 100 timmar; "
            "det är 58,00 gånger så mycket, men ett år har 52,0–52,3 veckor")
        ],
    ),
    "adopted after it was revised": (
        plan(
            f"beslut: [{{datum: {YEAR}-02-10, typ: reviderad}}, {{datum: {YEAR}-05-10, typ: antagen}}]\n"
        ),
        ["datum-i-fel-ordning: beslutet 2026-02-10 är reviderad, men planen antas först 2026-05-10"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), SAID.values(), ids=SAID)
def test_this_is_said(files: dict[str, str], expected: list[str]) -> None:
    assert sorted(lines(files)) == sorted(expected)


# rounding


def tenths(count: int) -> list[Quantity]:
    return [Quantity(Fraction(0), Unit.TKR, 1)] * count


def test_half_of_the_last_digit() -> None:
    written = {
        "1 239,5 tkr": Fraction(50),
        "4,2 mkr": Fraction(50_000),
        "10 kr": Fraction(1, 2),
        "601:45 timmar": Fraction(1, 120),
    }
    assert {text: half(parse_quantity(text)) for text in written} == written


@pytest.mark.parametrize(
    ("deviation", "possible"), [(0, True), (150, True), (151, False), (-150, True), (-151, False)]
)
def test_every_row_and_the_total_may_be_half_a_digit_off(deviation: int, possible: bool) -> None:
    """Two rows with one decimal and their total: three times fifty kronor."""
    assert within_rounding(Fraction(deviation), tenths(1)[0], tenths(2)) is possible


@pytest.mark.parametrize(
    ("rows", "deviation", "chance"),
    [
        (1, 50, Fraction(1)),  # the total's own rounding explains it
        (1, 100, Fraction(0)),  # a row is exactly at its edge: never
        (2, 100, Fraction(1, 4)),  # two uniform errors together beyond half a digit
        (3, 150, Fraction(2 * 1, 48)),  # beyond a whole digit of three: twice (1/2)³ / 3!
        (2, 150, Fraction(0)),
    ],
)
def test_the_chance_of_a_deviation(rows: int, deviation: int, chance: Fraction) -> None:
    assert likelihood(Fraction(deviation), tenths(1)[0], tenths(rows)) == chance


def test_many_rows_are_a_normal_distribution() -> None:
    """Just above the limit of the exact reckoning the two agree to a hundredth."""
    exact, normal = (likelihood(Fraction(700), tenths(1)[0], tenths(rows)) for rows in (100, 101))
    assert abs(exact - normal) < Fraction(1, 100)
    assert likelihood(Fraction(100), tenths(1)[0], [Quantity(Fraction(0), Unit.MKR, 0)]) > Fraction(99, 100)


def test_the_twenty_projects_of_a_real_annex() -> None:
    """A deviation of 400 kronor in the sum of twenty amounts in tkr with one decimal: about once in 160."""
    assert Fraction(1, 170) < likelihood(Fraction(400), tenths(1)[0], tenths(20)) < Fraction(1, 140)


# totals


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(-99999, 99999), st.one_of(st.none(), st.integers(-9999, 9999))), max_size=8),
    st.sampled_from(["a", "b", "c"]),
)
def test_a_total_is_what_the_table_shows(rows: list[tuple[int, int | None]], column: str) -> None:
    """Checks sum without a frame, and give what the site's tables sum with one."""
    lines = (f"r{index};{a / 10};{'' if b is None else b}" for index, (a, b) in enumerate(rows))
    kinds = "kolumner: {r: text, a: tkr, b: tkr, c: {enhet: tkr, differens: [a, b]}}\n"
    files = data("x", f"titel: X\n{kinds}", ("r;a;b\n" + "\n".join(lines) + "\n").replace(".", ","))
    archive, problems = read({"plans/storby/organisation.yml": ORGANISATION, **files})
    assert problems == []
    dataset = archive.municipalities[0].datasets["x"].dataset
    assert total(dataset, column) == Frame(dataset).total(column)
