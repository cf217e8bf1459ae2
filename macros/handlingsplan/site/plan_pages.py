"""A plan's page: what it is about, whether it is enough, the text, what was followed up, what is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handlingsplan.analysis.standing import standing
from handlingsplan.model.archive import Municipality, PlanDocument
from handlingsplan.site.charts.placing import key_figure_part, requirement_part, waterfall_part
from handlingsplan.site.context import TextContext
from handlingsplan.site.document_parts import incomplete_part, notes_part, remarks_part
from handlingsplan.site.effect_tables import ActionTableOptions, action_grid, key_figure_grid
from handlingsplan.site.fact_boxes import cover_html, tiles_html
from handlingsplan.site.follow_up.addresses import timeline_address
from handlingsplan.site.follow_up.case_chain import chain_part
from handlingsplan.site.follow_up.comments import comments_html
from handlingsplan.site.follow_up.progress_tables import ABBREVIATIONS, action_progress_grid, risk_grid
from handlingsplan.site.follow_up.standing_parts import plan_answer_html
from handlingsplan.site.grids import draw
from handlingsplan.site.history.plan_history import changed_part
from handlingsplan.site.history.since_parts import since_decision_part
from handlingsplan.site.list_pages import PLANS
from handlingsplan.site.page_end import plan_changed, plan_responsible
from handlingsplan.site.paper import plan_paper
from handlingsplan.site.publication import Publication, plan_context
from handlingsplan.site.rendering import piece
from handlingsplan.site.site_page import SitePage, joined, put, trail
from handlingsplan.site.sufficiency_table import sufficiency_html
from handlingsplan.text.dates import long_date


def plan_page(publication: Publication, municipality: Municipality, plan: PlanDocument) -> SitePage:
    """Lay out a plan's page."""
    context = plan_context(publication.library, municipality, plan)
    path = trail(
        context,
        (PLANS, "Planer"),
        (f"{municipality.id}/", municipality.organisation.name),
        (f"{municipality.id}/{plan.year}/", str(plan.year)),
        (plan.address, plan.placement.unit.name),
    )
    parts = [
        path,
        put(context, cover_html(plan, municipality)),
        incomplete_part(context, plan.facts.path),
        put(context, plan_answer_html(standing(municipality, [plan], plan.year, publication.library.today))),
        changed_part(context, publication.past, plan),
        put(context, tiles_html(context, plan)),
        put(context, sufficiency_html(context, [plan], "Effekt")) if plan.plan.requirement else "",
        put(context, requirement_part(context, [plan])),
        _actions_part(context, plan),
        put(context, waterfall_part(context, plan)),
        _key_figures_part(context, plan),
        put(context, key_figure_part(context, plan)),
        publication.texts.get(plan.address, ""),
        *_follow_up_parts(context, municipality, plan),
        since_decision_part(context, publication.past, municipality, plan),
        chain_part(context, [plan]),
        remarks_part(context, publication, plan.facts.path),
        notes_part(context),
    ]
    return SitePage(
        f"{plan.address}index.md",
        plan.title,
        joined(*parts),
        f"{plan.title}, {municipality.organisation.name} {plan.year}.",
        plan.facts.path,
        plan.narrative.path if plan.narrative else "",
        paper=plan_paper(municipality, plan),
        changed=plan_changed(publication.past, plan),
        responsible=plan_responsible(plan),
    )


def _actions_part(context: TextContext, plan: PlanDocument) -> str:
    """Give the actions table where the plan's own text does not place it."""
    if not plan.plan.actions or (plan.narrative and "åtgärdstabell(" in plan.narrative.text):
        return ""
    return put(context, draw(action_grid(context, plan, ActionTableOptions())))


def _key_figures_part(context: TextContext, plan: PlanDocument) -> str:
    """Give the key figures where the plan's own text does not place them."""
    if not plan.plan.key_figures or (plan.narrative and "nyckeltalstabell(" in plan.narrative.text):
        return ""
    return put(context, draw(key_figure_grid(context, plan)))


def _follow_up_parts(context: TextContext, municipality: Municipality, plan: PlanDocument) -> Iterator[str]:
    """Give how the plan stands as last followed up, and where all its follow-ups are."""
    last = plan.latest_follow_up()
    if last is None:
        return
    yield "## Uppföljning {: #uppfoljning-av-planen }"
    progress = context.library.plan_progress(municipality, plan, last.day)
    link = piece('<a href="{}">Alla uppföljningar av planen</a>', context.link(timeline_address(plan)))
    grid = action_progress_grid(context, progress, f"Åtgärderna per {long_date(last.day)}")
    yield put(context, draw(replace(grid, notes=[ABBREVIATIONS, link])))
    yield put(context, comments_html(context, plan, last))
    if progress.risks:
        yield put(context, draw(risk_grid(context, progress.risks, f"Riskerna per {long_date(last.day)}")))
