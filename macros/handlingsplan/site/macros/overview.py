"""Macros for the hand-written pages: how things stand, the glossary, the keys of the files."""

from __future__ import annotations

from typing import Literal

from handlingsplan.model.base import Model
from handlingsplan.model.dataset import Descriptor
from handlingsplan.model.follow_up import FollowUp
from handlingsplan.model.organisation import Organisation
from handlingsplan.model.plan import Action, Plan
from handlingsplan.model.report import Report
from handlingsplan.site.accessibility import assessment, contact, responsible
from handlingsplan.site.context import TextContext, block
from handlingsplan.site.grids import Grid, GridRow, Heading, draw
from handlingsplan.site.home import home_html
from handlingsplan.site.overviews import municipality_cards, site_tiles
from handlingsplan.text.vocabulary import VOCABULARY, explanation, swedish
from handlingsplan.text.words import sort_key

_KINDS: dict[str, type[Model]] = {
    "plan": Plan,
    "åtgärd": Action,
    "organisation": Organisation,
    "uppföljning": FollowUp,
    "rapport": Report,
    "datamängd": Descriptor,
}


@block
def how_it_goes(context: TextContext) -> str:
    """How it goes for each municipality's latest year, in words."""
    return context.library.fragments.put(home_html(context))


@block
def municipality_list(context: TextContext) -> str:
    """A card for each municipality with its latest year; friendly when there is none."""
    return context.library.fragments.put(municipality_cards(context))


@block
def tiles(context: TextContext) -> str:
    """The site's figures at a glance."""
    return context.library.fragments.put(site_tiles(context))


def accessibility(context: TextContext, what: Literal["ansvarig", "kontakt", "bedömning"]) -> str:
    """What the accessibility statement says: who publishes the site, how to reach them, when it was assessed."""
    said = {"ansvarig": responsible, "kontakt": contact, "bedömning": assessment}[what](context.library.publisher)
    return context.library.fragments.put(said, inline=True)


@block
def glossary(context: TextContext) -> str:
    """The words of the field, from the vocabulary."""
    terms = sorted((term for term in VOCABULARY.values() if term.glossary), key=lambda term: sort_key(term.swedish))
    rows = [GridRow([term.swedish.capitalize(), term.explanation]) for term in terms]
    grid = Grid("Ord som används på webbplatsen", [Heading("Ord"), Heading("Förklaring")], rows)
    return context.library.fragments.put(draw(grid))


@block
def field_list(
    context: TextContext,
    kind: Literal["plan", "åtgärd", "organisation", "uppföljning", "rapport", "datamängd"],
) -> str:
    """Every key of a kind of file, from the model, so that the guide cannot lag behind."""
    rows = [
        GridRow([swedish(name), "Ja" if field.is_required() else "Nej", explanation(name)])
        for name, field in _KINDS[kind].model_fields.items()
    ]
    headings = [Heading("Fält"), Heading("Måste finnas"), Heading("Vad det betyder")]
    return context.library.fragments.put(draw(Grid(f"Fält i {kind}", headings, rows)))
