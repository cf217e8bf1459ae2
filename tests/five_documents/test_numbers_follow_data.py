"""Changing one number in data/ or a plan.yml changes every table, total and sentence that depends on it."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from handlingsplan.site.pages import Site, read_site

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
NBSP = "\u00a0"
MINUS = "\u2212"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for folder in ("plans", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def change(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def page(site: Site, address: str) -> str:
    [found] = [each for each in site.pages if each.uri == f"{address}/index.md"]
    html = site.fragments.insert(found.markdown).replace(NBSP, " ")
    return re.sub(r'<a class="hp-tal"[^>]*>(.*?)</a>', r"\1", html)


def test_a_project_outcome_moves_both_annexes_and_the_sentences(copy: Path) -> None:
    """Project 51329 stands in annex 1, in the selection of annex 3, and in two sentences."""
    before = page(read_site(copy, TODAY), "alingsas/2024/81511")
    assert f"ca {MINUS}176 100 kronor" in before
    change(
        copy,
        "data/alingsas/projektutfall-2023-pa1.csv",
        "51329;51329 personlig assistans 51329;;;-176,1;",
        "51329;51329 personlig assistans 51329;;;-276,1;",
    )
    after = page(read_site(copy, TODAY), "alingsas/2024/81511")
    assert f"ca {MINUS}276 100 kronor" in after
    assert f"{MINUS}176,1" not in after
    # outcome and deviation in both annexes and in the table of annex 3's chart; the chart's label and bar
    assert after.count(f"{MINUS}276,1") == 8
    assert f"{MINUS}1 760,3" in after  # annex 1 computed: −1 660,3 before
    assert f"{MINUS}837,3" in after  # annex 3 computed: −737,3 before
    assert "+155 605 kr" in after  # the sentence that adds the savings: +255 605 before


def test_an_effect_moves_the_plan_its_sentence_the_report_and_the_register(copy: Path) -> None:
    change(copy, "plans/huddinge/2023/personlig-assistans/plan.yml", "helårseffekt: 532 tkr", "helårseffekt: 632 tkr")
    site = read_site(copy, TODAY)
    assert "2 263" in page(site, "huddinge/2023/personlig-assistans")
    assert "2 263" in page(site, "huddinge/2023/rapporter/atgardsplan-2023-03-31")
    assert "6 310 tkr" in page(site, "huddinge/2023")
    assert "632 tkr" in page(site, "atgarder")


def test_a_requirement_moves_its_sentence_and_the_coverage(copy: Path) -> None:
    before = page(read_site(copy, TODAY), "huddinge/2023/rapporter/atgardsplan-2023-03-31")
    assert "4,2 miljoner kronor" in before
    assert "26,0 mkr" in before
    change(copy, "plans/huddinge/2023/hemtjanst/plan.yml", "åtgärdskrav: 4,2 mkr", "åtgärdskrav: 5,2 mkr")
    after = page(read_site(copy, TODAY), "huddinge/2023/rapporter/atgardsplan-2023-03-31")
    assert "4,2 miljoner kronor" not in after
    assert "5,2 miljoner kronor" in after
    assert "27,0 mkr" in after


def test_a_key_figure_moves_text_status_and_table(copy: Path) -> None:
    change(copy, "data/huddinge/nyckeltal-2023.csv", "64,6", "71,3")
    site = read_site(copy, TODAY)
    for address in ("huddinge/2023/hemtjanst", "huddinge/2023/rapporter/atgardsplan-2023-03-31"):
        text = page(site, address)
        assert "64,6" not in text
        assert "71,3 procent" in text
        assert "uppgår till 71,3 %" in text


def test_a_stated_difference_is_told_when_data_changes(copy: Path) -> None:
    """A sentence in the source's own wording shows the computed figure too, and `check` tells it."""
    change(copy, "data/alingsas/timmar-81511.csv", "601:45", "600:45")
    site = read_site(copy, TODAY)
    assert any("45 timmar och 15 min" in problem.message for problem in site.problems if problem.stops)
    assert "46 timmar och 15 minuter" in page(site, "alingsas/2024/81511") or "46,25 timmar" in page(
        site, "alingsas/2024/81511"
    )


def test_the_totals_of_the_documents_are_computed(copy: Path) -> None:
    site = read_site(copy, TODAY)
    report = page(site, "huddinge/2023/rapporter/atgardsplan-2023-03-31")
    for total in ("2 750", "1 239", "2 163", "781", "1 297"):
        assert f'<td class="tal">{total}</td>' in report
    annexes = page(site, "alingsas/2024/81511")
    for stated in ("1 659,9", "936,5", "737,3"):
        assert f"{MINUS}{stated}" in annexes
