"""Next year's plan: what follows along, what is emptied, and that the file keeps its look."""

from __future__ import annotations

import pytest

from handlingsplan.creating.addresses import PlanAddress
from handlingsplan.creating.next_plan import next_plan
from handlingsplan.model.plan import Plan
from handlingsplan.reading.tree import UnreadableError
from handlingsplan.reading.validation import read_model

ORGANISATION = """\
formatversion: 1
namn: Prov
nämnder:
  - id: von
    namn: Vårdnämnden
    avdelningar:
      - id: norr
        namn: Norr
        enheter: [{id: hemtjanst, namn: Hemtjänsten}, {id: natt, namn: Natten}]
"""
ADDRESS = PlanAddress("prov", 2026, "hemtjanst")
FACTS = "plans/prov/2025/hemtjanst/plan.yml"


class Files:
    """A tree made of texts."""

    def __init__(self, files: dict[str, str | bytes]) -> None:
        self._files = {"plans/prov/organisation.yml": ORGANISATION, **files}

    def paths(self) -> list[str]:
        return sorted(self._files)

    def read(self, path: str) -> bytes:
        data = self._files[path]
        if data == "länk":
            raise UnreadableError("filen är en länk ut ur förvaret; lägg en vanlig fil här")
        return data if isinstance(data, bytes) else data.encode()


def copied(facts: str) -> str:
    """Give next year's plan.yml."""
    draft, problems = next_plan(Files({FACTS: facts}), ADDRESS, 2025)
    assert [str(problem) for problem in problems] == []
    assert draft is not None
    text = draft.files["plan.yml"]
    assert read_model(Plan, "plan.yml", text)[2] == []
    return text


BEFORE = """\
# Enhetens egen kommentar 😀
titel: Handlingsplan hemtjänsten
typ av styrdokument: Ekonomisk handlingsplan
status: beslutad                # av nämnden
beslutande instans: Vårdnämnden
datum för beslut: 2025-03-06    # protokoll finns
diarienummer: "2025.019 VON"
gäller för: Hemtjänsten
giltighetstid: 2025
revideras senast: 2026-01-31
dokumentansvarig: Enhetschef

beslut:   # äldst först
  # Första gången
  - datum: 2025-02-06
    typ: återremitterad         # kompletteras
  # Andra gången
  - datum: 2025-03-06
    typ: antagen

utgångsläge:
  budget: 41,6 mkr              # ur budgetboken
  prognos: 43,1 mkr
  kommentar: >-
    Två rader
    om läget.
åtgärdskrav:
  värde: 1,5 mkr
  beskrivning: Beslutat
nyckeltal:
  - {id: utforandegrad, namn: Utförandegrad, mål: 70 %, riktning: öka, data: nyckeltal}
samverkan: {datum: 2025-02-01, kommentar: Utan anmärkning}
riskbedömning:
  datum: 2025-02-01

# Åtgärderna
åtgärder:
  - id: timvikarier
    namn: Fler timvikarier      # behåll namnet
    beskrivning: Kort
    startdatum: 2025-01-01
    effektstart: 2025-02-01
    slutdatum: 2025-12-31
    varaktighet: tillfällig
    ansvarig roll: Enhetschef
    effekt i år:
      värde: ca 350 000 kr
      lydelse: Ca + 350 000 kr.

    helårseffekt: 943 tkr
    omställningskostnad: 1 mkr
    status: pågår
  - {id: schema, namn: Schema, startdatum: 2025-01-01, ej beräknad: Ingår, status: klar}
  - startdatum: 2025-04-01
    id: apt
    namn: Träffar
    beräkning: 42 medarbetare × 4 timmar
uppgivna summor:
  effekt i år: 781 tkr
avstämning:
- anmärkning: rubrik-skiljer
  läge: förklarad
  förklaring: |
    Källan.

    Så är det.
# Sist
"""
AFTER = """\
# Enhetens egen kommentar 😀
titel: Handlingsplan hemtjänsten
typ av styrdokument: Ekonomisk handlingsplan
status: utkast                # av nämnden
beslutande instans: Vårdnämnden
datum för beslut: ÅÅÅÅ-MM-DD    # protokoll finns
diarienummer: XX
gäller för: Hemtjänsten
giltighetstid: XX
revideras senast: ÅÅÅÅ-MM-DD
dokumentansvarig: Enhetschef

beslut:   # äldst först
  # Första gången

utgångsläge:
  budget:               # ur budgetboken
  prognos:
  kommentar:
åtgärdskrav:
nyckeltal:
  - {id: utforandegrad, namn: Utförandegrad, mål: 70 %, riktning: öka, data: nyckeltal}
samverkan: {datum: , kommentar: }
riskbedömning:
  datum:

# Åtgärderna
åtgärder:
  - id: timvikarier
    namn: Fler timvikarier      # behåll namnet
    beskrivning: Kort
    startdatum:
    effektstart:
    slutdatum:
    varaktighet: tillfällig
    ansvarig roll: Enhetschef
    effekt i år:

    helårseffekt: 943 tkr
    omställningskostnad:
    status: planerad
  - {id: schema, namn: Schema, startdatum: , ej beräknad: Ingår, status: planerad}
  - startdatum:
    id: apt
    namn: Träffar
    beräkning: 42 medarbetare × 4 timmar
uppgivna summor:
avstämning:
# Sist
"""


