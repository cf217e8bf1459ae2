"""Tables of actions, key figures and units, laid out from the computed effects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from handlingsplan.analysis.effects import ActionEffect, Total, full_year, this_year, total_full_year, total_this_year
from handlingsplan.model.archive import PlanDocument
from handlingsplan.model.effect import Effect
from handlingsplan.model.plan import Action, Direction, KeyFigure
from handlingsplan.site.arguments import MacroError
from handlingsplan.site.context import TextContext
from handlingsplan.site.grids import Grid, GridRow, Heading
from handlingsplan.site.rendering import piece
from handlingsplan.site.statements import action_link, short_description, status_cell
from handlingsplan.site.total_traces import NOTHING, Opener, Totals, unopened
from handlingsplan.site.tracing import cell_trace, opened, opened_full_year, opened_this_year
from handlingsplan.text.quantities import Dimension, Quantity, Unit
from handlingsplan.text.words import plural, suggestion

_HEADINGS = {
    "namn": "Namn på åtgärd",
    "beskrivning": "Beskrivning",
    "startdatum": "Startdatum",
    "effekt i år": "Ekonomisk effekt (innevarande år)",
    "helårseffekt": "Ekonomisk effekt (helår)",
    "ansvarig roll": "Ansvarig",
    "status": "Status",
}
_DEFAULT = ("namn", "startdatum", "effekt i år", "helårseffekt")
_NUMERIC = ("effekt i år", "helårseffekt")
_MORE = '<span class="hp-mer">{}</span>'


@dataclass(frozen=True, slots=True)
class ActionTableOptions:
    """Which columns an actions table has, and what they are called."""

    columns: Sequence[str] = ()
    without: Sequence[str] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    caption: str = ""

    def names(self) -> list[str]:
        """Give the columns in the order of the form; raises MacroError for unknown ones."""
        for name in (*self.columns, *self.without, *self.headings):
            if name not in _HEADINGS:
                raise MacroError(f"åtgärdstabellen har ingen kolumn «{name}»{suggestion(name, _HEADINGS)}")
        wanted = {*_DEFAULT, *self.columns} - set(self.without)
        return [name for name in _HEADINGS if name in wanted]


def action_grid(context: TextContext, plan: PlanDocument, options: ActionTableOptions) -> Grid:
    """Lay out a plan's actions with totals that say what they leave out."""
    effects = context.library.plan_effects(context.home, plan)
    names = options.names()
    unit = common_unit(effects)
    headings = [_action_heading(name, options, unit) for name in names]
    rows = [GridRow([_action_cell(context, plan, each, name, unit) for name in names]) for each in effects]
    caption = options.caption or f"Åtgärder i {plan.title}"
    return Grid(caption, headings, rows, _action_totals(context, plan, names, unit))


def _action_heading(name: str, options: ActionTableOptions, unit: Unit | None) -> Heading:
    text = options.headings.get(name, _HEADINGS[name])
    said = unit is not None and any(unit.short in given for given in options.headings.values())
    if name in _NUMERIC and unit is not None and not said:
        text = f"{text}, {unit.short}"
    return Heading(text, name in _NUMERIC)


def common_unit(effects: Sequence[ActionEffect]) -> Unit | None:
    """Give the unit that all effects are written in, which can then stand in the heading; None if they differ."""
    written = [effect for each in effects for effect in (each.this_year, each.full_year) if effect is not None]
    units = {effect.low.unit for effect in written}
    plain = all(not effect.wording and not effect.low.approximate for effect in written)
    return units.pop() if len(units) == 1 and plain else None


def _action_cell(
    context: TextContext, plan: PlanDocument, effect: ActionEffect, name: str, unit: Unit | None
) -> str | Markup:
    action = effect.action
    match name:
        case "namn":
            return action_link(context, plan, action)
        case "beskrivning":
            return short_description(context, plan, action)
        case "startdatum":
            return str(action.start_date or NOTHING)
        case "ansvarig roll":
            return action.responsible_role or NOTHING
        case "status":
            return status_cell(context, plan, action)
        case "effekt i år":
            return _this_year_cell(context, plan, effect, unit)
    return opened_full_year(context, plan, effect, effect_text(effect.full_year, unit))


def _this_year_cell(
    context: TextContext, plan: PlanDocument, effect: ActionEffect, unit: Unit | None
) -> str | Markup:
    if effect.this_year is None:
        return reason_text(effect.action)
    text = effect_text(effect.this_year, unit)
    if effect.action.effect_this_year is None:
        return opened_this_year(context, plan, effect, text)
    if not effect.differs:
        return text
    reckoned = opened_this_year(context, plan, effect, effect_text(effect.computed_this_year, unit))
    return piece('{} <span class="hp-beraknat">beräknat {}</span>', text, reckoned)


