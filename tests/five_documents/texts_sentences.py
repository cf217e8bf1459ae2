"""True sentences put into the documents, silent as they are, and the same with a slip: what else people could have written.

The documents say most kinds of things once. These say them in other words, of other actions, in other units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from analysis.rules.slipping import grouped, slipped

from five_documents.texts_corpus import Texts
from five_documents.texts_mutations import Kind, Mutation
from five_documents.texts_slips_of_figures import MONTHS, WORDS
from five_documents.texts_wordings import (
    ALL_ACTIONS,
    FULL_YEAR,
    ITEMS,
    LISTED,
    PRODUCT,
    REQUIREMENT,
    SAID_TWICE,
    SHARE,
    START,
    TOTAL,
)

ACTION = re.compile(r"^  - id: (?P<id>\S+)\n    namn: (?P<name>.+)\n(?P<facts>(?:    .*\n)*)", re.MULTILINE)


@dataclass(frozen=True)
class Action:
    """An action of a plan: what its facts say."""

    path: str
    id: str
    facts: str

    def value(self, key: str) -> str:
        found = re.search(rf"^    {key}: (.+)$", self.facts, re.MULTILINE)
        return found[1] if found else ""

    @property
    def kronor(self) -> list[int]:
        """This year's effect, if it is given, and the full year's, in kronor, when they are no intervals."""
        written = (self.value("helårseffekt"), self.value("effekt i år"))
        found = [re.fullmatch(r"(\d[\d ]*) (tkr|kr)", each) for each in written]
        return [int(each[1].replace(" ", "")) * (1000 if each[2] == "tkr" else 1) for each in found if each]


def actions(texts: Texts) -> Iterator[Action]:
    for path, text in texts.files.items():
        if path.endswith("/plan.yml"):
            yield from (
                Action(path, each["id"], each["facts"])
                for each in ACTION.finditer(text.split("\nåtgärder:\n")[1].split("\navstämning")[0])
            )


def in_section(text: str, action: str, sentence: str) -> str:
    """Put a sentence last in an action's section, in a paragraph of its own."""
    heading = re.search(rf"^## .*\{{: .*[#\"]{action}\b.*$", text, re.MULTILINE)
    assert heading
    later = re.compile(r"^## ", re.MULTILINE).search(text, heading.end())
    end = later.start() if later else len(text)
    return f"{text[:end].rstrip()}\n\n{sentence}\n\n{text[end:]}"


def in_summary(text: str, sentence: str) -> str:
    """Put a sentence first in the summary, in a paragraph of its own."""
    return text.replace("## Sammanfattning\n\n", f"## Sammanfattning\n\n{sentence}\n\n", 1)


def two(path: str, before: str, after: str) -> Mutation | None:
    return Mutation({path: after}, {path: before}) if before != after else None


def amount(rng: Random, kronor: int) -> str:
    """Write an amount in one of the units that it is whole in, or in mkr with the decimals that it needs."""
    ways = [f"{grouped(kronor)} kr", f"{grouped(kronor)} kronor"]
    if kronor % 1000 == 0:
        ways += [f"{grouped(kronor // 1000)} tkr"] * 3 + [f"{grouped(kronor // 1000)} tusen kronor"]
    if kronor % 10000 == 0 and kronor >= 1000000:
        ways += [f"{kronor / 1e6:.2f} mkr".replace(".", ",")] * 2
    return rng.choice(ways)


def wrong_amount(rng: Random, written: str, true: list[int]) -> str:
    """Give an amount with a digit wrong or the unit beside, that is none of the true ones."""
    number, _, unit = written.rpartition(" ") if "tusen" not in written else (written[:-13], "", written[-12:])
    sizes = {"kr": 1, "kronor": 1, "tkr": 1000, "tusen kronor": 1000, "mkr": 1000000}
    other = rng.choice([each for each in ("kr", "tkr", "mkr") if sizes[each] != sizes[unit]])
    number, unit = (slipped(rng, number), unit) if rng.random() < 0.75 else (number, other)
    value = float(number.replace(" ", "").replace(",", ".")) * sizes[unit]
    return "" if any(abs(value - each) <= each / 200 for each in true) else f"{number} {unit}"


def effect(rng: Random, texts: Texts) -> Mutation | None:
    """An action's full-year effect, in other words, with a digit or the unit wrong."""
    found = [each for each in actions(texts) if any(each.kronor)]
    if not found:
        return None
    action, sentence = rng.choice(found), rng.choice(FULL_YEAR)
    right = amount(rng, action.kronor[0])
    path, wrong = action.path.replace(".yml", ".md"), wrong_amount(rng, right, action.kronor)
    texts_of = [in_section(texts.files[path], action.id, sentence.format(each)) for each in (right, wrong)]
    return two(path, *texts_of) if wrong else None


