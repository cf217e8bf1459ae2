"""What is said about an action in a table or box: its link, its short description, its status."""

from __future__ import annotations

from datetime import date
from functools import cache

from markupsafe import Markup, escape

from handlingsplan.model.archive import FollowUpDocument, PlanDocument
from handlingsplan.model.follow_up import Assessment
from handlingsplan.model.narrative import SHORT_DESCRIPTION, Narrative
from handlingsplan.model.plan import Action, ActionStatus, PlanStatus
from handlingsplan.site.context import TextContext
from handlingsplan.site.environment import is_plain
from handlingsplan.site.filling import fill
from handlingsplan.site.rendering import piece
from handlingsplan.text.words import slug


def action_link(context: TextContext, plan: PlanDocument, action: Action) -> Markup:
    """Give the action's name with its section's number, linked to the section; without one, to its plan."""
    section_id = plan.section_id(action.id)
    own_page = context.address == plan.address
    if section_id is None:
        link = piece('<a href="{}">{}</a>', context.link(plan.address), action.name)
        return escape(action.name) if own_page else link
    number = context.numbers.get(section_id, "") if own_page else ""
    target = f"#{section_id}" if own_page else f"{context.link(plan.address)}#{section_id}"
    return piece('{}<a href="{}">{}</a>', f"{number} " if number else "", target, action.name)


def short_description(context: TextContext, plan: PlanDocument, action: Action) -> Markup:
    """Give the short description: the text's subsection of that name with its figures filled in, else the fact."""
    narrative = plan.narrative
    section = narrative.section_of(action.id) if narrative else None
    subsection = section.subsection(SHORT_DESCRIPTION) if section and section.actions[0] == action.id else None
    if narrative is None or subsection is None:
        return escape(action.description)
    return _filled_line(context.about(plan, narrative.path), narrative, subsection.body)


@cache
def status_badge(status: ActionStatus | PlanStatus) -> Markup:
    """Give a status in words; the style sheet adds a shape, so that it is never told by colour alone."""
    return piece('<span class="hp-status {}">{}</span>', slug(status.value), status.value.capitalize())


@cache
def assessed(assessment: Assessment) -> Markup:
    """Give an assessment in a word with its shape."""
    return piece('<span class="hp-bedomning {}">{}</span>', slug(assessment.value), assessment.value.capitalize())


def is_followed_up(follow_up: FollowUpDocument, action: Action) -> bool:
    """Whether a follow-up says anything of an action, in its facts or its text."""
    in_text = follow_up.narrative is not None and follow_up.narrative.section_of(action.id) is not None
    return in_text or follow_up.follow_up.of(action.id) is not None


def latest_follow_up(plan: PlanDocument, action: Action, day: date | None = None) -> FollowUpDocument | None:
    """Give the latest follow-up, until a day, that says anything of an action: one may concern only some actions."""
    known = (each for each in reversed(plan.follow_ups) if day is None or each.day <= day)
    return next((each for each in known if is_followed_up(each, action)), None)


def current_status(plan: PlanDocument, action: Action, day: date | None = None) -> ActionStatus:
    """Give the status as last followed up, until a day, else as the plan says."""
    said = [each.follow_up.of(action.id) for each in plan.follow_ups if day is None or each.day <= day]
    return next((each.status for each in reversed(said) if each and each.status), action.status)


def status_cell(context: TextContext, plan: PlanDocument, action: Action) -> Markup:
    """Give the latest status with what was said about it."""
    day = context.report.report.period if context.report else None
    follow_up = latest_follow_up(plan, action, day)
    badge = status_badge(current_status(plan, action, day))
    comment = follow_up_comment(context, plan, action, follow_up) if follow_up else Markup("")
    return piece("{} {}", badge, comment) if comment else badge


def comments_are_filled_in(plan: PlanDocument) -> bool:
    """Whether a text of the plan's follow-ups has anything in it but words."""
    return any(each.narrative is not None and not is_plain(each.narrative.text) for each in plan.follow_ups)


def follow_up_comment(
    context: TextContext, plan: PlanDocument, action: Action, follow_up: FollowUpDocument
) -> Markup:
    """Give what a follow-up says of an action: its text with figures filled in, else the comment."""
    narrative = follow_up.narrative
    section = narrative.section_of(action.id) if narrative else None
    if narrative is not None and section is not None:
        return _filled_line(context.about(plan, narrative.path), narrative, section.body)
    said = follow_up.follow_up.of(action.id)
    return escape(said.comment if said else "")


def _filled_line(context: TextContext, narrative: Narrative, span: tuple[int, int]) -> Markup:
    """Give a text as one line with its figures filled in; its problems are told with its own page."""
    return escape(" ".join(fill(context.line(), narrative, span)[0].split()))
