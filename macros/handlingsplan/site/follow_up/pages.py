"""The pages of follow-ups: a committee's year (*läget*), a period over all units, and a plan's own timeline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from handlingsplan.analysis.cases import Document
from handlingsplan.analysis.schedule import all_periods, period_days, plan_periods
from handlingsplan.analysis.standing import Standing, committee_reports, committee_standing, committees_of
from handlingsplan.model.archive import FollowUpDocument, Municipality, PlanDocument
from handlingsplan.model.asked import Name
from handlingsplan.model.organisation import Committee
from handlingsplan.site.context import TextContext
from handlingsplan.site.document_parts import notes_part
from handlingsplan.site.follow_up.addresses import period_address, standing_address, timeline_address
from handlingsplan.site.follow_up.case_chain import chain_part
from handlingsplan.site.follow_up.comments import comments_html
from handlingsplan.site.follow_up.over_time import over_time_html
from handlingsplan.site.follow_up.progress_tables import (
    ABBREVIATIONS,
    action_progress_grid,
    risk_grid,
    timeline_grid,
    unit_progress_grid,
)
from handlingsplan.site.follow_up.proposals import proposal_part
from handlingsplan.site.follow_up.standing_parts import standing_html
from handlingsplan.site.follow_up.wording import period_lead
from handlingsplan.site.forking import forked_map
from handlingsplan.site.grids import draw
from handlingsplan.site.history.since_parts import since_follow_up_part
from handlingsplan.site.list_pages import PLANS
from handlingsplan.site.page_end import committee_responsible, plan_changed, plan_responsible
from handlingsplan.site.publication import Publication, plan_context
from handlingsplan.site.rendering import piece
from handlingsplan.site.site_page import Layout, SitePage, joined, put, trail
from handlingsplan.site.warm.keeper import Keeper
from handlingsplan.text.dates import long_date


def follow_up_layouts(publication: Publication, municipality: Municipality, keeper: Keeper) -> Iterator[Layout]:
    """Give every page of follow-ups of a municipality, to be laid out."""
    of = (publication, municipality)
    for year in municipality.years():
        committees, days = _followed_up(publication, keeper, (municipality, year))
        for committee in (each for each in municipality.organisation.committees if each.id in committees):
            address = standing_address(municipality, committee, year)
            yield Layout(f"{address}index.md", partial(_standing_page, *of, committee, year))
        for day in days:
            address = period_address(municipality, year, day)
            yield Layout(f"{address}index.md", partial(_period_page, *of, year, day))
    for plan in municipality.plans:
        yield Layout(f"{timeline_address(plan)}index.md", partial(_timeline_page, *of, plan))


def read_follow_ups_ahead(publication: Publication, keeper: Keeper) -> None:
    """Let other processes read the plans for which pages there are, where that is kept: this one holds none."""
    homes = publication.library.archive.municipalities
    years = [(home, year) for home in homes for year in home.years() if keeper.find(_name(home, year)) is None]
    if keeper.is_keeping:
        work = partial(keeper.apart, partial(_followed_up, publication, keeper))
        for found in forked_map(work, years, apart=True):
            keeper.take(found)


def _followed_up(
    publication: Publication, keeper: Keeper, of: tuple[Municipality, int]
) -> tuple[list[str], list[date]]:
    """Give the committees (their ids) and the days that a year has pages of."""
    municipality, year = of

    def look() -> tuple[list[str], list[date]]:
        days = period_days(municipality, year, publication.library.today)
        return [each.id for each in committees_of(municipality, year)], days

    return keeper.remember(_name(municipality, year), look)


def _name(municipality: Municipality, year: int) -> Name:
    return "followed up", f"{municipality.id}/{year}"


def _standing_page(publication: Publication, municipality: Municipality, committee: Committee, year: int) -> SitePage:
    library = publication.library
    address = standing_address(municipality, committee, year)
    context = _context(publication, municipality, address)
    standing = committee_standing(municipality, committee, year, library.today)
    mine = {each.plan.unit for each in standing.plans}
    lacking = [each for each in all_periods(municipality, library.today, year) if each.plan.unit in mine]
    reports = committee_reports(municipality, committee, year)
    title = f"Läget {year}: {committee.name}"
    documents: list[Document] = [*(each.plan for each in standing.plans), *reports]
    parts = [
        _trail(context, municipality, year, (address, "Läget")),
        put(context, standing_html(context, standing, lacking)),
        proposal_part(publication, municipality, reports, context),
        _units_part(context, standing),
        chain_part(context, documents),
        notes_part(context),
    ]
    lead = f"Hur det går för {committee.name} i {municipality.organisation.name} {year}."
    responsible = committee_responsible(committee)
    return SitePage(f"{address}index.md", title, joined(*parts), lead, wide=True, responsible=responsible)


def _units_part(context: TextContext, standing: Standing) -> str:
    if not standing.plans:
        return ""
    grid = unit_progress_grid(context, standing.plans, f"Enheterna {standing.year}")
    documents = [each.plan for each in standing.plans]
    chart = over_time_html(context, documents, standing.day, f"Så har prognosen ändrats under {standing.year}")
    return joined("## Enhet för enhet {: #enheter }", put(context, draw(grid)), put(context, chart))


def _period_page(publication: Publication, municipality: Municipality, year: int, day: date) -> SitePage:
    address = period_address(municipality, year, day)
    context = _context(publication, municipality, address)
    organisation = municipality.organisation
    of_year = [plan for plan in municipality.plans if plan.year == year]
    plans = [publication.library.plan_progress(municipality, plan, day) for plan in of_year]
    parts = [
        _trail(context, municipality, year, (address, f"Uppföljning {day}")),
        period_lead(plans, day),
        put(context, draw(unit_progress_grid(context, plans, f"Enheterna per {long_date(day)}"))),
    ]
    for each in plans:
        if each.follow_up is None or each.follow_up.day != day:
            continue
        name = each.plan.placement.unit.name
        grid = action_progress_grid(context, each, f"{name} per {long_date(day)}")
        heading = piece('<h2 id="{}">{}</h2>', each.plan.unit, name)
        parts += [put(context, heading), put(context, draw(grid))]
        parts += [put(context, comments_html(context.about(each.plan, ""), each.plan, each.follow_up))]
        parts += [put(context, draw(risk_grid(context, each.risks, f"Risker, {name}")))] if each.risks else []
    title = f"Uppföljning per {long_date(day)}"
    lead = f"Alla enheter i {organisation.name}."
    return SitePage(f"{address}index.md", title, joined(*parts, notes_part(context)), lead, trusted=True)


def _timeline_page(publication: Publication, municipality: Municipality, plan: PlanDocument) -> SitePage:
    address = timeline_address(plan)
    here = plan_context(publication.library, municipality, plan, elsewhere=True)
    context = replace(here, address=address, notes=publication.library.notes_of(address), page_ids=set())
    organisation, today = municipality.organisation, publication.library.today
    known = plan_periods(plan, organisation, today)
    stood = [publication.library.plan_progress(municipality, plan, each.period.end) for each in known]
    parts = [
        _trail(context, municipality, plan.year, (plan.address, plan.placement.unit.name), (address, "Uppföljning")),
        put(context, draw(timeline_grid(context, known, stood))) if known else _NO_PERIODS,
        put(context, over_time_html(context, [plan], today, f"Så har prognosen ändrats under {plan.year}")),
        since_follow_up_part(context, publication.past, plan),
    ]
    for each in reversed(plan.follow_ups):
        parts += _follow_up_parts(context, municipality, plan, each)
    title = f"Uppföljning: {plan.title}"
    facts = plan.follow_ups[-1].facts.path if plan.follow_ups else ""
    lead = f"Hur det går med åtgärderna i {plan.title}, {organisation.name} {plan.year}."
    return SitePage(
        f"{address}index.md",
        title,
        joined(*parts, notes_part(context)),
        lead,
        facts,
        trusted=True,
        changed=plan_changed(publication.past, plan),
        responsible=plan_responsible(plan),
    )


_NO_PERIODS = "Planen har ingen uppföljning, och kommunen har inte skrivit när planerna ska följas upp."


def _follow_up_parts(
    context: TextContext, municipality: Municipality, plan: PlanDocument, follow_up: FollowUpDocument
) -> Iterator[str]:
    progress = context.library.plan_progress(municipality, plan, follow_up.day)
    yield f"## {long_date(follow_up.day)} {{: #uppfoljning-{follow_up.day} }}"
    grid = action_progress_grid(context, progress, f"Åtgärderna per {long_date(follow_up.day)}")
    yield put(context, draw(replace(grid, notes=[ABBREVIATIONS])))
    yield put(context, comments_html(context, plan, follow_up))
    if progress.risks:
        yield put(context, draw(risk_grid(context, progress.risks, f"Riskerna per {long_date(follow_up.day)}")))


def _context(publication: Publication, municipality: Municipality, address: str) -> TextContext:
    library = publication.library
    return TextContext(library, address=address, municipality=municipality, notes=library.notes_of(address))


def _trail(context: TextContext, municipality: Municipality, year: int, *steps: tuple[str, str]) -> str:
    start = ((PLANS, "Planer"), (f"{municipality.id}/", municipality.organisation.name))
    return trail(context, *start, (f"{municipality.id}/{year}/", str(year)), *steps)
