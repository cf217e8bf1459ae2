"""The traces of figures: of facts in a plan, of cells and sums of datasets; and figures as links to them."""

from __future__ import annotations

from fractions import Fraction

from markupsafe import Markup

from handlingsplan.analysis.effects import ActionEffect, share_of_year
from handlingsplan.model.archive import Municipality, PlanDocument
from handlingsplan.model.dataset import Row
from handlingsplan.site.context import TextContext
from handlingsplan.site.figures import Figure
from handlingsplan.site.grids import row_anchor
from handlingsplan.site.origins import NOWHERE, Origin, Trace
from handlingsplan.site.rendering import render
from handlingsplan.text.vocabulary import swedish
from handlingsplan.text.words import plural


def dataset_address(municipality: Municipality, name: str) -> str:
    """Give the permanent address of a dataset's page."""
    return f"{municipality.id}/data/{name}/"


def fact_trace(plan: PlanDocument, words: str, *location: str | int) -> Trace:
    """Give the trace of a fact as plan.yml says it."""
    return Trace("", (Origin(f"{words}. {plan.title}", plan.facts.place(*location), plan.address),))


def action_trace(plan: PlanDocument, effect: ActionEffect, field: str) -> Trace:
    """Give the trace of a fact of an action; the place is the action's when the field is not written."""
    index = plan.plan.actions.index(effect.action)
    words = f"{effect.action.name}: {swedish(field)}"
    return fact_trace(plan, words, swedish("actions"), index, swedish(field))


def full_year_trace(plan: PlanDocument, effect: ActionEffect) -> Trace:
    """Give the trace of a full-year effect: as stated, or the calculation it follows from."""
    calculation = effect.action.calculation
    if effect.action.full_year_effect is not None or calculation is None:
        return action_trace(plan, effect, "full_year_effect")
    return Trace(calculation.text, action_trace(plan, effect, "calculation").origins)


def this_year_trace(plan: PlanDocument, municipality: Municipality, effect: ActionEffect) -> Trace:
    """Give the trace of an effect this year: as stated, or the formula it is computed with."""
    if effect.action.effect_this_year is not None:
        return action_trace(plan, effect, "effect_this_year")
    return Trace(this_year_formula(plan, municipality, effect), full_year_trace(plan, effect).origins)


def this_year_formula(plan: PlanDocument, municipality: Municipality, effect: ActionEffect) -> str:
    """Write how the effect this year is computed: `943 tkr × 9/12, hela månader från 2023-04-01`."""
    organisation = municipality.organisation
    part = share_of_year(plan.year, effect.action, organisation.effect_rule, organisation.cutoff_day)
    if part is None or effect.full_year is None:
        return ""
    if part == Fraction(1):
        return f"{effect.full_year}, hela året"
    twelfths = part * 12
    shown = f"{twelfths.numerator}/12" if twelfths.denominator == 1 else f"{part.numerator}/{part.denominator}"
    return f"{effect.full_year} × {shown}, {organisation.effect_rule.value} från {effect.action.starts}"


def cell_trace(context: TextContext, dataset: str, row: Row, column: str) -> Trace:
    """Give the trace of a cell of a dataset."""
    document = context.home.datasets[dataset]
    words = f"{document.descriptor.title}: raden «{row.key}», kolumnen «{column}»"
    address = f"{dataset_address(context.home, dataset)}#{row_anchor(row.key)}"
    return Trace("", (Origin(words, row.place, address, str(document.descriptor.extraction_date or "")),))


def rows_trace(context: TextContext, dataset: str, column: str, rows: int) -> Trace:
    """Give the trace of a sum of rows, or of their number when no column is given."""
    document = context.home.datasets[dataset]
    counted = plural(rows, "rad", "rader")
    formula = f"summan av {counted} i kolumnen «{column}»" if column else f"antalet rader, {rows}"
    address = dataset_address(context.home, dataset)
    day = str(document.descriptor.extraction_date or "")
    return Trace(formula, (Origin(document.descriptor.title, document.facts.place(), address, day),))


def rows_link(context: TextContext, dataset: str) -> Markup:
    """Give the link from a table to the dataset's own page, with every row and a file to fetch."""
    address = context.link(dataset_address(context.home, dataset))
    return Markup('<a href="{}">Alla rader, källa och fil</a>').format(address)


def written(value: object, context: object) -> str:
    """Write a macro's result into a text; a figure with a known origin becomes a link to its note."""
    if not isinstance(value, Figure) or not isinstance(context, TextContext):
        return str(value)
    return linked(context, str(value), str(value), value.trace)


def linked(context: TextContext, shown: str | Markup, text: str, trace: Trace) -> str:
    """Give what is shown of a figure as a link to its note on the page; plain where the page has no notes."""
    if context.notes is None or trace == NOWHERE:
        return context.library.fragments.put(shown, inline=True) if isinstance(shown, Markup) else shown
    html = Markup('<a class="hp-tal" href="#kalla-{}">{}</a>').format(context.notes.number(text, trace), shown)
    return context.library.fragments.put(html, inline=True)


def notes_html(context: TextContext) -> Markup:
    """Draw the list of where the page's figures come from."""
    if context.notes is None or not context.notes.entries:
        return Markup("")
    notes = [
        {
            "number": number,
            "text": text,
            "formula": trace.formula,
            "origins": [
                (context.link_to(origin.address), origin.words, str(origin.place), origin.extracted)
                for origin in trace.origins
            ],
        }
        for number, text, trace in context.notes.listed()
    ]
    return render("kallor.html", notes=notes)
