"""What the guide's pages of rules of figures show is true: each example gives the message that stands below it."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from analysis.rules.documents import FOLLOW_UP, OTHER_PLAN, REPORT, YEAR, data, found, plain, plan
from guide_text import DOCS

from handlingsplan.analysis.rules.figure_rules import RULES
from handlingsplan.analysis.rules.rule import Rule

FIGURES = data(
    f"nyckeltal-{YEAR}",
    "titel: Nyckeltal\nnyckel: [enhet, nyckeltal, period]\n"
    "kolumner: {enhet: text, nyckeltal: text, period: text, värde: procent}\n",
    f"enhet;nyckeltal;period;värde\nhemtjanst;utforandegrad;{YEAR}-03;64,6\nhemtjanst;avbojda-besok;{YEAR}-03;1,4\n",
)
RESULT = (
    "titel: Resultat\ntecken: resultat\n"
    "kolumner: {konto: text, budget: tkr, utfall: tkr, avvikelse: {enhet: tkr, differens: [utfall, budget]}}\n"
)
ROWS = "konto;budget;utfall\nPersonal;-31 200;-32 900\nÖvertid;-600;-1 150\nBilar;-1 900;-2 050\n90019;12,0;251,4\n"
THREE_ROWS = ROWS.replace("90019;12,0;251,4\n", "")
PROJECTS = (
    "titel: Projekt\nkälla: Hypergene\nurval: {}\nkolumner:\n"
    "  projekt: text\n  Budget 2023: tkr\n  Utfall Jan - Dec 2022: tkr\n"
)
TOTAL = 'uppgivet:\n  - rad: Alla\n    summa: ja\n    värden: {Utfall Jan - Dec 2022: "-325,0"}\n'
DRAWN = "titel: Rätt projekt\nurval ur: [projektutfall-2023]\nrader: [a]\n"
#: Twenty outcomes, each with one decimal; together −1 660,3.
TWENTY = "projekt;Utfall\n" + "".join(f"{number};{'-83,0' if number else '-83,3'}\n" for number in range(20))
#: What stands around an example: the rest of its document, or the whole where the page shows only the message.
AROUND: Mapping[str, Mapping[str, str]] = {
    "hel-effekt-före-målet": FIGURES,
    "mål-inte-nått": FIGURES,
    "uppgiven-summa-skiljer": data("resultat", RESULT, THREE_ROWS),
    "uppgivet-värde-skiljer": data("resultat", RESULT, ROWS),
    "personbunden": data("resultat", RESULT, ROWS),
    "avvikelse-skiljer": data(
        "x", "titel: X\nkolumner: {projekt: text, budget: tkr, utfall: tkr, avvikelse: tkr}\n", ""
    ),
    "timmar-per-period": data("x", "titel: X\nkolumner: {mått: text, timmar: timmar}\n", ""),
    "timmar-minuter": data("x", "titel: X\nkolumner: {mått: text, timmar: timmar}\n", ""),
    "timmar-per-årsarbetare": data(
        "x", "titel: X\nkolumner: {grupp: text, årsarbetare: årsarbetare, timmar per år: timmar}\n", ""
    ),
    "summa-avrundning": data(
        "x",
        "titel: X\nkolumner: {projekt: text, Utfall: tkr}\n"
        'uppgivet:\n  - rad: Alla\n    summa: ja\n    värden: {Utfall: "-1 659,9"}\n',
        TWENTY,
    ),
    "kopierad-summa": {
        **data("projektutfall-2023", PROJECTS.format("A") + TOTAL, "projekt;Budget 2023;Utfall Jan - Dec 2022\na;;-325,0\n"),
        **data("x", PROJECTS.format("B") + TOTAL, "projekt;Budget 2023;Utfall Jan - Dec 2022\nb;;91,8\n"),
    },
    "rad-skiljer": {
        **data("projektutfall-2023", PROJECTS.format("A"), "projekt;Budget 2023;Utfall Jan - Dec 2022\na;;1\n-;-51,0;\n"),
        "data/storby/x.yml": f'{DRAWN}uppgivet:\n  - rad: "-"\n    värden: {{Budget 2023: "-46,0"}}\n',
    },
    "urval-skiljer": {
        **data(
            "projektutfall-2023",
            PROJECTS.format('"Ansvar: Personlig assistans 1"'),
            "projekt;Budget 2023;Utfall Jan - Dec 2022\na;;1\n",
        ),
        **data(
            "projektutfall-2023-pa5",
            PROJECTS.format('"Ansvar: Personlig assistans 5"'),
            "projekt;Budget 2023;Utfall Jan - Dec 2022\n90019;;1\n",
        ),
        "data/storby/x.yml": 'titel: X\nurval: "Ansvar: Personlig assistans 1"\n'
        'urval ur: [projektutfall-2023, projektutfall-2023-pa5]\nrader: [a, "90019"]\n',
    },
    "status-motsäger": plan("åtgärder:\n  - {id: bilar, namn: Färre leasingbilar, startdatum: 2026-01-01, helårseffekt: 400 tkr}\n"),
    "period-utan-uppföljning": {**plan("titel: A\n"), **plan("titel: B\n", OTHER_PLAN)},
}  # fmt: skip
#: Rules of other files than plan.yml and data, and the file of their example.
WHERE = {
    "status-motsäger": f"{FOLLOW_UP}{YEAR}-06-30.yml",
    "period-utan-uppföljning": REPORT,
    "okänt-beslut": REPORT,
}
#: Their messages come from the answers and from Git, not from a rule; tests/analysis/test_checks.py and test_decided.py.
NOT_BY_A_RULE = {"onödig-avstämning", "okänd-version"}
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def documents(rule: Rule, example: str) -> dict[str, str]:
    """Give the documents of an example: its block within what stands around it."""
    files = dict(AROUND.get(rule.code, {}))
    for language, block in _FENCE.findall(example):
        if language == "csv":
            files["data/storby/x.csv"] = block
        elif rule.code in WHERE:
            files[WHERE[rule.code]] = f"åtgärder:\n{block}" if block.startswith("- ") else block
        elif "data/storby/resultat.yml" in files:
            files["data/storby/resultat.yml"] += block
        else:
            files |= plan(f"åtgärder:\n{block}" if block.startswith("- ") else block)
    return files


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.code not in NOT_BY_A_RULE], ids=lambda rule: rule.code
)
def test_an_example_gives_its_message(rule: Rule) -> None:
    text = (DOCS / rule.page).read_text(encoding="utf-8")
    example = text.partition("## Ett exempel\n")[2].partition("\n## ")[0]
    [message] = re.findall(r"^> (.+)$", example, re.MULTILINE)
    told = [
        plain(problem.message).replace("−", "-")
        for problem in found(documents(rule, example))
        if problem.code == rule.code
    ]
    assert plain(message).replace("−", "-") in told