def test_what_belonged_to_the_year_is_emptied_and_all_else_stands_as_it_was() -> None:
    assert copied(BEFORE) == AFTER


def test_a_copy_of_a_copy_is_the_same() -> None:
    assert copied(AFTER) == AFTER


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("titel: A\n", "titel: A\n"),
        ("titel: A\nstatus: utkast", "titel: A\nstatus: utkast"),
        ("status: 'beslutad'\n", "status: utkast\n"),
        ("status:\n  beslutad\n", "status:\n  utkast\n"),
        ("titel: A\nbeslut: []\n", "titel: A\nbeslut:\n"),
        ("beslut:\n- {datum: 2025-01-01, typ: antagen}  # så\ntitel: A\n", "beslut:\ntitel: A\n"),
        ("{titel: A, diarienummer: 2025.1, status: klar}\n".replace("klar", "beslutad"), None),
        ("a\u030atga\u0308rder:\n- {id: a, namn: A, startdatum: 2025-01-01}\n", None),
    ],
)
def test_layouts(before: str, after: str | None) -> None:
    text = copied(before)
    if after is not None:
        assert text == after
    else:
        assert "2025" not in text


def test_the_text_and_its_encoding() -> None:
    files: dict[str, str | bytes] = {
        FACTS: b"\xef\xbb\xbf" + "titel: Ö\r\nstatus: beslutad\r\n".encode(),
        FACTS.replace(".yml", ".md"): "## Å {: #a }\r\n\r\n{{ åtgärdstabell() }}\r\n",
        "plans/prov/2025/hemtjanst/uppfoljning/2025-03-31.yml": "kommentar: Klart\n",
    }
    draft, problems = next_plan(Files(files), ADDRESS, 2025)
    assert problems == []
    assert draft is not None
    assert draft.folder == "plans/prov/2026/hemtjanst"
    assert draft.files == {
        "plan.yml": "titel: Ö\nstatus: utkast\n",
        "plan.md": "## Å {: #a }\n\n{{ åtgärdstabell() }}\n",
    }


@pytest.mark.parametrize(
    "facts",
    [
        "beslut: &b\n  - {datum: &d 2025-01-01, typ: antagen}\nsamverkan: {kommentar: *d}\n",
        "datum för beslut: &d 2025-01-01\nrevideras senast: *d\n",
        "diarienummer: &d Ärende\ngäller för: *d\n",
        "åtgärder:\n  - {id: a, namn: A, startdatum: &d 2025-01-01}\n  - {id: b, namn: B, startdatum: *d}\n",
    ],
)
def test_references_to_what_is_emptied_are_left_to_a_person(facts: str) -> None:
    draft, problems = next_plan(Files({FACTS: facts}), ADDRESS, 2025)
    assert draft is None
    assert [problem.code for problem in problems] == ["kan-inte-kopieras"]
    assert str(problems[0]).startswith(f"{FACTS}:1:1: planen är skriven så att den inte kan kopieras")


def test_other_references_follow_along() -> None:
    text = "beslutande instans: &n Nämnden\ngäller för: *n\ndiarienummer: 1\n"
    assert copied(text) == text.replace("1", "XX")


@pytest.mark.parametrize(
    ("files", "unit", "message"),
    [
        (
            {FACTS.replace("2025", "2023"): "titel: A", FACTS.replace("2025", "2024"): "titel: A"},
            "hemtjanst",
            f"{FACTS}:1:1: enheten «hemtjanst» har ingen plan för 2025; det finns planer för 2023 och 2024",
        ),
        (
            {},
            "natt",
            (
                "plans/prov/2025/natt/plan.yml:1:1: enheten «natt» har ingen plan för 2025; "
                "skapa planen ur mallen, utan --from"
            ),
        ),
        ({FACTS: "titl: A\n"}, "hemtjanst", f"{FACTS}:1:1: okänt fält «titl» – menade du «titel»?"),
        (
            {FACTS: "länk"},
            "hemtjanst",
            f"{FACTS}:1:1: filen är en länk ut ur förvaret; lägg en vanlig fil här",
        ),
    ],
)
def test_a_plan_that_cannot_be_copied(files: dict[str, str | bytes], unit: str, message: str) -> None:
    draft, problems = next_plan(Files(files), PlanAddress("prov", 2026, unit), 2025)
    assert draft is None
    assert [str(problem) for problem in problems] == [message]


def test_the_unit_must_still_be_there() -> None:
    draft, problems = next_plan(Files({}), PlanAddress("prov", 2026, "dag"), 2025)
    assert draft is None
    assert [problem.code for problem in problems] == ["okänd-enhet"]
