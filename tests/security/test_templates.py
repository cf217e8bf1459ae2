"""No text runs code: every attack is told at its line, none leaves a trace, and honest texts still work."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from archives import FILES, PLAN, REPORT_TEXT, TEXT, changed, context_of, filled, publish, shown
from template_attacks import ATTACKS, CANARY

from handlingsplan.site import budget
from handlingsplan.site.budget import Budget
from handlingsplan.site.publication import Publication
from handlingsplan.text.places import Severity

FOLLOW_UP = "plans/storby/2025/hemtjanst/uppfoljning/2025-04-30"
FACTS = "åtgärder:\n  - {åtgärd: timvikarier, status: pågår}\n"
#: Where a text of each kind is attacked: the file, and what stands before the attack.
PLACES = {
    TEXT: FILES[TEXT] + "\n## Mer {: #mer .fri }\n\n",
    REPORT_TEXT: FILES[REPORT_TEXT] + "\n## Mer\n\n",
    f"{FOLLOW_UP}.md": "## Fler timvikarier {: #timvikarier }\n\n",
}


@pytest.fixture(autouse=True)
def no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Every test here runs in an empty folder, and nothing may be in it afterwards."""
    monkeypatch.chdir(tmp_path)
    yield
    assert list(tmp_path.iterdir()) == []


def attacked(path: str, attack: str) -> Publication:
    """The municipality with an attack in one of its texts."""
    return publish({f"{FOLLOW_UP}.yml": FACTS, path: PLACES[path] + attack + "\n"})


def errors(publication: Publication) -> list[str]:
    return [str(problem) for problem in publication.problems if problem.severity is Severity.ERROR]


def test_the_corpus_is_large_and_has_no_doubles() -> None:
    assert len(ATTACKS) == len(set(ATTACKS)) >= 150
    assert sum(CANARY in attack for attack in ATTACKS) >= 15


@pytest.mark.parametrize("path", PLACES, ids=("plan", "report", "follow-up"))
def test_the_texts_are_sound_before_they_are_attacked(path: str) -> None:
    assert errors(attacked(path, "Lugnt.")) == []


@pytest.mark.parametrize("path", PLACES, ids=("plan", "report", "follow-up"))
@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_an_attack_is_told_at_its_line(path: str, attack: str) -> None:
    if "plantext('hemtjanst')" in attack and path == REPORT_TEXT:
        pytest.skip("a report may hold the text of a plan; the next tests bound it")
    began = time.monotonic()
    publication = attacked(path, attack)
    assert time.monotonic() - began < 10
    line = PLACES[path].count("\n") + 1
    lines = range(line, line + attack.count("\n") + 1)
    here = [each for each in errors(publication) if any(each.startswith(f"{path}:{number}:") for number in lines)]
    assert here, errors(publication)[:3]
    assert len(errors(publication)) <= 2 * budget.MOST_FAULTS
    assert not any(word in " ".join(here) for word in ("Traceback", "<class", "object at 0x", "unexpected"))
    document = publication.texts["storby/2025/hemtjanst/"] + publication.texts["storby/2025/rapporter/laget/"]
    assert not re.search("<class|__globals__|root:x:|object at 0x|<function|<Config", document)


@pytest.mark.parametrize(
    "attack", [each for each in ATTACKS if len(each) < 500 and '"' not in each and each.isprintable()]
)
def test_facts_and_data_are_never_templates(attack: str) -> None:
    """A name and a cell are shown as they were written, whatever stands in them."""
    quoted = attack.replace("\\", "\\\\")
    name = changed(PLAN, "namn: Färre bilar", f'namn: "{quoted}"')
    table = "data/storby/resultat.csv"
    cell = changed(table, "Bilar;", attack.replace(";", ",") + ";")
    publication = publish({**name, **cell})
    assert [each for each in errors(publication) if "makro" in each.split(": ")[1:2]] == []
    assert not errors(publication) or all(each.startswith(PLAN) for each in errors(publication))
    context = context_of(publication) if not errors(publication) else None
    if context is not None:
        from html import unescape  # noqa: PLC0415

        told = unescape(filled(context, "{{ tabell('resultat') }} {{ åtgärdstabell() }}"))
        assert shown(attack.replace(";", ",")) in told
        assert shown(attack) in told


def test_honest_texts_still_work() -> None:
    publication = publish()
    assert errors(publication) == []
    context = context_of(publication)
    assert filled(context, "Vi ska spara {{ åtgärdskrav() }}.") == "Vi ska spara 0,6 mkr."
    assert filled(context, "{% raw %}{{ config }}{% endraw %}") == "{{ config }}"
    assert "Fler timvikarier" in filled(context, "{{ åtgärdstabell() }}")


class TestBounds:
    """The bounds hold for a page as a whole, however its text is cut up."""

    def test_calls_are_counted_over_the_sections_of_a_file(self) -> None:
        sections = "".join(
            f"\n## Del {number} {{: .fri }}\n\n{'{{ åtgärdskrav() }} ' * 900}\n" for number in range(8)
        )
        told = errors(publish({TEXT: FILES[TEXT] + sections}))
        assert told[0].startswith(TEXT)
        assert all(each.endswith("sidan anropar makron fler än 5000 gånger; dela upp texten") for each in told)

    def test_calls_are_counted_in_the_texts_that_a_report_takes_in(self) -> None:
        plan = FILES[TEXT] + "\n## Mer {: .fri }\n\n" + "{{ åtgärdskrav() }} " * 2_500
        report = "## Allt\n\n" + '{{ plantext("hemtjanst") }}\n\n' * 2_000
        began = time.monotonic()
        told = errors(publish({TEXT: plan, REPORT_TEXT: report}))
        assert time.monotonic() - began < 20
        assert any(REPORT_TEXT in each and "fler än 5000 gånger" in each for each in told), told

    def test_html_is_counted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(budget, "MOST_HTML", 20_000)
        told, *_ = errors(
            publish({TEXT: FILES[TEXT] + "\n## Mer {: .fri }\n\n" + '{{ tabell("resultat") }}\n\n' * 500})
        )
        assert "tabeller och diagram blir längre än 20000 tecken" in told

    def test_time_is_counted(self) -> None:
        now = iter((0.0, 1.0, 121.0, 122.0))
        spent = Budget(lambda: 0, clock=lambda: next(now))
        assert spent.spend() == ""
        assert "tar längre tid än 120 sekunder" in spent.spend()
        assert spent.spent()

    def test_a_computer_that_has_slept_meanwhile_is_no_fault(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(budget, "MOST_SECONDS", 0.2)
        spent = Budget(lambda: 0)
        assert spent.spend() == ""
        time.sleep(0.3)
        assert spent.spend() == ""

    def test_faults_are_bounded(self) -> None:
        sections = "".join(f"\n## Del {number} {{: .fri }}\n\n{'{{ fel() }} ' * 150}\n" for number in range(200))
        assert 200 < len(errors(publish({TEXT: FILES[TEXT] + sections}))) < 500
