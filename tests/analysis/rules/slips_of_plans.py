"""Sound plans made at random, and the same plans with one slip: effects, requirement, key figures, units, signs."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from analysis.rules.documents import OTHER_PLAN, YEAR, data, plan
from analysis.rules.slipping import grouped, random_at, slipped

Files = Mapping[str, str]
#: A sound document, and the same with a slip.
Pair = tuple[Files, Files]
NAMES = ("Färre bilar", "Ny ledning", "Samordnat schema", "Lägre hyra", "Fler timvikarier", "Kortare möten")


def amount(rng: Random) -> int:
    """Give a full-year effect in tkr that any start of the year makes visible."""
    return rng.randrange(60, 3000) // 12 * 12


def action(rng: Random, index: int, full: int, month: int = 0, more: str = "") -> str:
    """Give an action with a start and a full-year effect in tkr."""
    start = month or rng.randrange(1, 13)
    return (
        f"  - id: a{index}\n    namn: {NAMES[index]}\n    startdatum: {YEAR}-{start:02}-01\n"
        f"    helårseffekt: {grouped(full)} tkr\n{more}"
    )


def actions(rng: Random, amounts: list[int], more: str = "", at: int = 0) -> str:
    """Give the actions of a plan; `more` is further lines of the one at `at`."""
    parts = [action(rng, index, each, 0, more if index == at else "") for index, each in enumerate(amounts)]
    return "åtgärder:\n" + "".join(parts)


def some(rng: Random, least: int = 2) -> list[int]:
    """Give amounts as plans have them, the largest up to thirty times the least."""
    size = rng.randrange(120, 900)
    return [max(12, size * rng.randrange(10, 300) // 100 // 12 * 12) for _ in range(rng.randrange(least, 6))]


def stated_effect(rng: Random) -> Pair:
    """An effect this year with a digit wrong, or a month too many or too few."""
    full, month = amount(rng), rng.randrange(1, 13)
    right = full * (13 - month) // 12
    if rng.random() < 0.4:
        wrong = f"{grouped(full * (13 - month + rng.choice([-1, 1])) // 12)} tkr"
    else:
        wrong = f"{slipped(rng, grouped(right))} tkr"
    stated = [f"    effekt i år: {each}\n" for each in (f"{grouped(right)} tkr", wrong)]
    sound, slip = (plan(f"åtgärder:\n{action(rng, 0, full, month, each)}") for each in stated)
    return sound, slip


def moved_start(rng: Random) -> Pair:
    """A start moved to another month, or another day of effect, beside a stated effect."""
    full, month = amount(rng), rng.randrange(1, 13)
    other = rng.choice([each for each in range(1, 13) if each != month])
    stated = f"    effekt i år: {grouped(full * (13 - month) // 12)} tkr\n"
    return tuple(plan(f"åtgärder:\n{action(rng, 0, full, each, stated)}") for each in (month, other))  # type: ignore[return-value]


def whole_effect(rng: Random) -> Pair:
    """The whole effect this year, of an action that starts later."""
    full, month = amount(rng), rng.randrange(2, 13)
    right, wrong = (f"    effekt i år: {grouped(each)} tkr\n" for each in (full * (13 - month) // 12, full))
    return tuple(plan(f"åtgärder:\n{action(rng, 0, full, month, each)}") for each in (right, wrong))  # type: ignore[return-value]


def figures(rng: Random, outcome: int) -> dict[str, str]:
    """Give a dataset with a key figure's outcomes in tenths of a percent, the last one given."""
    before = "".join(
        f"hemtjanst;grad;{YEAR - 1}-{month:02};{rng.randrange(300, 900) / 10:.1f}\n" for month in (6, 12)
    )
    rows = f"enhet;nyckeltal;period;värde\n{before}hemtjanst;grad;{YEAR}-03;{outcome / 10:.1f}\n".replace(".", ",")
    kinds = "kolumner: {enhet: text, nyckeltal: text, period: text, värde: procent}\n"
    return data("tal", f"titel: Tal\nnyckel: [enhet, nyckeltal, period]\n{kinds}", rows)


def key_figure(target: int, up: bool) -> str:
    direction = "öka" if up else "minska"
    figure = f"mål: '{target / 10:.1f} %', riktning: {direction}, data: tal".replace(".", ",")
    return f"nyckeltal:\n  - {{id: grad, namn: Utförandegrad, {figure}}}\n"


def missed_target(rng: Random) -> Pair:
    """An outcome on the other side of the target, or a direction turned round."""
    target, up, distance = rng.randrange(300, 900), rng.random() < 0.5, rng.randrange(1, 200)
    right, wrong = target + distance, target - distance
    sound = {**plan(key_figure(target, up)), **figures(rng, right if up else wrong)}
    if rng.random() < 0.3:
        return sound, {**sound, **plan(key_figure(target, not up))}
    return sound, {**sound, **figures(rng, wrong if up else right)}


