"""What the pages of follow-ups say in sentences, without abbreviations: they are read by politicians."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from markupsafe import Markup

from handlingsplan.analysis.effects import Total, coverage
from handlingsplan.analysis.progress import PlanProgress
from handlingsplan.analysis.standing import Standing
from handlingsplan.analysis.sufficiency import gap
from handlingsplan.model.archive import PlanDocument
from handlingsplan.model.effect import Effect
from handlingsplan.model.plan import ActionStatus
from handlingsplan.site.total_traces import percent
from handlingsplan.text.dates import long_date
from handlingsplan.text.numbers import NO_BREAK_SPACE
from handlingsplan.text.quantities import Dimension, Quantity, Unit
from handlingsplan.text.words import listed, plural

_MILLION = 1_000_000
_SEVERAL = {
    ActionStatus.PLANNED: "planerade",
    ActionStatus.ONGOING: "pågår",
    ActionStatus.DONE: "klara",
    ActionStatus.LATE: "försenade",
    ActionStatus.PAUSED: "pausade",
    ActionStatus.CANCELLED: "avbrutna",
}


def kronor(amount: Quantity, exact: bool = False) -> str:
    """Write an amount in words: `4,8 miljoner kronor`, `cirka 781 000 kronor`."""
    few = exact or abs(amount.value) < _MILLION
    unit, decimals = ("kronor", 0) if few else ("miljoner kronor", 1)
    about = "cirka " if amount.approximate else ""
    return about + replace(amount, approximate=False).text(unit, decimals=decimals)


def large(effect: Effect) -> Markup:
    """Write an amount with its number first and its unit small: there is room for it on a phone too."""
    ends = (effect.low, effect.high)
    millions = max(abs(each.value) for each in ends) >= _MILLION
    unit, decimals = (Unit.MKR, 1) if millions else (Unit.KR, 0)
    number = "–".join(dict.fromkeys(each.number(unit, decimals) for each in ends))
    about = Markup('<span class="hp-enhet">cirka</span> ') if any(each.approximate for each in ends) else Markup("")
    words = "miljoner kronor" if millions else "kronor"
    return about + Markup('{} <span class="hp-enhet">{}</span>').format(number, words)


def effect_in_words(effect: Effect, exact: bool = False) -> str:
    """Write an effect in kronor in words: `4,8 miljoner kronor`, `mellan 1,5 och 1,6 miljoner kronor`."""
    low, high = kronor(effect.low, exact), kronor(effect.high, exact)
    if low == high:
        return low
    shared = f"{NO_BREAK_SPACE}miljoner{NO_BREAK_SPACE}kronor"
    short = low.removesuffix(shared) if high.endswith(shared) else low.removesuffix(f"{NO_BREAK_SPACE}kronor")
    return f"mellan {short if low.endswith(shared) == high.endswith(shared) else low} och {high}"


def _given_in_words(effect: Effect | None, exact: bool) -> str:
    """Write what an action gives, of any kind: kronor in words, hours and positions as they are."""
    if effect is None:
        return "inget belopp"
    return effect_in_words(effect, exact) if effect.dimension is Dimension.MONEY else str(effect)


def effect_was_and_is(before: Effect | None, after: Effect | None) -> str:
    """Write how an effect has changed, to the krona where the rounded amounts would be the same."""
    said = [_given_in_words(each, exact=False) for each in (before, after)]
    if said[0] == said[1]:
        said = [_given_in_words(each, exact=True) for each in (before, after)]
    return was_and_is(*said)


def was_and_is(before: str, after: str) -> str:
    """Write what has changed: `var pågår och är nu klar`."""
    return f"var {before} och är nu {after}"


def period_lead(plans: Sequence[PlanProgress], day: date) -> str:
    """Say how many units were followed up for a period, and how the others are shown."""
    told = sum(each.follow_up is not None and each.follow_up.day == day for each in plans)
    others = "" if told == len(plans) else " De andra visas som de senast följdes upp, annars som planerat."
    return f"{told} av {plural(len(plans), 'enhet', 'enheter')} har följts upp per {long_date(day)}.{others}"


def counted(status: ActionStatus, count: int) -> str:
    """Write how many actions stand so: `1 planerad`, `2 planerade`."""
    return plural(count, status.value, _SEVERAL[status]).replace(" ", NO_BREAK_SPACE)


def verdict(standing: Standing) -> str:
    """Answer whether the actions are enough, in a word or two."""
    required, expected = standing.requirement, standing.forecast.money
    if required is None or (expected is None and standing.full_year.money is not None):
        return "Det går inte att säga"
    if expected is None:
        return "Nej"
    if gap(required, expected).value <= 0:
        return "Kanske" if standing.without_requirement() else "Ja"
    return "Kanske" if expected.high.value >= required.value else "Nej"


def answer(standing: Standing) -> list[str]:
    """Give the sentences that answer how it goes: what must be saved, what is expected, what is left."""
    if not standing.plans:
        return [f"Det finns inga handlingsplaner för {standing.year} här."]
    said = [*_required(standing), _expected(standing), *_left(standing), _followed_up(standing)]
    return [*said, *_lacking_a_plan(standing)]


def in_short(standing: Standing) -> list[str]:
    """Give the sentences that explain the verdict beside the figures: how much is covered, and how it is known."""
    required, expected = standing.requirement, standing.forecast.money
    if required is None or standing.without_requirement():
        said = list(_required(standing))
    else:
        said = [] if expected else list(_left(standing))
    if required is not None and expected is not None:
        said.append(f"Åtgärderna täcker {_share(standing, required, expected)}.")
    return [*said, _followed_up(standing), *_lacking_a_plan(standing)]


def plan_in_short(standing: Standing) -> list[str]:
    """Give the sentences beside the verdict of one plan: how much is covered, and how far its actions have come."""
    required, expected = standing.requirement, standing.forecast.money
    if required is None:
        said = ["Planen säger inte hur mycket som ska sparas."]
    elif expected is None:
        said = ["Planen säger inte hur mycket åtgärderna ger i kronor i år."]
    else:
        said = [f"Åtgärderna täcker {_share(standing, required, expected)}."]
    if standing.last_follow_up is None:
        return [*said, "Planen har inte följts upp. Åtgärderna räknas som planerade."]
    statuses = Counter(each.status for plan in standing.plans for each in plan.actions)
    told = listed([counted(status, statuses[status]) for status in _SEVERAL if statuses[status]])
    return [*said, f"Åtgärderna följdes senast upp {long_date(standing.last_follow_up)}: {told}."]


def _lacking_a_plan(standing: Standing) -> Iterator[str]:
    if count := len(standing.without_plan):
        yield f"{plural(count, 'enhet', 'enheter')} har ingen plan för {standing.year}."


def _required(standing: Standing) -> Iterator[str]:
    if standing.requirement is None:
        yield "Ingen plan säger hur mycket som ska sparas."
    elif lacking := standing.without_requirement():
        having = len(standing.plans) - len(lacking)
        units = plural(having, "enhet", "enheter")
        yield f"{units} av {len(standing.plans)} har ett krav, tillsammans {kronor(standing.requirement)}."
    else:
        yield f"{kronor(standing.requirement)} ska sparas eller komma in under {standing.year}."


def _expected(standing: Standing) -> str:
    this_year, full_year = standing.forecast.money, standing.full_year.money
    if this_year is None and full_year is None:
        return "Ingen åtgärd har ett belopp i kronor."
    parts = [f"{effect_in_words(this_year)} under {standing.year}"] if this_year else []
    parts += [f"{_besides(this_year, full_year)} under ett helt år"] if full_year else []
    return f"Åtgärderna väntas ge {' och '.join(parts)}."


def _besides(first: Effect | None, second: Effect) -> str:
    """Write an effect after another, without saying the same amount twice."""
    if first is None or effect_in_words(first) != effect_in_words(second):
        return effect_in_words(second)
    same = (first.low.value, first.high.value) == (second.low.value, second.high.value)
    return "lika mycket" if same else "ungefär lika mycket"


def _left(standing: Standing) -> Iterator[str]:
    if standing.requirement is None:
        return
    expected = standing.forecast.money
    if expected is None:
        known_later = standing.full_year.money is not None
        yield f"Vad de ger under {standing.year} är inte känt." if known_later else "Hela kravet är kvar att hitta."
        return
    yield f"Det är {_share(standing, standing.requirement, expected)}."
    left = gap(standing.requirement, expected)
    if left.value > 0:
        said = f"{'som mest ' if expected.is_interval else ''}{kronor(left)} är kvar att hitta."
        yield said[:1].upper() + said[1:]


def _share(standing: Standing, required: Quantity, expected: Effect) -> str:
    of = "de krav som är kända" if standing.without_requirement() else "kravet"
    return f"{'minst ' if expected.is_interval else ''}{percent(coverage(expected, required))} av {of}"


def _followed_up(standing: Standing) -> str:
    if standing.last_follow_up is None:
        return "Ingen plan har följts upp. Alla åtgärder räknas som planerade."
    lacking = len(standing.not_followed_up())
    said = f"Senast uppföljt {long_date(standing.last_follow_up)}."
    if not lacking:
        return said
    counted = "räknas som planerad" if lacking == 1 else "räknas som planerade"
    return f"{said} {plural(lacking, 'plan', 'planer')} har inte följts upp och {counted}."


def left_out(total: Total) -> str:
    """Say how many actions no amount is known of; nothing when all have one."""
    count = len(total.left_out)
    return f"{plural(count, 'åtgärd', 'åtgärder')} utan belopp är inte med" if count else ""


def unknown(standing: Standing) -> list[str]:
    """Say plainly what is not known, the most important first."""
    plans = standing.plans
    if not plans:
        return ["Vilka krav enheterna har, vad de gör och vad det ger."]
    said = [
        _named("Hur stort krav {} har.", standing.without_requirement(), len(plans)),
        _named("Hur stort underskott {} börjar året med.", standing.without_deficit(), len(plans)),
        _named("Hur mycket åtgärderna ger i kronor för {}.", standing.without_amount(), len(plans)),
        _without_amount(standing),
        _named("Hur det har gått för {}: ingen uppföljning är lämnad.", standing.not_followed_up(), len(plans)),
        _risks(standing),
        _without_plan(standing),
    ]
    return [each for each in said if each]


def _named(sentence: str, plans: Sequence[PlanDocument], of: int) -> str:
    if not plans:
        return ""
    if len(plans) == of and of > 1:
        return sentence.format(f"någon av de {of} enheterna")
    return sentence.format(listed([plan.placement.unit.name for plan in plans]))


def _without_amount(standing: Standing) -> str:
    """Tell the actions without an amount of plans that have some; the other plans are named whole."""
    whole = {plan.unit for plan in standing.without_amount()}
    count = sum(len(each.forecast.left_out) for each in standing.plans if each.plan.unit not in whole)
    more = "ytterligare " if whole else ""
    return f"Vad {more}{plural(count, 'åtgärd', 'åtgärder')} ger: inget belopp är angivet." if count else ""


def _risks(standing: Standing) -> str:
    unknown_risks = standing.unknown_risks()
    if unknown_risks:
        names = listed([f"«{each.risk.name}»" for each in unknown_risks])
        return f"Hur det har gått med {plural(len(unknown_risks), 'risk', 'risker')}: {names}."
    if any(each.risks for each in standing.plans):
        return ""
    return "Vad det har blivit av riskerna: inga risker är uppföljda."


def _without_plan(standing: Standing) -> str:
    if not standing.without_plan:
        return ""
    names = listed([unit.name for unit in standing.without_plan])
    return f"Vad {names} gör: ingen plan för {standing.year} finns här."
