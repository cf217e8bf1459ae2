"""What the register knows of an action: the values it is chosen by, and its line of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from handlingsplan.analysis.effects import ActionEffect
from handlingsplan.model.archive import Municipality, PlanDocument
from handlingsplan.model.effect import Effect
from handlingsplan.model.follow_up import Assessment
from handlingsplan.model.plan import Action, ActionStatus
from handlingsplan.site.context import TextContext
from handlingsplan.site.spreadsheet_file import csv_line, number_cell, text_cell
from handlingsplan.site.statements import current_status
from handlingsplan.text.quantities import Dimension, Unit
from handlingsplan.text.words import slug

#: The name of each filter, in the address and among a row's data, with its label.
FILTERS = (
    ("kommun", "Kommun"),
    ("namnd", "Nämnd"),
    ("enhet", "Enhet"),
    ("ar", "År"),
    ("status", "Status"),
    ("bedomning", "Bedömning"),
    ("storlek", "Effekt i år"),
)
_COLUMNS = ("Åtgärd", "Kommun", "Nämnd", "Enhet", "År", "Startdatum", "Status", "Bedömning")
_AMOUNTS = ("Effekt i år, minst, kr", "Effekt i år, högst, kr", "Helårseffekt, minst, kr", "Helårseffekt, högst, kr")
HEADER = csv_line([*_COLUMNS, *_AMOUNTS, "Effekt i år, i ord", "Helårseffekt, i ord"])
_THRESHOLDS = (1_000_000, 500_000, 100_000)


@dataclass(frozen=True, slots=True)
class NamedValue:
    """A value of a filter: as it stands in an address, as it is shown, and its place among the others."""

    value: str
    label: str
    order: int = 0


_SMALL = NamedValue("under-100", "Under 100 tkr", 3)
_OTHER_UNIT = NamedValue("annat", "Timmar eller årsarbetare", 4)
_NO_AMOUNT = NamedValue("utan", "Utan belopp", 5)
_NOT_JUDGED = NamedValue("ingen", "Inte bedömd", 3)


@dataclass(frozen=True)
class Entry:
    """An action with its plan and how it stands."""

    municipality: Municipality
    plan: PlanDocument
    effect: ActionEffect

    @property
    def action(self) -> Action:
        """The action itself."""
        return self.effect.action

    @cached_property
    def status(self) -> ActionStatus:
        """How far it has come, as last told."""
        return current_status(self.plan, self.action)

    @cached_property
    def assessment(self) -> Assessment | None:
        """How it was last judged."""
        said = [each.follow_up.of(self.action.id) for each in reversed(self.plan.follow_ups)]
        return next((each.assessment for each in said if each and each.assessment), None)

    @property
    def amounts(self) -> tuple[int, int] | None:
        """The effect this year in kronor, from and to."""
        return _kronor(self.effect.this_year)

    @property
    def is_approximate(self) -> bool:
        """Whether the amount this year is told as approximate."""
        effect = self.effect.this_year
        return effect is not None and self.amounts is not None and (effect.low.approximate or effect.high.approximate)

    @cached_property
    def values(self) -> Mapping[str, tuple[NamedValue, ...]]:
        """What each filter chooses it by."""
        placement = self.plan.placement
        judged = self.assessment
        order = list(Assessment)
        return {
            "kommun": (_named(self.municipality.organisation.name),),
            "namnd": (_named(placement.committee.name),),
            "enhet": (_named(placement.unit.name),),
            "ar": (NamedValue(str(self.plan.year), str(self.plan.year), -self.plan.year),),
            "status": (_named(self.status.value.capitalize()),),
            "bedomning": (_named(judged.value.capitalize(), order.index(judged)) if judged else _NOT_JUDGED,),
            "storlek": tuple(_sizes(self.effect.this_year)),
        }

    @property
    def data(self) -> Mapping[str, str]:
        """The data attributes of its row. What is not known has none."""
        whole = _kronor(self.effect.full_year)
        known = {name: " ".join(each.value for each in values) for name, values in self.values.items()}
        known["start"] = str(self.action.start_date or "")
        if self.amounts:
            known |= {"effekt": str(self.amounts[0]), "hogst": str(self.amounts[1])}
        if whole:
            known["helar"] = str(whole[0])
        known |= {"cirka": "ja" if self.is_approximate else "", "mer": self.action.description, "csv": self.line}
        return {name: value for name, value in known.items() if value}

    @cached_property
    def line(self) -> str:
        """Its line of the file."""
        placement = self.plan.placement
        texts = [
            self.action.name,
            self.municipality.organisation.name,
            placement.committee.name,
            placement.unit.name,
            str(self.plan.year),
            str(self.action.start_date or ""),
            self.status.value,
            self.assessment.value if self.assessment else "",
        ]
        effects = (self.effect.this_year, self.effect.full_year)
        amounts = [cell for effect in effects for cell in _amount_cells(effect)]
        words = [str(effect) if effect else self.action.not_calculated for effect in effects]
        return csv_line([*map(text_cell, texts), *amounts, *map(text_cell, words)])


def register_entries(context: TextContext) -> Iterator[Entry]:
    """Give every action of every plan."""
    for municipality in context.library.archive.municipalities:
        for plan in municipality.plans:
            for effect in context.library.plan_effects(municipality, plan):
                yield Entry(municipality, plan, effect)


def _named(label: str, order: int = 0) -> NamedValue:
    return NamedValue(slug(label), label, order)


def _kronor(effect: Effect | None) -> tuple[int, int] | None:
    if effect is None or effect.dimension is not Dimension.MONEY:
        return None
    return effect.low.kronor, effect.high.kronor


def _sizes(effect: Effect | None) -> Iterator[NamedValue]:
    """Give the sizes that an effect has; an interval is as large as its lower end."""
    amounts = _kronor(effect)
    if amounts is None:
        yield _OTHER_UNIT if effect else _NO_AMOUNT
        return
    for order, threshold in enumerate(_THRESHOLDS):
        if amounts[0] >= threshold:
            thousands = threshold // 1000
            yield NamedValue(f"minst-{thousands}", f"Minst {thousands:,} tkr".replace(",", "\u00a0"), order)
    if amounts[0] < _THRESHOLDS[-1]:
        yield _SMALL


def _amount_cells(effect: Effect | None) -> tuple[str, str]:
    if effect is None or effect.dimension is not Dimension.MONEY:
        return "", ""
    return number_cell(effect.low, Unit.KR), number_cell(effect.high, Unit.KR)