def before_target(rng: Random) -> Pair:
    """The whole effect of an action whose key figure is short of its target."""
    full, target, distance = amount(rng), rng.randrange(300, 900), rng.randrange(1, 200)
    stated = f"    beskrivning: Att öka verksamhetens utförandegrad.\n    effekt i år: {grouped(full)} tkr\n"
    facts = plan(f"{key_figure(target, True)}åtgärder:\n{action(rng, 0, full, 1, stated)}")
    return {**facts, **figures(rng, target + distance)}, {**facts, **figures(rng, target - distance)}


def calculation(rng: Random) -> Pair:
    """A full-year effect that is not what its calculation gives."""
    people, hours, price = rng.randrange(5, 90), rng.randrange(2, 40), rng.randrange(180, 420)
    in_money = rng.random() < 0.5
    words = f"{people} medarbetare × {hours} timmar" + (f" × {price} kr" if in_money else "")
    result, unit = (people * hours * price, "kr") if in_money else (people * hours, "timmar")
    start = f"åtgärder:\n  - id: apt\n    namn: Möten\n    startdatum: {YEAR}-01-01\n"
    head = f"{start}    beräkning: {words}\n    helårseffekt: "
    return plan(f"{head}{grouped(result)} {unit}\n"), plan(f"{head}{slipped(rng, grouped(result))} {unit}\n")


def temporary(rng: Random) -> Pair:
    """A lasting action that is made temporary, ending within the year or never said to end."""
    full = amount(rng)
    kind = rng.choice(["tillfällig", "engång", "tillfällig, slut"])
    more = f"    varaktighet: {kind.split(',')[0]}\n" + (
        f"    slutdatum: {YEAR}-12-{rng.randrange(15, 32)}\n" if "," in kind else ""
    )
    return plan(f"åtgärder:\n{action(rng, 0, full, 1)}"), plan(f"åtgärder:\n{action(rng, 0, full, 1, more)}")


def without_end(rng: Random) -> Pair:
    """A temporary action whose last day is left out."""
    head = f"åtgärder:\n  - id: a\n    namn: Vakanser\n    startdatum: {YEAR}-01-01\n    varaktighet: tillfällig\n"
    effect = f"    effekt i år: {amount(rng)} {rng.choice(['tkr', 'timmar'])}\n"
    return plan(f"{head}{effect}    slutdatum: {YEAR}-{rng.randrange(2, 13):02}-28\n"), plan(head + effect)


def requirement(rng: Random, share: int) -> tuple[list[int], str]:
    """Give amounts that start with the year, and a requirement that is a share of them in percent."""
    amounts = some(rng)
    return amounts, f"åtgärdskrav: {grouped(sum(amounts) * share // 100)} tkr\n"


def from_january(amounts: list[int], more: str = "") -> str:
    return "åtgärder:\n" + "".join(
        action(random_at(0), index, each, 1, more if index == 0 else "") for index, each in enumerate(amounts)
    )


def uncovered(rng: Random) -> Pair:
    """An action less, a later start or a larger requirement: what was enough no longer is."""
    amounts, needed = requirement(rng, rng.randrange(95, 101))
    sound = plan(needed + from_january(amounts))
    kind = rng.randrange(3)
    if kind == 0:
        index = max(range(len(amounts)), key=amounts.__getitem__)
        return sound, plan(needed + from_january([each for at, each in enumerate(amounts) if at != index]))
    if kind == 1:
        larger = f"åtgärdskrav: {grouped(sum(amounts) * rng.randrange(102, 300) // 100)} tkr\n"
        return sound, plan(larger + from_january(amounts))
    return sound, plan(
        needed + from_january(amounts).replace(f"{YEAR}-01-01", f"{YEAR}-{rng.randrange(3, 13):02}-01")
    )


def no_amounts(rng: Random) -> Pair:
    """A requirement, and actions whose amounts have become words."""
    amounts, needed = requirement(rng, rng.randrange(50, 101))
    words = "".join(
        f"  - id: a{index}\n    namn: {NAMES[index]}\n    startdatum: {YEAR}-01-01\n    ej beräknad: Ska utredas\n"
        for index in range(len(amounts))
    )
    return plan(needed + from_january(amounts)), plan(f"{needed}åtgärder:\n{words}")


def one_off_cost(rng: Random) -> Pair:
    """A one-off cost that nobody has taken off."""
    amounts, needed = requirement(rng, rng.randrange(90, 101))
    least = sum(amounts) // 9 + 1
    cost = f"    omställningskostnad: {grouped(rng.randrange(least, least * 20))} tkr\n"
    return plan(needed + from_january(amounts)), plan(needed + from_january(amounts, cost))


