"""Texts that are filled in for their faults alone: the same faults, and nothing drawn."""

from __future__ import annotations

import pytest
from archives import REPORT_TEXT, TEXT, TODAY, given, publish
from reading.memory import Memory

from handlingsplan.site import budget
from handlingsplan.site.publication import Publication, read_publication

FOLLOW_UP = "plans/storby/2025/hemtjanst/uppfoljning/2025-06-30"
MACROS = (
    "åtgärdstabell()",
    'åtgärdstabell(kolumner=["beskrivning", "status"])',
    'åtgärdstabell(kolumner=["nman"])',
    'faktaruta("timvikarier")',
    'faktaruta("timvikarie")',
    'tabell("resultat")',
    'tabell("resultat", kolumner=["utfll"])',
    'tabell("resultat", utan=["utfll"])',
    'tabell("resultat", urval={"konto": ["Overtid"]})',
    'tabell("resultat", urval={"kont": ["Övertid"]})',
    'tabell("resultat", sortera="-utfal")',
    'tabell("resultat", förändring=["utfall", "budget"])',
    'tabell("resultat", förändring=["utfall"])',
    'tabell("resultat", förändring=["utfall", "konto"])',
    "enhetstabell()",
    "läget()",
    'uppgivet("9 mnkr", summa_effekt())',
)


def unseen(files: dict[str, str]) -> Publication:
    tree = {path: text.encode() for path, text in given(files).items()}
    return read_publication(Memory(tree), TODAY, is_shown=False)


@pytest.mark.parametrize("path", [TEXT, REPORT_TEXT])
@pytest.mark.parametrize("macro", MACROS)
def test_the_faults_are_those_of_the_site(path: str, macro: str) -> None:
    files = {path: given()[path] + f"\n\n## Nytt {{: .fri }}\n\n{{{{ {macro} }}}}\n\n{{{{ fel() }}}}\n"}
    shown, found = publish(files), unseen(files)
    assert found.problems == shown.problems
    assert any("fel" in problem.message for problem in found.problems)
    assert len(shown.texts) > 0
    assert len(found.texts) == 0


@pytest.mark.parametrize(("most", "is_told"), [(1_000, True), (100_000, False)])
def test_a_page_that_may_be_too_long_is_drawn_to_know(
    monkeypatch: pytest.MonkeyPatch, most: int, is_told: bool
) -> None:
    monkeypatch.setattr(budget, "MOST_HTML", most)
    files = {TEXT: given()[TEXT] + "\n\n## Nytt {: .fri }\n" + '\n\n{{ tabell("resultat") }}' * 9 + "\n"}
    found = unseen(files).problems
    assert found == publish(files).problems
    assert any("blir längre än" in problem.message for problem in found) is is_told


def test_macros_in_what_was_said_of_an_action_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fact box fills in the comments of follow-ups, within the budget of its page."""
    monkeypatch.setattr(budget, "MOST_CALLS", 40)
    files = {
        f"{FOLLOW_UP}.yml": "åtgärder:\n  - åtgärd: timvikarier\n    status: pågår\n",
        f"{FOLLOW_UP}.md": "## Fler timvikarier {: #timvikarier }\n\n" + "{{ åtgärdskrav() }} " * 40 + "\n",
    }
    found = unseen(files).problems
    assert found == publish(files).problems
    assert any("fler än 40 gånger" in problem.message for problem in found)
