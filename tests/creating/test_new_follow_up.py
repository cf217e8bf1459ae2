"""A new follow-up: filled in from the last one, ready to hand in, and never over another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlingsplan.creating.addresses import PlanAddress
from handlingsplan.creating.drafts import Draft, write_draft
from handlingsplan.creating.follow_ups import NewFollowUp, new_follow_up
from handlingsplan.model.follow_up import FollowUp
from handlingsplan.reading.validation import read_model
from handlingsplan.site.checking import check_tree
from handlingsplan.sources.worktree import WorkTree

ADDRESS = PlanAddress("prov", 2026, "norr")
FOLDER = "plans/prov/2026/norr"
ORGANISATION = """\
formatversion: 1
namn: Provkommunen
uppföljningsperioder:
  - {till och med: 31 mars, lämnas senast: 15 april}
  - {till och med: 31 augusti, typ: delår}
  - {till och med: 31 december, typ: årsbokslut}
nämnder:
  - id: von
    namn: Vårdnämnden
    avdelningar:
      - id: mitt
        namn: Mitt
        enheter:
          - {id: norr, namn: Norr}
"""
PLAN = """\
typ av styrdokument: Åtgärdsplan
åtgärder:
  - {id: vikarier, namn: Fler vikarier, startdatum: 2026-01-01, helårseffekt: 480 tkr}
  - {id: "168", namn: "Schema: nytt #1", startdatum: 2026-01-01, ej beräknad: Prövas}
risker:
  - {id: hyror, namn: Hyrorna höjs}
avstämning:
  - {anmärkning: saknad-text, läge: förklarad, förklaring: Ett prov}
"""
LAST = """\
lämnad: 2026-04-10
lämnad av: Enhetschef
kommentar: Det gick bra.
åtgärder:
  - åtgärd: vikarier
    status: försenad
    bedömning: gul
    genomförandegrad: 40 %
    effekt hittills: 50 tkr
    prognos i år: {värde: 300–400 tkr, lydelse: omkring 350}
    kommentar: Få söker.
risker:
  - {risk: hyror, utfall: delvis inträffad, kommentar: Två avtal}
"""
MARCH = f"{FOLDER}/uppfoljning/2026-03-31.yml"


def made(
    root: Path,
    today: date = date(2026, 9, 10),
    period: date | None = None,
    *,
    with_text: bool = False,
    more: Mapping[str, str] | None = None,
) -> tuple[Draft | None, list[str]]:
    """Give the draft of a follow-up in a checkout with one plan, and what is wrong."""
    files = {"plans/prov/organisation.yml": ORGANISATION, f"{FOLDER}/plan.yml": PLAN, **(more or {})}
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    draft, problems = new_follow_up(WorkTree(root), NewFollowUp(ADDRESS, today, period, with_text))
    return draft, [str(problem) for problem in problems]


def test_the_first_follow_up_comes_from_the_plan(tmp_path: Path) -> None:
    draft, problems = made(tmp_path, date(2026, 3, 20))
    assert problems == []
    assert draft is not None
    assert dict(draft.files) == {
        "2026-03-31.yml": """\
# Uppföljning för Norr per 2026-03-31. Det som är ifyllt kommer ur planen.
# Ändra det som har ändrats och skriv en kommentar. En rad som ni lämnar tom gäller så som det senast rapporterades.

typ: månad                     # månad, fördjupad, tertial, delår eller årsbokslut
lämnad:                        # dagen då du lämnar uppföljningen
lämnad av:                     # din roll, inte ditt namn
kommentar:

åtgärder:
  # Fler vikarier. Planen räknar med 480 tkr i år.
  - åtgärd: vikarier
    status: planerad           # planerad, pågår, klar, försenad, pausad eller avbruten
    bedömning:                 # grön, gul eller röd
    genomförandegrad:          # 0 till 100 %
    effekt hittills:           # från årets början till 31 mars
    prognos i år:              # hela årets effekt
    kommentar:
  # Schema: nytt #1.
  - åtgärd: "168"
    status: planerad           # planerad, pågår, klar, försenad, pausad eller avbruten
    bedömning:                 # grön, gul eller röd
    genomförandegrad:          # 0 till 100 %
    effekt hittills:           # från årets början till 31 mars
    prognos i år:              # hela årets effekt
    kommentar:

risker:
  # Hyrorna höjs
  - risk: hyror
    utfall:                    # inte inträffad, delvis inträffad, inträffad eller inte längre aktuell
    kommentar:
