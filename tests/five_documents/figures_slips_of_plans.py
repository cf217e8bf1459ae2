"""Slips at random in the plans of the five documents: effects, starts, requirements, units, signs, decisions."""

from __future__ import annotations

import re
from random import Random

from analysis.rules.slipping import slipped

from five_documents import figures_corrected as real
from five_documents.figures_mutations import TOTALS, Change, Expected, lines, replaced

PLANS = r"^plans/huddinge/2023/(?:hemtjanst|personlig-assistans|daglig-verksamhet)/plan\.yml"
EFFECT = r"^  - id: (?P<id>.*)\n(?:    .*\n)*?    effekt i år: (?P<this>[1-9][\d ]*) tkr\n    helårseffekt: (?P<full>[1-9][\d ]*) tkr"


def changed_effect(rng: Random, files: Change) -> Change:
    """An effect this year with a digit wrong."""
    name, match = rng.choice(list(lines(files, PLANS, EFFECT)))
    start, end = match.span("this")
    return {name: files[name][:start] + slipped(rng, match["this"]) + files[name][end:]}


def moved_start(rng: Random, files: Change) -> Change:
    """An action that starts in another month than its effect this year says."""
    pattern = r"    (?:effektstart|startdatum): 2023-(\d\d)-01\n    effekt i år: [1-9].*\n    helårseffekt:"
    name, match = rng.choice(list(lines(files, PLANS, pattern)))
    return replaced(files, name, match, rng.choice([f"{each:02}" for each in range(1, 13) if each != int(match[1])]))


def whole_effect(rng: Random, files: Change) -> Change:
    """The whole effect this year, of an action that starts within the year."""
    partial = [each for each in lines(files, PLANS, EFFECT) if each[1]["this"] != each[1]["full"]]
    name, match = rng.choice(partial)
    start, end = match.span("this")
    return {name: files[name][:start] + match["full"] + files[name][end:]}


def changed_plan_total(rng: Random, files: Change) -> Change:
    """A plan's stated total with a digit wrong."""
    pattern = r"^uppgivna summor:\n(?:  effekt i år: .*\n)?  (?:effekt i år|helårseffekt): ([\d ]+) tkr"
    name, match = rng.choice(list(lines(files, PLANS, pattern)))
    return replaced(files, name, match, slipped(rng, match[1]))


def early_effect(rng: Random, files: Change) -> Change:
    """An outcome that leaves the target of the action's own key figure."""
    name, match = next(lines(files, r"nyckeltal-2023\.csv", r"^hemtjanst;utforandegrad;2023-03;([\d,]+)$"))
    tenths = rng.randrange(200, 700)
    return {**replaced(files, name, match, f"{tenths // 10},{tenths % 10}"), real.HOME_CARE: files[real.HOME_CARE]}


def larger_requirement(rng: Random, files: Change) -> Change:
    """A requirement that the actions do not meet."""
    name, match = rng.choice(list(lines(files, PLANS, r"^åtgärdskrav: ([\d,]+) mkr")))
    tenths = int(match[1].replace(",", "")) + rng.randrange(5, 60)
    return replaced(files, name, match, f"{tenths // 10},{tenths % 10}")


def only_words(rng: Random, files: Change) -> Change:
    """A unit that gets a requirement, though its actions have no amounts."""
    name = rng.choice([real.SUPPORT, real.DAY, real.SHORT_STAY, real.RESIDENTIAL])
    tenths = rng.randrange(3, 90)
    return {name: f"åtgärdskrav: {tenths // 10},{tenths % 10} mkr\n{files[name]}"}


def one_off_cost(rng: Random, files: Change) -> Change:
    """A one-off cost that nobody has taken off."""
    name, match = rng.choice([each for each in lines(files, PLANS, EFFECT) if "startdatum: 2023" in each[1][0]])
    return replaced(files, name, match, f"{match[0]}\n    omställningskostnad: {rng.randrange(80, 2000)} tkr", 0)


