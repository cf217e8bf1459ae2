"""The five documents, and Ansvar 81515 for 2026, as typed by hand with their slips of text corrected.

The rules of texts, and of a plan's form, are silent about them. What is right cannot always be known from a document.
Then what would be sound is chosen: a heading is made the action's name, what is missing is written in one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from five_documents.typed_by_hand import typed

ANOTHER = Path(__file__).parents[1] / "reading" / "real" / "handlingsplan-81515-2026"
_ALINGSAS, _HUDDINGE = "plans/alingsas", "plans/huddinge/2023"
ASSISTANCE = f"{_ALINGSAS}/2024/81511/plan.md"
SECOND, SECOND_FACTS = f"{_ALINGSAS}/2025/81516/plan.md", f"{_ALINGSAS}/2025/81516/plan.yml"
MEMO = f"{_ALINGSAS}/2023/rapporter/personlig-assistans/rapport.md"
HOME_CARE, DAILY = f"{_HUDDINGE}/hemtjanst/plan.md", f"{_HUDDINGE}/daglig-verksamhet/plan.md"
PERSONAL, PERSONAL_FACTS = f"{_HUDDINGE}/personlig-assistans/plan.md", f"{_HUDDINGE}/personlig-assistans/plan.yml"
RESIDENTIAL, DAY = f"{_HUDDINGE}/sarskilt-boende/plan.md", f"{_HUDDINGE}/dagverksamhet/plan.md"
SHORT_STAY, SUPPORT = f"{_HUDDINGE}/korttidsboende/plan.md", f"{_HUDDINGE}/boendestod/plan.md"
NEW, NEW_FACTS = f"{_ALINGSAS}/2026/81515/plan.md", f"{_ALINGSAS}/2026/81515/plan.yml"
_OTHERS = "## Åtgärder {: #atgarder .fri }"
_SUMMARY = "Här skriver du en kortfattad sammanfattning av åtgärderna…"
_FOLLOW_UP = "\n\n### Uppföljning\n\nEnhetschefen ser på utfallet varje månad."
_IN_BETWEEN = "Fortsätter med att vi ska komma ned till 0 budget.\n"
_LATER = (
    "### Möjligheter\n\nVi får personal som räcker.\n\n### Risker\n\nÖvertiden kan öka.\n\n### Ekonomisk effekt\n\n"
)

Slip = tuple[str, str, str, str]


def _sections(path: str, *names: tuple[str, str]) -> Slip:
    written = "".join(f"## {name} {{: #{identity} }}\n\nDet beskrivs ovan.\n\n" for identity, name in names)
    return path, _OTHERS, written + _OTHERS, "saknat-avsnitt"


def _heading(path: str, old: str, new: str) -> Slip:
    return path, f"## {old} {{:", f"## {new} {{:", "rubrik-skiljer"


#: Each real slip that a rule finds in what was typed: the file, its words, what corrects them, and the code.
SLIPS: tuple[Slip, ...] = (
    (ASSISTANCE, "601,45 ", "601:45 ", "talformat"),
    (ASSISTANCE, "330,500 kr", "330 500 kr", "talformat"),
    (ASSISTANCE, "- 737 300", "−737 300", "talformat"),
    (ASSISTANCE, "10 st. projekt", "11 st. projekt", "antal-skiljer"),
    (ASSISTANCE, _SUMMARY, "Så minskar vi kostnaderna.", "mallrest"),
    (ASSISTANCE, _IN_BETWEEN, f"{_LATER}{_IN_BETWEEN}{_FOLLOW_UP[1:]}\n", "saknat-underavsnitt"),
    (
        ASSISTANCE,
        "{: #ratt-projekt }\n",
        "{: #ratt-projekt }\n\n### Beskrivning av åtgärd\n\nProjekten ses över.\n",
        "saknat-underavsnitt",
    ),
    (SECOND, "## Sammanfattning\n", "## Sammanfattning\n\nSå håller vi budgeten.\n", "tom-sammanfattning"),
    (SECOND, "ca 100 000 kr per år", f"ca 100 000 kr per år{_FOLLOW_UP}", "saknat-underavsnitt"),
    (SECOND, "hålla budgetprognosen", f"hålla budgetprognosen{_FOLLOW_UP}", "saknat-underavsnitt"),
    (SECOND, "ersättningsberättigade timmar)", f"ersättningsberättigade timmar){_FOLLOW_UP}", "saknat-underavsnitt"),
    _heading(SECOND, "Endast verkställa beslutade timmar", "Följa beslutade timmar i samtliga projekt"),
    _heading(SECOND, "Fler timvikarier och minskad övertid", "Fler timvikarier och minska övertiden"),
    _heading(SECOND, "Sänkta personalkostnader", "Minska personalkostnader"),
    _heading(SECOND, "Effektivare APT – Samordning och tidsoptimering", "Effektivare arbetsplatsträffar"),
    (SECOND_FACTS, "beslut: ÅÅÅÅ-MM-DD", "beslut: 2025-02-01", "platshållare"),
    (SECOND_FACTS, "gäller för: XX", "gäller för: Personlig assistans", "platshållare"),
    (SECOND_FACTS, "giltighetstid: XX", "giltighetstid: 2025", "platshållare"),
    (SECOND_FACTS, "senast: ÅÅÅÅ-MM-DD", "senast: 2026-01-31", "platshållare"),
    (SECOND_FACTS, "ansvarig: XX", "ansvarig: Enhetschefen", "platshållare"),
    (MEMO, "de tre delar", "de fyra delar", "antal-skiljer"),
    (HOME_CARE, "2,7 miljoner kronor", "2,75 miljoner kronor", "effekt-i-text-skiljer"),
    (HOME_CARE, "3,2 procent", "3,5 procent", "olika-värden"),
    (PERSONAL_FACTS, "för 2 assistansgrupper", "för en assistansgrupp", "antal-skiljer"),
    _heading(PERSONAL, "Förhöjd timersättning", "Ansökt om förhöjd timersättning/arbetsrutin"),
    _heading(PERSONAL, "Ansökt om fler timmar", "Ansökt om utökad assistans"),
    _heading(RESIDENTIAL, "Stortorpsmodellen", "Nytt schema i Stortorpsmodellen"),
    _heading(DAILY, "Synergier och löpartjänster", "Synergier till följd av flyttet till nya lokalen"),
    _heading(DAILY, "Stödassistenter och stödpedagoger", "Stödassistent som går på Stödpedagog uppdraget"),
    (
        HOME_CARE,
        "understiga 1 % av totala arbetstiden.\n",
        "understiga 1 % av totala arbetstiden.\n\n## Schema och resurspass {: #schema-och-resurspass }\n\nSe ovan.\n",
        "saknat-avsnitt",
    ),
    _sections(SHORT_STAY, ("resurspass", "Resurspass och heltid som norm")),
    _sections(
        DAY,
        ("antal-platser", "Se över det faktiska behovet av antalet platser"),
        ("lokaler", "Undersöka om andra verksamheter kan använda lokalerna"),
        ("schemaplanering", "Se över schemaplaneringen"),
    ),
    _sections(
        SUPPORT,
        ("lopartjanster-och-rekrytering", "Löpartjänster och ny rekrytering"),
        ("arbeta-i-team", "Arbeta i team runt brukarna"),
    ),
)
_EFFECT = "### Ekonomisk effekt\n\nBedömd effekt: 400–500 tkr/år"
_DESCRIBED = "\n\n### Beskrivning av åtgärd\n\n"
#: The same for 81515, whose form differs from the template's in headings, subsections and their order.
NEW_SLIPS: tuple[Slip, ...] = (
    (NEW_FACTS, "instans: XX", "instans: Vård- och omsorgsnämnden", "platshållare"),
    (NEW_FACTS, "beslut: ÅÅÅ-MM-DD", "beslut: 2026-02-01", "platshållare"),
    (NEW_FACTS, "diarienummer: XX", "diarienummer: 2026.019 VON", "platshållare"),
    (NEW_FACTS, "gäller för: XX", "gäller för: Personlig assistans", "platshållare"),
    (NEW_FACTS, "giltighetstid: XX", "giltighetstid: 2026", "platshållare"),
    (NEW_FACTS, "senast: ÅÅÅÅ-MM-DD", "senast: 2027-01-31", "platshållare"),
    (NEW_FACTS, "ansvarig: XX", "ansvarig: Enhetschefen", "platshållare"),
    _heading(NEW, "Beskrivning av åtgärd 1", "Beslutade timmar"),
    _heading(NEW, "Beskrivning av åtgärd 2", "Ärenden"),
    _heading(NEW, "Beskrivning av åtgärd 3", "Vik/övertid"),
    _heading(NEW, "Beskrivning av åtgärd 4", "Sjukfrånvaro"),
    _heading(NEW, "Beskrivning av åtgärd 5", "Synliggöra och särskilja strukturella kostnader"),
    (NEW, "#beslutade-timmar }\n\n", f"#beslutade-timmar }}{_DESCRIBED}", "saknat-underavsnitt"),
    (NEW, "#arenden }\n\n", f"#arenden }}{_DESCRIBED}", "saknat-underavsnitt"),
    (NEW, "#vikarier-overtid }\n\n", f"#vikarier-overtid }}{_DESCRIBED}", "saknat-underavsnitt"),
    (NEW, "#sjukfranvaro }\n\n", f"#sjukfranvaro }}{_DESCRIBED}", "saknat-underavsnitt"),
    (NEW, "#strukturella-kostnader }\n\n", f"#strukturella-kostnader }}{_DESCRIBED}", "saknat-underavsnitt"),
    (NEW, "- Bedömd effekt: 300–400 tkr/år", f"- Bedömd effekt: 300–400 tkr/år{_FOLLOW_UP}", "saknat-underavsnitt"),
    (NEW, f"{_EFFECT}\n\n### Möjligheter", "### Möjligheter", "avsnittsordning"),
    (NEW, "i komplexa ärenden", f"i komplexa ärenden\n\n{_EFFECT}{_FOLLOW_UP}", "saknat-underavsnitt"),
    (NEW, "\nBedömd effekt: 300–400 tkr/år", f"\nBedömd effekt: 300–400 tkr/år{_FOLLOW_UP}", "saknat-underavsnitt"),
    (NEW, "200–300 tkr/år", f"200–300 tkr/år{_FOLLOW_UP}", "saknat-underavsnitt"),
    (NEW, "korrekt budgetjustering", f"korrekt budgetjustering{_FOLLOW_UP}", "saknat-underavsnitt"),
)


def another() -> dict[str, str]:
    """The plan of 81515 as it was published, its amounts typed."""
    files = {path.relative_to(ANOTHER).as_posix(): path.read_text("utf-8") for path in ANOTHER.rglob("*.*")}
    effects = dict(re.findall(r"- id: (\S+)\n(?:    .*\n)*?    helårseffekt: (\S+ tkr)", files[NEW_FACTS]))
    macro = re.compile(r"\{\{ belopp\(\"([^\"]+)\"\) \}\}")
    files[NEW] = macro.sub(lambda found: effects[found[1]].replace("-", "–"), files[NEW])
    return files


def corrected(slips: Iterable[Slip] = SLIPS) -> dict[str, str]:
    """The five documents with these slips corrected."""
    return _with(typed(), slips)


def another_corrected(slips: Iterable[Slip] = NEW_SLIPS) -> dict[str, str]:
    """The plan of 81515 with these slips corrected."""
    return _with(another(), slips)


def _with(files: dict[str, str], slips: Iterable[Slip]) -> dict[str, str]:
    for path, slip, right, _ in slips:
        assert files[path].count(slip) == 1, (path, slip, files[path].count(slip))
        files[path] = files[path].replace(slip, right)
    return files