def reason_text(action: Action) -> Markup:
    """Write why an action has no figure, in a cell of figures."""
    return piece('<span class="hp-skal">{}</span>', action.not_calculated or NOTHING)


def effect_text(effect: Effect | None, unit: Unit | None = None) -> str | Markup:
    """Write an effect, without its unit when the heading has it, with the source's wording when it has one."""
    if effect is None:
        return NOTHING
    if unit is None:
        text = str(effect)
    elif effect.is_interval:
        text = f"{effect.low.number(unit)}–{effect.high.number(unit)}"
    else:
        text = effect.low.number(unit)
    if not effect.wording:
        return text
    return piece('{} <span class="hp-lydelse">«{}»</span>', text, effect.wording)


def _action_totals(
    context: TextContext, plan: PlanDocument, names: Sequence[str], unit: Unit | None
) -> list[GridRow]:
    effects = context.library.plan_effects(context.home, plan)
    columns = {"effekt i år": total_this_year(effects), "helårseffekt": total_full_year(effects)}
    if not any(total.sums for total in columns.values()):
        return []
    known = [(plan, effects)]
    shown = {
        "namn": "Totalt",
        "effekt i år": total_text(columns["effekt i år"], unit, Totals(context, known, this_year).opener()),
        "helårseffekt": total_text(columns["helårseffekt"], unit, Totals(context, known, full_year).opener()),
    }
    rows = [GridRow([shown.get(name, "") for name in names], "summa")]
    stated = plan.plan.stated_totals
    if stated is None:
        return rows
    given = {"effekt i år": stated.effect_this_year, "helårseffekt": stated.full_year_effect}
    if any(effect and not _agrees(effect, columns[name]) for name, effect in given.items()):
        cells = [
            "Totalt (uppgivet)",
            *(effect_text(given[name], unit) if given.get(name) else "" for name in names[1:]),
        ]
        rows.append(GridRow(cells, "uppgiven"))
    return rows


def _agrees(stated: Effect, total: Total) -> bool:
    summed = total.sums.get(stated.dimension)
    return summed is not None and stated.low.agrees_exactly(summed.low) and stated.high.agrees_exactly(summed.high)


def total_lines(total: Total, unit: Unit | None = None, opener: Opener = unopened) -> list[str | Markup]:
    """Write a total in lines: kronor first, then hours and positions, then what no figure is known for."""
    lines = [opener(each, str(effect_text(total.sums[each], unit))) for each in Dimension if each in total.sums]
    if total.left_out:
        lines.append(f"+ {plural(len(total.left_out), 'åtgärd', 'åtgärder')} utan belopp")
    return lines or [NOTHING]


def total_text(total: Total, unit: Unit | None = None, opener: Opener = unopened) -> Markup:
    """Write a total for a table's cell."""
    first, *rest = total_lines(total, unit, opener)
    known = total.sums or not total.left_out
    html = escape(first) if known else piece(_MORE, first)
    return html + Markup("").join(piece(_MORE, line) for line in rest) if rest else html


def key_figure_grid(context: TextContext, plan: PlanDocument) -> Grid:
    """Lay out a plan's key figures: target, direction, latest outcome and whether the target is reached."""
    rows = []
    for figure in plan.plan.key_figures:
        outcomes = context.outcomes(figure, plan.unit)
        period = max(outcomes, default="")
        outcome = outcomes.get(period)
        cells = [
            figure.name,
            str(figure.target) if figure.target else NOTHING,
            f"ska {figure.direction}" if figure.direction else NOTHING,
            _outcome_cell(context, plan, figure, period),
            period or NOTHING,
            _reached(figure.target, outcome, figure.direction),
        ]
        rows.append(GridRow(cells))
    headings = [
        Heading("Nyckeltal"),
        Heading("Mål", True),
        Heading("Riktning"),
        Heading("Senaste utfall", True),
        Heading("Period"),
        Heading("Når målet"),
    ]
    return Grid(f"Nyckeltal i {plan.title}", headings, rows)


def _outcome_cell(context: TextContext, plan: PlanDocument, figure: KeyFigure, period: str) -> str | Markup:
    outcome = context.outcomes(figure, plan.unit).get(period)
    row = context.outcome_row(figure, plan.unit, period) if outcome else None
    if outcome is None or row is None:
        return NOTHING
    return opened(context, str(outcome), str(outcome), cell_trace(context, figure.dataset_name, row, "värde"))


def _reached(target: Quantity | None, outcome: Quantity | None, direction: Direction | None) -> str:
    if target is None or outcome is None or direction is None:
        return NOTHING
    reached = outcome.value >= target.value if direction is Direction.UP else outcome.value <= target.value
    return "Ja" if reached else "Nej"
