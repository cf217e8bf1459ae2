"""Rules of follow-ups: a status (*status*) that contradicts the numbers or the days told with it.

What a follow-up does not mention stands as it was last told. So an action is judged as it stands at the
follow-up's day, and a contradiction is told where it was made: by the entry that wrote one side of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from handlingsplan.analysis.progress import ActionProgress, plan_progress
from handlingsplan.model.archive import FollowUpDocument, Municipality, PlanDocument
from handlingsplan.model.effect import Effect
from handlingsplan.model.follow_up import ActionFollowUp, Assessment
from handlingsplan.model.plan import ActionStatus
from handlingsplan.text.places import Problem, remark
from handlingsplan.text.vocabulary import swedish

_ENDED = (ActionStatus.DONE, ActionStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a follow-up says of an action, and how the action then stands."""

    said: ActionFollowUp
    stands: ActionProgress

    @property
    def name(self) -> str:
        return f"åtgärden «{self.stands.action.name}»"


#: What contradicts, in words; and the fields of which the entry must have written one.
_Contradiction = tuple[tuple[str, ...], str]
_Check = Callable[[_Told], Iterator[_Contradiction]]


def check_statuses(document: PlanDocument, municipality: Municipality) -> Iterator[Problem]:
    """Tell of actions whose status, assessment, effects or days say different things."""
    for follow_up in document.follow_ups:
        if not follow_up.follow_up.actions:
            continue
        stands = plan_progress(document, municipality.organisation, follow_up.day)
        by_id = {each.action.id: each for each in stands.actions}
        for index, said in enumerate(follow_up.follow_up.actions):
            if said.action in by_id:
                yield from _contradictions(follow_up, index, _Told(said, by_id[said.action]))


def _contradictions(follow_up: FollowUpDocument, index: int, told: _Told) -> Iterator[Problem]:
    for check in _CHECKS:
        for fields, message in check(told):
            written = next((name for name in fields if getattr(told.said, name) is not None), None)
            if written is not None:
                place = follow_up.facts.place(swedish("actions"), index, swedish(written))
                yield remark("status-motsäger", place, message, told.said.action)


def _done(told: _Told) -> Iterator[_Contradiction]:
    """A done action (*klar*) is carried out wholly, and gives something if the plan counts with it."""
    stands = told.stands
    if stands.status is not ActionStatus.DONE:
        return
    forecast, planned = stands.told_forecast, stands.planned
    if forecast is not None and not forecast.high.value and planned is not None and planned.low.value > 0:
        yield (
            ("forecast_this_year", "status"),
            (
                f"{told.name} är klar med prognosen {forecast} i år, "
                f"men planen räknar med {planned}; rätta prognosen, eller skriv att åtgärden är avbruten"
            ),
        )
    if stands.completion is not None and stands.completion.value < 1:
        yield (
            ("completion", "status"),
            (
                f"{told.name} är klar, men genomförandegraden är {stands.completion}; "
                "skriv 100 %, eller att åtgärden pågår"
            ),
        )


def _cancelled(told: _Told) -> Iterator[_Contradiction]:
    """A cancelled action (*avbruten*) gives nothing more than it has given so far."""
    stands = told.stands
    forecast = stands.told_forecast
    if stands.status is not ActionStatus.CANCELLED or forecast is None or forecast.low.value <= 0:
        return
    if stands.so_far is None:
        yield (
            ("forecast_this_year", "status"),
            (
                f"{told.name} är avbruten, men prognosen är {forecast}; "
                f"skriv vad den har gett i {swedish('effect_so_far')}, eller ta bort prognosen"
            ),
        )
    elif _is_below(stands.so_far, forecast):
        yield (
            ("forecast_this_year", "status"),
            (
                f"{told.name} är avbruten, men prognosen är {forecast}, "
                f"mer än de {stands.so_far} som den har gett hittills"
            ),
        )


def _planned(told: _Told) -> Iterator[_Contradiction]:
    """An action that has not begun (*planerad*) has given nothing."""
    stands = told.stands
    if stands.status is ActionStatus.PLANNED and stands.so_far is not None and stands.so_far.low.value > 0:
        yield (
            ("effect_so_far", "status"),
            f"{told.name} är planerad, men har gett {stands.so_far} hittills; skriv att den pågår",
        )


def _so_far(told: _Told) -> Iterator[_Contradiction]:
    """What an action has given so far is a part of what it is to give the whole year."""
    stands = told.stands
    if stands.so_far is None or stands.forecast is None or stands.status is ActionStatus.CANCELLED:
        return
    if _is_below(stands.forecast, stands.so_far):
        whole = "prognosen för hela året" if stands.told_forecast else "vad planen räknar med hela året"
        hint = "rätta den ena" if stands.told_forecast else f"skriv en {swedish('forecast_this_year')}"
        yield (
            ("effect_so_far", "forecast_this_year"),
            f"{told.name} har gett {stands.so_far} hittills, mer än {whole}, {stands.forecast}; {hint}",
        )


def _measured_alike(told: _Told) -> Iterator[_Contradiction]:
    """What is followed up is measured as the plan measures it, or it can be held against nothing."""
    planned = told.stands.planned or told.stands.effect.full_year
    for name in ("effect_so_far", "forecast_this_year"):
        given: Effect | None = getattr(told.said, name)
        if planned is not None and given is not None and given.dimension is not planned.dimension:
            yield (
                (name,),
                (
                    f"{told.name} har {swedish(name)} i {given.dimension.value} ({given}), "
                    f"men planens effekt är i {planned.dimension.value} ({planned}); skriv dem i samma enhet"
                ),
            )


def _ended(told: _Told) -> Iterator[_Contradiction]:
    """Only what is done or cancelled has an end."""
    if told.said.end_date is not None and told.stands.status not in _ENDED:
        yield (
            ("end_date",),
            (
                f"{told.name} har {swedish('end_date')} {told.said.end_date}, men status {told.stands.status}; "
                "ta bort dagen, eller skriv att åtgärden är klar eller avbruten"
            ),
        )


def _assessed(told: _Told) -> Iterator[_Contradiction]:
    """An action that goes well (*grön*) gives at least half of what was planned."""
    stands = told.stands
    forecast, planned = stands.told_forecast, stands.planned
    if stands.assessment is not Assessment.GREEN or forecast is None or planned is None:
        return
    if forecast.dimension is planned.dimension and 2 * forecast.high.value < planned.low.value:
        yield (
            ("assessment", "forecast_this_year"),
            (
                f"{told.name} är bedömd som grön, men prognosen är {forecast} "
                f"och planen räknar med {planned}; ändra bedömningen, eller förklara"
            ),
        )


_CHECKS: tuple[_Check, ...] = (_done, _cancelled, _planned, _so_far, _measured_alike, _ended, _assessed)


def _is_below(less: Effect, more: Effect) -> bool:
    """Whether one effect is surely below another of the same kind; intervals that meet may be the same."""
    return less.dimension is more.dimension and less.high.value < more.low.value
