"""What the macros of a text know: links from its page, ids, and what is computed once."""

from __future__ import annotations

import posixpath

import pytest
from archives import PLAN, changed, context_of, context_of_report, plan_of, publish
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.site.arguments import MacroError
from handlingsplan.site.context import TextContext, new_id


@pytest.mark.parametrize(
    ("page", "target", "link"),
    [
        ("", "planer/", "planer/"),
        ("planer/", "", "../"),
        ("planer/", "planer/", "./"),
        ("storby/2025/hemtjanst/", "storby/2025/", "../"),
        ("storby/2025/", "storby/2025/hemtjanst/", "hemtjanst/"),
        ("storby/2025/rapporter/laget/", "storby/2025/hemtjanst/", "../../hemtjanst/"),
    ],
)
def test_links_are_relative_so_that_the_site_can_stand_anywhere(page: str, target: str, link: str) -> None:
    assert TextContext(publish().library, address=page).link(target) == link


_LIBRARY = publish().library
_ADDRESSES = st.lists(st.sampled_from(["a", "b", "ab"]), max_size=4).map(
    lambda parts: "".join(f"{each}/" for each in parts)
)


@given(_ADDRESSES, _ADDRESSES)
def test_a_link_leads_from_any_page_to_any_other(page: str, target: str) -> None:
    link = TextContext(_LIBRARY, address=page).link(target)
    assert link == f"{posixpath.relpath(f'/{target}', f'/{page}')}/"


def test_a_new_id_is_never_one_that_is_taken() -> None:
    taken = {"risker", "risker-2"}
    assert [new_id("risker", taken), new_id("risker", taken), new_id("mål", taken)] == ["risker-3", "risker-4", "mål"]


def test_frames_and_effects_are_computed_once() -> None:
    context = context_of(publish())
    assert context.frame("resultat") is context.frame("resultat")
    plan = context.plan_of()
    assert context.library.plan_effects(context.home, plan) is context.library.plan_effects(context.home, plan)


def test_a_context_about_a_plan_stays_on_its_page() -> None:
    publication = publish()
    report = context_of_report(publication)
    inner = report.about(plan_of(publication), PLAN)
    assert (inner.address, inner.path, inner.plan_of().unit) == (report.address, PLAN, "hemtjanst")
    inner.remark("kod", "fel", "")
    assert report.remarks == []


def test_the_outcomes_of_a_key_figure_are_the_units_own() -> None:
    context = context_of(publish())
    first, second = context.plan_of().plan.key_figures
    assert list(context.outcomes(first, "hemtjanst")) == ["2024-12", "2025-03"]
    assert list(context.outcomes(first, "assistans")) == ["2025-06"]
    assert context.outcomes(second, "hemtjanst") == {}


def test_a_key_figure_without_data_has_no_outcome() -> None:
    context = context_of(publish(changed(PLAN, "namn: Bomtid, data: nyckeltal", "namn: Bomtid")))
    assert context.outcomes(context.plan_of().plan.key_figures[1], "hemtjanst") == {}


def test_a_page_of_no_municipality_has_no_home() -> None:
    with pytest.raises(MacroError, match=r"^makrot kan bara användas i en plan eller rapport$"):
        TextContext(publish().library).frame("resultat")
