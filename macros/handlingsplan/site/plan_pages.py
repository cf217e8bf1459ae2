"""A plan's page: what it is about, whether it is enough, the text, what was followed up, what is open."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from handlingsplan.model.archive import FollowUpDocument, Municipality, PlanDocument
from handlingsplan.model.plan import Action
from handlingsplan.site.charts.placing import key_figure_part, requirement_part, waterfall_part
from handlingsplan.site.context import TextContext
from handlingsplan.site.document_parts import decisions_part, notes_part, remarks_part
from handlingsplan.site.effect_tables import ActionTableOptions, action_grid, key_figure_grid
from handlingsplan.site.fact_boxes import cover_html, decision_line, tiles_html
from handlingsplan.site.grids import Grid, GridRow, Heading, draw
from handlingsplan.site.list_pages import PLANS
from handlingsplan.site.publication import Publication, plan_context
from handlingsplan.site.site_page import SitePage, joined, put, trail
from handlingsplan.site.statements import action_link, follow_up_comment, is_followed_up, status_badge
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
        put(context, tiles_html(context, plan)),
        put(context, sufficiency_html(context, [plan], "Effekt")) if plan.plan.requirement else "",
        put(context, requirement_part(context, [plan])),
        _actions_part(context, plan),
        put(context, waterfall_part(context, plan)),
        _key_figures_part(context, plan),
        put(context, key_figure_part(context, plan)),
        publication.texts.get(plan.address, ""),
        *_follow_up_parts(context, plan),
        decisions_part(context, [decision_line(each) for each in plan.plan.decisions]),
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


def _follow_up_parts(context: TextContext, plan: PlanDocument) -> Iterator[str]:
    if not plan.follow_ups:
        return
    yield "## Uppföljning {: #uppfoljning-av-planen }"
    for follow_up in reversed(plan.follow_ups):
        rows = [
            GridRow(
                [
                    action_link(context, plan, action),
                    _status_said(follow_up, action),
                    follow_up_comment(context, plan, action, follow_up),
                ]
            )
            for action in plan.plan.actions
            if is_followed_up(follow_up, action)
        ]
        caption = f"Uppföljning {long_date(follow_up.day)}"
        headings = [Heading("Åtgärd"), Heading("Status"), Heading("Kommentar")]
        notes = [follow_up.follow_up.comment] if follow_up.follow_up.comment else []
        yield put(context, draw(Grid(caption, headings, rows, notes=notes)))


def _status_said(follow_up: FollowUpDocument, action: Action) -> str | Markup:
    said = follow_up.follow_up.of(action.id)
    return status_badge(said.status) if said and said.status else "–"
