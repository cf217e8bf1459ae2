"""The five documents with their slips of figures corrected: the rules of figures are silent about them.

What is right cannot always be known from a document. Then a value is chosen with which it would be sound:
an action that has no date gets one, a requirement that is not met is lowered to what is.
"""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
OUTCOME_1, OUTCOME_5 = "data/alingsas/projektutfall-2023-pa1.yml", "data/alingsas/projektutfall-2023-pa5.yml"
SELECTION, HOURS = "data/alingsas/projekt-81511-2024.yml", "data/alingsas/timmar-81511.csv"
FIGURES = "data/huddinge/nyckeltal-2023.csv"
ASSISTANCE = "plans/alingsas/2024/81511/plan.yml"
_HUDDINGE = "plans/huddinge/2023"
HOME_CARE, PERSONAL = f"{_HUDDINGE}/hemtjanst/plan.yml", f"{_HUDDINGE}/personlig-assistans/plan.yml"
DAILY, SUPPORT = f"{_HUDDINGE}/daglig-verksamhet/plan.yml", f"{_HUDDINGE}/boendestod/plan.yml"
DAY, SHORT_STAY = f"{_HUDDINGE}/dagverksamhet/plan.yml", f"{_HUDDINGE}/korttidsboende/plan.yml"
RESIDENTIAL = f"{_HUDDINGE}/sarskilt-boende/plan.yml"
_NOT_STATED = "    ej beräknad: Inget belopp anges; originalet"
_ASSISTANCE_1 = 'urval: "Ansvar: Personlig assistans 1'
_FULL_YEAR = "    helårseffekt:"
NOT_IN_YEAR = "    varaktighet: tillfällig\n    slutdatum: 2023-12-31\n    startdatum: 2023-01-01\n"
NOT_CARRIED_ON = "    varaktighet: tillfällig\n"
#: Each real slip that a rule of figures finds: the file, its words, what corrects them, and the code.
SLIPS = (
    (OUTCOME_1, '"-1 659,9"', '"-1 660,3"', "summa-avrundning"),
    (OUTCOME_1, '"-325,0"', '"-325,1"', "summa-avrundning"),
    (OUTCOME_5, '"-936,5"', '"-936,6"', "summa-avrundning"),
    (OUTCOME_5, '"614,8"', '"614,9"', "summa-avrundning"),
    (SELECTION, '"-325,0"', '"91,8"', "kopierad-summa"),
    (SELECTION, '"262,3"', '"263,3"', "uppgivet-värde-skiljer"),
    (SELECTION, '"-46,0"', '"-51,0"', "rad-skiljer"),
    (SELECTION, _ASSISTANCE_1, f"{_ASSISTANCE_1} och 5", "urval-skiljer"),
    (HOURS, "beslut per år;7392", "beslut per år;7280", "timmar-per-period"),
    (FIGURES, "utforandegrad;2023-03;64,6", "utforandegrad;2023-03;70,6", "mål-inte-nått"),
    (FIGURES, "avbojda-besok;2023-03;1,4", "avbojda-besok;2023-03;0,9", "mål-inte-nått"),
    (HOME_CARE, "åtgärdskrav: 4,2 mkr", "åtgärdskrav: 2,7 mkr", "krav-täcks-inte"),
    (PERSONAL, "åtgärdskrav: 2,3 mkr", "åtgärdskrav: 1,5 mkr", "krav-täcks-inte"),
    (DAILY, "åtgärdskrav: 4,1 mkr", "åtgärdskrav: 0,8 mkr", "krav-täcks-inte"),
    (SUPPORT, "åtgärdskrav: 0,7 mkr\n", "", "krav-utan-belopp"),
    (DAY, "åtgärdskrav: 3,2 mkr\n", "", "krav-utan-belopp"),
    (SHORT_STAY, "åtgärdskrav: 3,2 mkr\n", "", "krav-utan-belopp"),
    (RESIDENTIAL, "åtgärdskrav: 8,3 mkr\n", "", "krav-utan-belopp"),
    (PERSONAL, "effekt i år: 177 tkr", "effekt i år: 532 tkr", "effekt-i-år-skiljer"),
    (PERSONAL, "    effekt i år: 540", "    startdatum: 2023-06-01\n    effekt i år: 518", "effekt-i-år-skiljer"),
    (DAILY, "effekt i år: 629 tkr", "effekt i år: 707 tkr", "effekt-i-år-skiljer"),
    (PERSONAL, f"{_FULL_YEAR} 300 tkr\n", "", "tillfällig-helårseffekt"),
    (DAILY, f"{_FULL_YEAR} 84 tkr\n", "", "tillfällig-helårseffekt"),
    (DAILY, "    omställningskostnad: ca 1 mkr\n", "", "netto-skiljer"),
    (ASSISTANCE, "2024-01-01\n", "2024-01-01\n    ej beräknad: Prövas\n", "effekt-saknas"),
)  # fmt: skip
#: What follows from them, and the dates that are missing.
CONSEQUENCES = (
    (SELECTION, 'Budget (hyp) 2023: "0,0"', 'Budget (hyp) 2023: "-5,0"'),
    (SELECTION, 'Budget (hyp) Jan - Dec 2023: "0,0"', 'Budget (hyp) Jan - Dec 2023: "-5,0"'),
    (SELECTION, 'Avvikelse ack Jan - Dec 2023: "-737,3"', 'Avvikelse ack Jan - Dec 2023: "-732,3"'),
    (PERSONAL, NOT_CARRIED_ON, NOT_IN_YEAR),
    (DAILY, NOT_CARRIED_ON, NOT_IN_YEAR),
    (PERSONAL, "effekt i år: 1 239 tkr", "effekt i år: 1 572 tkr"),
    (PERSONAL, "helårseffekt: 2 163 tkr", "helårseffekt: 1 863 tkr"),
    (DAILY, "effekt i år: 781 tkr", "effekt i år: 859 tkr"),
    (DAILY, "helårseffekt: 1 297 tkr", "helårseffekt: 1 213 tkr"),
    (PERSONAL, "    effekt i år: 0 tkr\n", "    startdatum: 2023-01-01\n    effekt i år: 0 tkr\n"),
    (DAILY, "    effekt i år: 0 tkr\n", "    startdatum: 2023-04-01\n    effekt i år: 0 tkr\n"),
    (HOME_CARE, "    effekt i år: 0 tkr\n", "    startdatum: 2023-01-01\n    effekt i år: 0 tkr\n"),
    (HOME_CARE, "    effekt i år: 2 750 tkr\n", "    startdatum: 2023-01-01\n    effekt i år: 2 750 tkr\n"),
    (SUPPORT, _NOT_STATED, f"    startdatum: 2023-04-01\n{_NOT_STATED}"),
    (DAY, "    ej beräknad:", "    startdatum: 2023-05-01\n    ej beräknad:"),
    (SHORT_STAY, "    ej beräknad:", "    startdatum: 2023-01-01\n    ej beräknad:"),
)  # fmt: skip


def as_published() -> dict[str, str]:
    """Give the files of plans/ and data/, without what people have answered to remarks."""
    files = [path for folder in ("plans", "data") for path in (ROOT / folder).rglob("*") if path.is_file()]
    texts = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in files}
    return {path: text.partition("\navstämning:\n")[0] + "\n" for path, text in texts.items()}


def corrected() -> dict[str, str]:
    """Give the files with every slip of figures corrected, and what follows from that."""
    files = as_published()
    for path, slip, right in [*(each[:3] for each in SLIPS), *CONSEQUENCES]:
        assert slip in files[path], (path, slip)
        files[path] = files[path].replace(slip, right)
    return files