def total(rng: Random, texts: Texts) -> Mutation | None:
    """The total of a plan's actions with a digit or the unit wrong."""
    by_plan: dict[str, list[list[int]]] = {}
    for each in actions(texts):
        by_plan.setdefault(each.path, []).append(each.kronor)
    known = {
        path: [sum(each[at] for each in all_of) for at in (0, 1)]
        for path, all_of in by_plan.items()
        if all(len(each) == 2 for each in all_of)
    }
    if not known:
        return None
    path, sums = rng.choice(list(known.items()))
    sentence, right = rng.choice(TOTAL), amount(rng, sums[0])
    wrong, text = wrong_amount(rng, right, sums), path.replace(".yml", ".md")
    return (
        two(text, *(in_summary(texts.files[text], sentence.format(each)) for each in (right, wrong)))
        if wrong
        else None
    )


def intervals(texts: Texts) -> list[tuple[str, str, tuple[int, int]]]:
    """Give the actions whose full-year effect is an interval in tkr: the text's file, the id and both ends."""
    found = [(each, re.fullmatch(r"(\d+)-(\d+) tkr", each.value("helårseffekt"))) for each in actions(texts)]
    return [(each.path.replace(".yml", ".md"), each.id, (int(m[1]), int(m[2]))) for each, m in found if m]


def interval_total(rng: Random, texts: Texts) -> Mutation | None:
    """The total of a plan's intervals, an end of it with a digit wrong."""
    if not (known := intervals(texts)):
        return None
    path, ends, sentence = known[0][0], [sum(each[2][at] for each in known) for at in (0, 1)], rng.choice(TOTAL)
    written, at = [grouped(each) for each in ends], rng.choice([0, 1])
    said = [sentence.format(f"{written[0]}–{written[1]} tkr")]
    written[at] = slipped(rng, written[at])
    said.append(sentence.format(f"{written[0]}–{written[1]} tkr"))
    return two(path, *(in_summary(texts.files[path], each) for each in said))


def interval_misspelt(rng: Random, texts: Texts) -> Mutation | None:
    """An interval in kronor in a notation that can be misread."""
    if not (known := intervals(texts)):
        return None
    path, identity, ends = rng.choice(known)
    sentence, right = rng.choice(FULL_YEAR), [grouped(1000 * each) for each in ends]
    sign = rng.choice([".", ",", ""])
    wrong = (
        [right[0], right[1].replace(" ", sign)] if rng.random() < 0.4 else [each.replace(" ", sign) for each in right]
    )
    other = "" if sign else " I fjol var den 300 000 kr."
    said = [sentence.format(f"{low}–{high} kr") + other for low, high in (right, wrong)]
    return two(path, *(in_section(texts.files[path], identity, each) for each in said))


def requirements(texts: Texts) -> list[tuple[str, int]]:
    found = (
        (path, re.search(r"^åtgärdskrav: (\d+),(\d) mkr$", text, re.MULTILINE)) for path, text in texts.files.items()
    )
    return [(path, int(each[1]) * 1000000 + int(each[2]) * 100000) for path, each in found if each]


def requirement(rng: Random, texts: Texts) -> Mutation | None:
    """The savings requirement, in other words, with a digit or the unit wrong."""
    if not requirements(texts):
        return None
    path, kronor = rng.choice(requirements(texts))
    right = rng.choice([amount(rng, kronor), f"{kronor / 1e6:.1f} mkr".replace(".", ",")])
    wrong, text, sentence = wrong_amount(rng, right, [kronor]), path.replace(".yml", ".md"), rng.choice(REQUIREMENT)
    return (
        two(text, *(in_summary(texts.files[text], sentence.format(each)) for each in (right, wrong)))
        if wrong
        else None
    )


def coverage(rng: Random, texts: Texts) -> Mutation | None:
    """How much of the requirement is covered, with another percentage."""
    found = []
    for path, kronor in requirements(texts):
        effects = [each.kronor for each in actions(texts) if each.path == path]
        if all(len(each) == 2 for each in effects):
            found.append((path, {round(100 * sum(each[at] for each in effects) / kronor) for at in (0, 1)}))
    if not found:
        return None
    path, shares = rng.choice(found)
    right, wrong = rng.choice(sorted(shares)), rng.randrange(5, 100)
    if any(abs(wrong - each) <= 1 or abs(100 - wrong - each) <= 1 for each in shares):
        return None
    text, sentence = path.replace(".yml", ".md"), rng.choice(SHARE)
    return two(text, *(in_summary(texts.files[text], sentence.format(each)) for each in (right, wrong)))