"""
    }
    assert draft.next_step.startswith(
        f"Gå igenom {MARCH} och skriv vad som har ändrats. Den ska lämnas senast 2026-04-15."
    )


def test_the_next_one_keeps_what_was_told_and_asks_for_what_is_new(tmp_path: Path) -> None:
    draft, problems = made(tmp_path, more={MARCH: LAST})
    assert problems == []
    assert draft is not None
    text = draft.files["2026-08-31.yml"]
    follow_up, _, found = read_model(FollowUp, "fil.yml", text)
    assert found == []
    assert follow_up is not None
    assert (str(follow_up.kind), str(follow_up.reported_on), follow_up.reported_by, follow_up.comment) == (
        "delår",
        "2026-09-10",
        "Enhetschef",
        "",
    )
    first, second = follow_up.actions
    assert (first.status, first.assessment, str(first.completion)) == ("försenad", "gul", "40\u00a0%")
    assert (first.effect_so_far, str(first.forecast_this_year), first.comment) == (None, "300–400\u00a0tkr", "")
    assert (second.action, second.status, second.assessment) == ("168", "planerad", None)
    assert [(each.outcome, each.comment) for each in follow_up.risks] == [("delvis inträffad", "")]
    assert "# Uppföljning för Norr per 2026-08-31. Det som är ifyllt kommer ur uppföljningen per 2026-03-31." in text
    assert "# samma som förra gången; ändra om ni tror något annat" in text


def test_it_can_be_written_and_checked_at_once(tmp_path: Path) -> None:
    draft, _ = made(tmp_path, with_text=True, more={MARCH: LAST})
    assert draft is not None
    assert write_draft(tmp_path, draft) == []
    assert [problem for problem in check_tree(tmp_path, date(2026, 9, 10)) if problem.stops] == []
    assert sorted(path.name for path in (tmp_path / FOLDER / "uppfoljning").iterdir()) == [
        "2026-03-31.yml",
        "2026-08-31.md",
        "2026-08-31.yml",
    ]
    text = (tmp_path / FOLDER / "uppfoljning/2026-08-31.md").read_text(encoding="utf-8")
    assert text == "## Fler vikarier {: #vikarier }\n\n## Schema: nytt #1 {: #168 }\n"


@pytest.mark.parametrize(
    ("today", "given", "end"),
    [
        (date(2026, 1, 2), (), "2026-03-31"),
        (date(2026, 4, 30), (), "2026-03-31"),
        (date(2026, 4, 30), ("2026-03-31",), "2026-08-31"),
        (date(2026, 8, 1), (), "2026-08-31"),
        (date(2027, 5, 1), (), "2026-12-31"),
        (date(2027, 5, 1), ("2026-12-31",), "2026-08-31"),
    ],
)
def test_the_period_is_the_nearest_that_is_not_handed_in(
    tmp_path: Path, today: date, given: tuple[str, ...], end: str
) -> None:
    more = {f"{FOLDER}/uppfoljning/{day}.yml": "kommentar: Läget\n" for day in given}
    draft, problems = made(tmp_path, today, more=more)
    assert problems == []
    assert draft is not None
    assert list(draft.files) == [f"{end}.yml"]


@pytest.mark.parametrize(
    ("today", "end"),
    [(date(2026, 5, 3), "2026-04-30"), (date(2025, 11, 3), "2026-01-31"), (date(2027, 3, 3), "2026-12-31")],
)
def test_without_a_calendar_it_is_the_month_before(tmp_path: Path, today: date, end: str) -> None:
    start, rest = ORGANISATION.split("uppföljningsperioder:")
    bare = start + "nämnder:" + rest.split("nämnder:")[1]
    draft, problems = made(tmp_path, today, more={"plans/prov/organisation.yml": bare})
    assert problems == []
    assert draft is not None
    assert list(draft.files) == [f"{end}.yml"]


@pytest.mark.parametrize(
    ("period", "more", "line"),
    [
        (
            date(2026, 8, 15),
            {},
            "2026-08-15.yml:1:1: uppföljningen för augusti 2026 ska heta 2026-08-31, periodens sista dag; byt namn på filen",
        ),
        (
            date(2027, 2, 28),
            {},
            (
                "2027-02-28.yml:1:1: uppföljningen är per 2027-02-28, men planen gäller 2026; "
                "uppföljningen av årsbokslutet ska heta som årets sista dag, 2026-12-31: byt namn på filen"
            ),
        ),
        (
            date(2026, 5, 31),
            {f"{FOLDER}/uppfoljning/2026-05-10.yml": "kommentar: Läget\n"},
            "2026-05-31.yml:1:1: 2026-05-10.yml och 2026-05-31.yml är båda uppföljningar för maj 2026; behåll en av dem",
        ),
    ],
)
def test_a_day_that_cannot_be_followed_up_is_refused(
    tmp_path: Path, period: date, more: dict[str, str], line: str
) -> None:
    draft, problems = made(tmp_path, period=period, more=more)
    assert (draft, problems) == (None, [f"{FOLDER}/uppfoljning/{line}"])


def test_what_exists_is_not_written_over(tmp_path: Path) -> None:
    draft, problems = made(tmp_path, period=date(2026, 3, 31), with_text=True, more={MARCH: LAST})
    assert problems == []
    assert draft is not None
    assert [str(each) for each in write_draft(tmp_path, draft)] == [
        f"{MARCH}:1:1: filen finns redan; den skrivs inte över"
    ]
    assert (tmp_path / MARCH).read_text(encoding="utf-8") == LAST
    assert [path.name for path in (tmp_path / MARCH).parent.iterdir()] == ["2026-03-31.yml"]


def test_there_must_be_a_plan_that_can_be_read(tmp_path: Path) -> None:
    draft, problems = made(tmp_path, more={f"{FOLDER}/plan.yml": "titl: A\n"})
    assert draft is None
    assert problems == [f"{FOLDER}/plan.yml:1:1: okänt fält «titl» – menade du «titel»?"]
    (tmp_path / FOLDER / "plan.yml").unlink()
    asked = NewFollowUp(ADDRESS, date(2026, 9, 10))
    [problem] = new_follow_up(WorkTree(tmp_path), asked)[1]
    assert str(problem) == (
        f"{FOLDER}/plan.yml:1:1: enheten «norr» har ingen plan för 2026; "
        "skapa den med: handlingsplan new plan prov/2026/norr"
    )
    [problem] = new_follow_up(WorkTree(tmp_path), NewFollowUp(PlanAddress("prov", 2026, "nor"), date(2026, 9, 10)))[1]
    assert "enheten «nor» finns inte – menade du «norr»?" in str(problem)


def test_all_periods_handed_in(tmp_path: Path) -> None:
    given = {f"{FOLDER}/uppfoljning/2026-{day}.yml": "kommentar: Läget\n" for day in ("03-31", "08-31", "12-31")}
    assert " ".join(made(tmp_path, more=given)[1]) == (
        f"{FOLDER}/uppfoljning:1:1: alla perioder i kalendern är redan lämnade; "
        "skriv vilken dag uppföljningen gäller, till exempel 2026-12-31"
    )


@given(
    st.sampled_from(
        ["-50 tkr", "ca 350 000 kr", "300–400 tkr", "601:45 timmar", "1,5 årsarbetare", "0 kr", "4,25 mkr"]
    ),
    st.sampled_from(["0 %", "33,5 %", "100 %"]),
    st.sampled_from(["Chef: norr", "#1", "on", "Enhetschef"]),
)
@settings(deadline=None, max_examples=25)
def test_what_is_kept_is_the_same_value(forecast: str, share: str, role: str) -> None:
    """Whatever way it was written in."""
    told = (
        f"lämnad av: '{role}'\nåtgärder:\n"
        f"  - {{åtgärd: vikarier, prognos i år: '{forecast}', genomförandegrad: '{share}'}}\n"
    )
    tree = _Files({"plans/prov/organisation.yml": ORGANISATION, f"{FOLDER}/plan.yml": PLAN, MARCH: told})
    draft, problems = new_follow_up(tree, NewFollowUp(ADDRESS, date(2026, 9, 10)))
    assert problems == []
    assert draft is not None
    before, after = (read_model(FollowUp, "fil.yml", text)[0] for text in (told, draft.files["2026-08-31.yml"]))
    assert before is not None
    assert after is not None
    assert (after.reported_by, after.actions[0].completion) == (before.reported_by, before.actions[0].completion)
    old, new = (each.actions[0].forecast_this_year for each in (before, after))
    assert old is not None
    assert new is not None
    assert (new.low.value, new.high.value, new.dimension) == (old.low.value, old.high.value, old.dimension)


class _Files:
    """Files by path."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = files

    def paths(self) -> list[str]:
        return sorted(self._files)

    def read(self, path: str) -> bytes:
        return self._files[path].encode()
