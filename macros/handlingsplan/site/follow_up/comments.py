"""What a follow-up says in words: of the whole, and of each action and risk."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from handlingsplan.model.archive import FollowUpDocument, PlanDocument
from handlingsplan.site.context import TextContext
from handlingsplan.site.rendering import piece
from handlingsplan.site.statements import action_link, follow_up_comment


def comments_html(context: TextContext, plan: PlanDocument, follow_up: FollowUpDocument) -> Markup:
    """Draw a follow-up's comments, the one on the whole first; nothing when there is none."""
    whole = follow_up.follow_up.comment
    lead = piece("<p>{}</p>", whole) if whole else escape("")
    pairs = Markup("").join(
        piece("<div><dt>{}</dt><dd>{}</dd></div>", name, comment)
        for name, comment in _comments(context, plan, follow_up)
    )
    return lead + piece('<dl class="hp-kommentarer">{}</dl>', pairs) if pairs else lead


def _comments(
    context: TextContext, plan: PlanDocument, follow_up: FollowUpDocument
) -> Iterator[tuple[Markup, Markup]]:
    for action in plan.plan.actions:
        if comment := follow_up_comment(context, plan, action, follow_up):
            yield action_link(context, plan, action), comment