def double_counted(rng: Random) -> Pair:
    """The same project or posts, named in two actions."""
    amounts = some(rng)
    first, second = rng.sample(range(len(amounts)), 2)
    code = rng.randrange(51300, 53999)
    number, word = (
        rng.choice(["2", "3,5", "två", "tre", "1,5", "4"]),
        rng.choice(["heltidstjänster", "årsarbetare", "tjänster"]),
    )
    shared = rng.choice(
        [
            f"Gäller projekt {code}.",
            f"Personalen minskar med {number} {word}.",
            f"Vi tar bort {number} {word} på natten.",
        ]
    )
    other = rng.choice(["Gäller projekt 11111.", "Personalen minskar med 6 årsarbetare.", "Gäller hela enheten."])

    def described(words: dict[int, str]) -> str:
        return "åtgärder:\n" + "".join(
            action(random_at(index), index, each, 1, f"    beskrivning: {words[index]}\n" if index in words else "")
            for index, each in enumerate(amounts)
        )

    return plan(described({first: shared, second: other})), plan(described({first: shared, second: shared}))


def wrong_unit(rng: Random) -> Pair:
    """One amount in the unit beside: mkr or kr for tkr."""
    amounts = some(rng, 3)
    needed = f"åtgärdskrav: {grouped(sum(amounts) * rng.randrange(30, 90) // 100)} tkr\n"
    sound = needed + from_january(amounts)
    at = rng.randrange(len(amounts))
    right = f"    namn: {NAMES[at]}\n    startdatum: {YEAR}-01-01\n    helårseffekt: {grouped(amounts[at])} tkr\n"
    return plan(sound), plan(sound.replace(right, right.replace("tkr", rng.choice(["mkr", "kr"]))))


def wrong_requirement_unit(rng: Random) -> Pair:
    """A requirement in the unit beside."""
    amounts = some(rng)
    needed = sum(amounts) * rng.randrange(30, 90) // 100
    other = plan(
        f"åtgärdskrav: {grouped(needed * 2)} tkr\n{from_january([each * 3 for each in amounts])}", OTHER_PLAN
    )
    texts = [
        f"åtgärdskrav: {grouped(needed)} {unit}\n{from_january(amounts)}"
        for unit in ("tkr", rng.choice(["mkr", "kr"]))
    ]
    return {**plan(texts[0]), **other}, {**plan(texts[1]), **other}


def wrong_sign(rng: Random) -> Pair:
    """An effect, a requirement or a one-off cost with a minus."""
    amounts, needed = requirement(rng, 50)
    cost = "    omställningskostnad: 10 tkr\n"
    sound = needed + from_january(amounts, cost)
    old = rng.choice(["åtgärdskrav: ", "omställningskostnad: ", f"helårseffekt: {grouped(amounts[0])}"])
    return plan(sound), plan(sound.replace(old, old.replace(": ", ": -"), 1))


def starting_position(rng: Random) -> Pair:
    """A deficit that is not forecast less budget."""
    budget, deficit = rng.randrange(100, 900), rng.randrange(5, 90)
    unit = rng.choice(["mkr", "tkr"])

    def facts(lacking: int) -> str:
        figures = (f"  {name}: {each // 10},{each % 10} {unit}\n" for name, each in
                   (("budget", budget), ("prognos", budget + deficit), ("underskott", lacking)))  # fmt: skip
        return "utgångsläge:\n" + "".join(figures)

    wrong = rng.choice([each for each in range(1, 99) if abs(each - deficit) > 1])
    return plan(facts(deficit)), plan(facts(wrong))


def stated_total(rng: Random) -> Pair:
    """A plan's total with a digit wrong, or of one action too few."""
    amounts = some(rng)
    sound = f"{from_january(amounts)}uppgivna summor:\n  helårseffekt: "
    total = grouped(sum(amounts))
    wrong = slipped(rng, total) if rng.random() < 0.6 else grouped(sum(amounts) - rng.choice(amounts))
    return plan(f"{sound}{total} tkr\n"), plan(f"{sound}{wrong} tkr\n")


def copied_total(rng: Random) -> Pair:
    """A plan's total that is another unit's."""
    amounts, others = some(rng), [each * 7 for each in some(rng)]
    texts = [
        f"{from_january(each)}uppgivna summor:\n  helårseffekt: {grouped(sum(each))} tkr\n"
        for each in (amounts, others)
    ]
    other = plan(texts[1], OTHER_PLAN)
    wrong = texts[0].replace(
        f"summor:\n  helårseffekt: {grouped(sum(amounts))}", f"summor:\n  helårseffekt: {grouped(sum(others))}"
    )
    return {**plan(texts[0]), **other}, {**plan(wrong), **other}


def left_out(rng: Random) -> Pair:
    """An action whose effect, or whose start, is left out."""
    amounts = some(rng)
    sound = from_january(amounts)
    line = rng.choice([f"    helårseffekt: {grouped(amounts[-1])} tkr\n", f"    startdatum: {YEAR}-01-01\n"])
    before, _, after = sound.rpartition(line)
    return plan(sound), plan(before + after)
