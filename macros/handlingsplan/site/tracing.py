"""The traces of figures: of facts in a plan, of cells and sums of datasets; and figures as links to them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from markupsafe import Markup

from handlingsplan.analysis.effects import ActionEffect, share_of_year
from handlingsplan.model.archive import Municipality, PlanDocument
from handlingsplan.model.asked import remembered
from handlingsplan.model.dataset import Row
from handlingsplan.model.plan import Action
from handlingsplan.site.context import TextContext
from handlingsplan.site.figures import Figure
from handlingsplan.site.grids import row_anchor
from handlingsplan.site.origins import NOWHERE, Origin, Trace
from handlingsplan.site.rendering import of_lines, piece
from handlingsplan.text.identity import Same
from handlingsplan.text.vocabulary import swedish

#: So many origins stand in a note; more are folded.
_FEW = 3
_SAME = '<span class="hp-mer hp-samma"><a href="{}">Samma källor som i en tidigare not</a></span>'


def dataset_address(municipality: Municipality, name: str) -> str:
    """Give the permanent address of a dataset's page."""
    return f"{municipality.id}/data/{name}/"


def dataset_file(municipality: Municipality, name: str) -> str:
    """Give the address of a dataset's file to fetch, beside its page."""
    return f"{dataset_address(municipality, name)}{name.rsplit('/', 1)[-1]}.csv"


def fact_trace(plan: PlanDocument, words: str, *location: str | int) -> Trace:
    """Give the trace of a fact as plan.yml says it."""
    return Trace("", (Origin(f"{words}. {plan.title}", plan.facts.place(*location), plan.address),))


def action_trace(plan: PlanDocument, effect: ActionEffect, field: str) -> Trace:
    """Give the trace of a fact of an action; the place is the action's when the field is not written."""
    index = next(number for number, each in enumerate(plan.plan.actions) if each is effect.action)
    words = f"{effect.action.name}: {swedish(field)}. {plan.title}"
    place = plan.facts.place(swedish("actions"), index, swedish(field))
    return Trace("", (Origin(words, place, action_address(plan, effect.action)),))


def action_address(plan: PlanDocument, action: Action) -> str:
    """Give the address of an action's section; the page of its plan when it has none."""
    section_id = plan.section_id(action.id)
    return plan.address if section_id is None else f"{plan.address}#{section_id}"


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
    return _computed_trace(Same(plan), Same(municipality), Same(effect))


def opened_this_year(
    context: TextContext, plan: PlanDocument, effect: ActionEffect, shown: str | Markup
) -> str | Markup:
    """Give the computed effect this year of an action as a link to its note."""
    if effect.computed_this_year is None or context.notes is None:
        return shown
    trace = _computed_trace(Same(plan), Same(context.home), Same(effect))
    return opened(context, shown, str(effect.computed_this_year), trace)


@remembered(8192)  # the effects of a plan stand in its table, boxes and charts, and on the pages of its follow-ups
def _computed_trace(plan: Same[PlanDocument], home: Same[Municipality], effect: Same[ActionEffect]) -> Trace:
    formula = this_year_formula(plan.value, home.value, effect.value)
    return Trace(formula, full_year_trace(plan.value, effect.value).origins)


def opened_full_year(
    context: TextContext, plan: PlanDocument, effect: ActionEffect, shown: str | Markup
) -> str | Markup:
    """Give the full-year effect of an action as a link to its note, when it follows from a calculation."""
    if effect.full_year is None or effect.action.full_year_effect is not None:
        return shown
    return opened(context, shown, str(effect.full_year), full_year_trace(plan, effect))


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
    day = str(document.descriptor.extraction_date or "")
    return Trace("", (Origin(words, row.place, address, day, file=dataset_file(context.home, dataset)),))


def rows_link(context: TextContext, dataset: str) -> Markup:
    """Give the link from a table to the dataset's own page, with every row and a file to fetch."""
    address = context.link(dataset_address(context.home, dataset))
    return piece('<a href="{}">Alla rader, källa och fil</a>', address)


def written(value: object, context: object) -> str:
    """Write a macro's result into a text; a figure with a known origin becomes a link to its note."""
    if not isinstance(value, Figure) or not isinstance(context, TextContext):
        return str(value)
    return linked(context, str(value), str(value), value.trace)


def linked(context: TextContext, shown: str | Markup, text: str, trace: Trace) -> str:
    """Give what is shown of a figure in a text as a link to its note; plain where the page has no notes."""
    html = opened(context, shown, text, trace)
    return context.library.fragments.put(html, inline=True) if isinstance(html, Markup) else html


def opened(context: TextContext, shown: str | Markup, text: str, trace: Trace) -> str | Markup:
    """Give what is shown of a figure as a link to its note on the page; plain where the page has no notes."""
    if context.notes is None or trace == NOWHERE:
        return shown
    number = context.notes.number(text, trace)
    return piece('<a class="hp-tal" href="#kalla-{}" title="Visa hur talet räknats">{}</a>', number, shown)


def notes_html(context: TextContext) -> Markup:
    """Draw the list of where the page's figures come from."""
    if context.notes is None or not context.notes.entries:
        return Markup("")
    told: dict[tuple[Origin, ...], str] = {}
    notes = [line for entry in context.notes.listed() for line in _note(context, told, *entry)]
    return of_lines(['<ol class="hp-kallor" data-search-exclude>', *notes, "</ol>"])


def _note(
    context: TextContext, told: dict[tuple[Origin, ...], str], number: int, text: str, trace: Trace
) -> Iterator[str]:
    """Write a note in lines: there are dozens on a page, which in a template took longer than all else of it."""
    formula = piece(" = {}", trace.formula) if trace.formula else ""
    first = piece('<li id="kalla-{}"><strong>{}</strong>{}', number, text, formula)
    steps = [piece('<span class="hp-steg">{}</span>', step) for step in trace.steps]
    lines: list[str] = [*steps, *_origins(context, told, f"#kalla-{number}", trace.origins), "</li>"]
    yield f"{first}{lines[0]}"
    yield from lines[1:]


def _origins(
    context: TextContext, told: dict[tuple[Origin, ...], str], here: str, origins: tuple[Origin, ...]
) -> Iterator[str]:
    """Write the origins of a note; many are folded, and those that an earlier note has told are not told again."""
    if len(origins) <= _FEW:
        yield from (_origin(context, each) for each in origins)
    elif (first := told.setdefault(origins, here)) != here:
        yield piece(_SAME, first)
    else:
        yield piece('<details class="hp-siffror"><summary>Visa {} källor</summary>', len(origins))
        yield from (_origin(context, each) for each in origins)
        yield "</details>"


def _origin(context: TextContext, origin: Origin) -> Markup:
    more = piece(", hämtat {}", origin.extracted) if origin.extracted else ""
    if origin.file:
        more += piece(', <a href="{}" download>hämta filen</a>', context.link_to(origin.file)[:-1])
    link, where = context.link_to(origin.address), _where(context, origin)
    return piece('<span class="hp-mer"><a href="{}">{}</a>, {}{}</span>', link, origin.words, where, more)


def _where(context: TextContext, origin: Origin) -> str:
    """Give where a value is written. Where something is withheld, lines would tell how much."""
    path, withheld = origin.place.path, context.library.withheld
    return path if withheld and withheld & set(path.split("/")[1:2]) else origin.where