def start(rng: Random, texts: Texts) -> Mutation | None:
    """An action's start in another month, day or year."""
    found = [each for each in actions(texts) if each.value("startdatum") and not each.value("effektstart")]
    action, sentence = rng.choice(found), rng.choice(START)
    year, month, day = (int(each) for each in action.value("startdatum").split("-"))
    slips = [
        (year, rng.choice([each for each in range(1, 13) if each != month]), day),
        (year + rng.choice([-1, 1]), month, day),
    ]
    wrong = rng.choice([slips[0], *slips])
    ways = ["{month} {year}", "{month} {year}", "den {day} {month} {year}", "{year}-{number:02}-{day:02}"]
    way = rng.choice(ways) if " i {" not in sentence else ways[0]
    path = action.path.replace(".yml", ".md")
    said = [way.format(year=y, month=MONTHS[m - 1], number=m, day=d) for y, m, d in ((year, month, day), wrong)]
    return two(path, *(in_section(texts.files[path], action.id, sentence.format(each)) for each in said))


def count_of_actions(rng: Random, texts: Texts) -> Mutation | None:
    """The number of the plan's actions, one or two off."""
    path = rng.choice([path for path in texts.files if path.endswith("/plan.yml")])
    count = sum(each.path == path for each in actions(texts))
    wrong = count + rng.choice([each for each in (-2, -1, 1, 2) if count + each > 1])
    if count < 2:
        return None
    text, sentence, in_words = path.replace(".yml", ".md"), rng.choice(ALL_ACTIONS), rng.random() < 0.7
    said = [sentence.format(WORDS[each] if in_words else each) for each in (count, wrong)]
    return two(text, *(in_summary(texts.files[text], each) for each in said))


def count_of_items(rng: Random, texts: Texts) -> Mutation | None:
    """How many items a list has, one or two off."""
    path = rng.choice([path for path in texts.files if path.endswith("/plan.md")])
    count = rng.randrange(2, 6)
    wrong = rng.choice([each for each in range(count - 1, count + 3) if each not in (1, count)])
    items = "".join(f"\n- {each}" for each in rng.sample(ITEMS, count))
    sentence, in_words = rng.choice(LISTED), rng.random() < 0.7
    said = [sentence.format(WORDS[each] if in_words else each).capitalize() + "\n" + items for each in (count, wrong)]
    return two(path, *(in_summary(texts.files[path], each) for each in said))


def product(rng: Random, texts: Texts) -> Mutation | None:
    """A calculation with a digit wrong in its result or a factor."""
    path = rng.choice([path for path in texts.files if path.endswith("/plan.md")])
    first, second = rng.randrange(3, 60), rng.randrange(2, 25)
    numbers, wrong, at = [first, second, first * second], [first, second, first * second], rng.choice([0, 1, 2, 2])
    wrong[at] = int(slipped(rng, str(numbers[at])) or 0)
    sentence = rng.choice(PRODUCT)
    said = [f"Uträkning: {sentence.format(*(grouped(number) for number in each))}" for each in (numbers, wrong)]
    return two(path, *(in_summary(texts.files[path], each) for each in said))


def said_twice(rng: Random, texts: Texts) -> Mutation | None:
    """The same fact in the summary and in a section, with two values."""
    found = [each for each in actions(texts) if "sarskilt-boende" not in each.path]
    action, (first, second) = rng.choice(found), rng.choice(SAID_TWICE)
    value = str(rng.randrange(11, 49))
    path = action.path.replace(".yml", ".md")
    once = in_summary(texts.files[path], first.format(value))
    said = [in_section(once, action.id, second.format(each)) for each in (value, slipped(rng, value))]
    return two(path, *said)


KINDS: tuple[tuple[Kind, set[str]], ...] = (
    (effect, {"effekt-i-text-skiljer"}),
    (total, {"effekt-i-text-skiljer"}),
    (interval_total, {"effekt-i-text-skiljer"}),
    (interval_misspelt, {"talformat"}),
    (requirement, {"olika-värden"}),
    (coverage, {"andel-i-text-skiljer"}),
    (start, {"datum-i-text-skiljer"}),
    (count_of_actions, {"antal-skiljer"}),
    (count_of_items, {"antal-skiljer"}),
    (product, {"uträkning-i-text"}),
    (said_twice, {"olika-värden"}),
)