def made_temporary(rng: Random, files: Change) -> Change:
    """A lasting action that is made temporary or one-off."""
    name, match = rng.choice(list(lines(files, PLANS, EFFECT)))
    return replaced(files, name, match, f"{match[0]}\n    varaktighet: {rng.choice(['tillfällig', 'engång'])}", 0)


def wrong_unit(rng: Random, files: Change) -> Change:
    """An amount, or a requirement, in the unit beside."""
    pattern = r"^(?:    effekt i år|    helårseffekt|åtgärdskrav): [1-9][\d ,]* ([tm]kr)$"
    name, match = rng.choice(list(lines(files, PLANS, pattern)))
    return replaced(files, name, match, {"tkr": rng.choice(["mkr", "kr"]), "mkr": "tkr"}[match[1]])


def wrong_sign(rng: Random, files: Change) -> Change:
    """An effect with a minus, of an action that no word says to cost more."""
    name, match = rng.choice(list(lines(files, PLANS, EFFECT)))
    group = rng.choice(["this", "full"])
    start, _ = match.span(group)
    return {name: files[name][:start] + "-" + files[name][start:]}


def moved_decision(rng: Random, files: Change) -> Change:
    """A decision of the memo with another year, so that it stands out of order."""
    name = "plans/alingsas/2023/rapporter/personlig-assistans/rapport.yml"
    match = rng.choice(list(re.finditer(r"^  - datum: (\d{4})-", files[name], re.MULTILINE))[:2])
    return replaced(files, name, match, str(rng.randrange(2024, 2033)))


def outside_the_year(rng: Random, files: Change) -> Change:
    """An action that starts in a year to come."""
    name, match = rng.choice(list(lines(files, r"/plan\.yml", r"^    startdatum: (20\d\d)-")))
    return replaced(files, name, match, str(int(match[1]) + rng.choice([4, 5, 7, 9, 10, 20, 80])))


def double_counted(rng: Random, files: Change) -> Change:
    """The same posts in two actions of a plan."""
    name = rng.choice([real.PERSONAL, real.DAILY])
    shared = rng.choice(["tre heltidstjänster", "2,5 årsarbetare", "projekt 51329", "fyra tjänster på natten"])
    places = rng.sample(list(re.finditer(EFFECT, files[name], re.MULTILINE)), 2)
    text = files[name]
    for match in sorted(places, key=lambda each: -each.start()):
        head, inner = text[: match.start()], match[0]
        inner = re.sub(r"(    namn: .*)", rf"\1 ({shared})", inner)
        text = head + inner + text[match.end() :]
    return {name: text}


MISSED = frozenset({"hel-effekt-före-målet"})
EFFECTS = frozenset({"effekt-i-år-skiljer", "hel-effekt-i-år"})
#: What follows when a plan's effects are others: its totals, and how they meet the requirement.
SUMMED = TOTALS | {"krav-täcks-inte", "netto-skiljer"}

KINDS: tuple[Expected, ...] = (
    Expected(changed_effect, EFFECTS, SUMMED),
    Expected(moved_start, EFFECTS, SUMMED),
    Expected(whole_effect, frozenset({"hel-effekt-i-år"}), SUMMED),
    Expected(early_effect, MISSED, MISSED | {"mål-inte-nått"}),
    Expected(changed_plan_total, TOTALS),
    Expected(larger_requirement, frozenset({"krav-täcks-inte"})),
    Expected(only_words, frozenset({"krav-utan-belopp"})),
    Expected(one_off_cost, frozenset({"netto-skiljer"})),
    Expected(made_temporary, frozenset({"tillfällig-helårseffekt"}), SUMMED),
    Expected(double_counted, frozenset({"dubbelräkning"})),
    Expected(wrong_unit, frozenset({"fel-enhet"}), SUMMED),
    Expected(wrong_sign, frozenset({"fel-tecken"}), SUMMED),
    Expected(moved_decision, frozenset({"datum-i-fel-ordning"}), frozenset({"datum-i-fel-ordning"})),
    Expected(outside_the_year, frozenset({"datum-utanför-året"}), SUMMED),
)
