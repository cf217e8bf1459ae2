"""Slips in what the documents say already, or in the facts behind it: another digit, unit, month, count or notation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from random import Random

from analysis.rules.slipping import slipped

from five_documents import texts_corrected as real
from five_documents.texts_corpus import Texts
from five_documents.texts_mutations import Kind, Mutation, replaced

NUMBERS = {
    "en": 1,
    "ett": 1,
    "två": 2,
    "tre": 3,
    "fyra": 4,
    "fem": 5,
    "sex": 6,
    "sju": 7,
    "åtta": 8,
    "nio": 9,
    "tio": 10,
}
WORDS = {number: word for word, number in NUMBERS.items() if word != "en"}
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
NEW_EFFECT = r"\d00–\d00(?= tkr/år)"
#: Counts that are told twice, or can be counted: the file, and the words with the number as a group.
COUNTS = (
    (real.MEMO, r"framförallt (fyra) delar"), (real.MEMO, r"de (fyra) delar"), (real.ASSISTANCE, r"(11) st\. projekt"),
    (real.PERSONAL, r"identifiera (4) nya"), (real.PERSONAL_FACTS, r"för (4) nya"),
    (real.PERSONAL, r"identifiera (en) assistansgrupp"), (real.PERSONAL_FACTS, r"för (en) assistansgrupp"),
    (real.DAILY, r"med (två) heltidstjänster"), (real.DAILY.replace(".md", ".yml"), r"med (två) heltidstjänster"),
    (real.SUPPORT, r"i (två) steg"),
)  # fmt: skip
LISTS = ((real.MEMO, r"^- (?:Minska antal|Färre|Minska över|Få ers).*\n"), (real.SUPPORT, r"^2\.  (?:.+\n)+"))
EFFECTS = (
    (real.HOME_CARE, r"2,75(?= miljoner)"), (real.PERSONAL, r"177(?= tusen)"), (real.DAILY, r"0,3(?= miljoner)"),
    (real.DAILY, r"0,1(?= miljoner)"), (real.SECOND, r"100 000(?= kr)"), (real.ASSISTANCE, r"350 000(?= plus)"),
    (real.NEW, NEW_EFFECT),
)  # fmt: skip
#: Effects that texts tell: the action, which effect, and how far from it they can be and still be right.
TYPED = (
    ("ny-ledningsstruktur", "effekt i år", 0), ("flytt-till-ny-lokal", "helårseffekt", 80),
    ("timvikarier", "helårseffekt", 5000), ("utforandegraden", "helårseffekt", 5), ("stodassistent", "effekt i år", 65),
    *((identity, "helårseffekt", 0) for identity in ("beslutade-timmar", "arenden", "vikarier-overtid", "sjukfranvaro")),
)  # fmt: skip
REQUIREMENTS = r"\d,\d(?= miljoner kronor (?:enligt budget|i åtgärdskrav))"
KEY_FIGURES = (
    (real.HOME_CARE, r"64,6(?= procent)"), (real.HOME_CARE, r"70(?= (?:procent|%))"), (real.HOME_CARE, r"5(?= (?:procent|%))"),
    (real.HOME_CARE, r"3,5(?= procent)"), (real.HOME_CARE, r"1,4(?= procent)"), (real.HOME_CARE, r"\b1(?= (?:procent|%))"),
    (real.RESIDENTIAL, r"9\d(?:,\d)?(?= %)"),
)  # fmt: skip
FIGURES = (
    (real.ASSISTANCE, r"\d{2,3} \d{3}(?= (?:kr|plus|kronor))|1 659 900"), (real.ASSISTANCE, r"[178] \d{3}(?= timmar per år)"),
    (real.MEMO, r"\d+,\d(?= mkr)"), (real.ASSISTANCE, r"601:45|647(?= timmar)|185(?= timmar)"), (real.SHORT_STAY, r"41,6"),
)  # fmt: skip


def place(rng: Random, texts: Texts, places: Iterable[tuple[str, str]]) -> tuple[str, re.Match[str]] | None:
    """Give one of the places of these patterns in these files."""
    known = [(path, pattern) for path, pattern in places if path in texts.files]
    found = [(path, each) for path, p in known for each in re.finditer(p, texts.files[path], re.MULTILINE)]
    return rng.choice(found) if found else None


def changed(texts: Texts, path: str, match: re.Match[str], new: str, group: int = 0) -> Mutation | None:
    text = replaced(texts.files[path], *match.span(group), new)
    return None if new == match[group] else Mutation({path: text})


def miscounted(rng: Random, texts: Texts) -> Mutation | None:
    """A count that is one or two off."""
    if (found := place(rng, texts, COUNTS)) is None:
        return None
    path, match = found
    count = NUMBERS.get(match[1]) or int(match[1])
    wrong = count + rng.choice([each for each in (-2, -1, 1, 2, 3) if count + each > 1])
    mutation = changed(texts, path, match, rng.choice([str(wrong), WORDS.get(wrong, str(wrong))]), 1)
    return mutation and Mutation(mutation.after, about=("beskrivningen i plan.yml säger",))


def item_lost(rng: Random, texts: Texts) -> Mutation | None:
    """A list whose items were counted, with one fewer or one more."""
    if (found := place(rng, texts, LISTS)) is None:
        return None
    path, match = found
    added = rng.choice(["Följa upp varje månad", "Samordna inköpen", "Se över lokalerna", "Ta bort handkassor"])
    new = rng.choice(["" if match[0].startswith("-") else match[0] * 2, f"{match[0]}{match[0][:2]} {added}\n"])
    mutation = changed(texts, path, match, new)
    return mutation and Mutation(mutation.after, about=("listan efter",))


def wrong_digits(rng: Random, places: Iterable[tuple[str, str]], texts: Texts) -> Mutation | None:
    """A digit exchanged, or two that changed places."""
    found = place(rng, texts, places)
    return changed(texts, *found, slipped(rng, found[1][0])) if found else None


def wrong_effect(rng: Random, texts: Texts) -> Mutation | None:
    """An effect in a text with a digit wrong, that is neither of the action's effects."""
    return wrong_digits(rng, EFFECTS, texts)


def wrong_unit(rng: Random, texts: Texts) -> Mutation | None:
    """An effect in a text with the unit beside: tkr for mkr, mkr for tkr."""
    found = place(rng, texts, [(path, rf"(?:{pattern}) (\w+)( kronor)?") for path, pattern in EFFECTS])
    if found is None or found[1][1] == "plus":
        return None
    units = ("kronor", "tkr", "mkr", "tusen kronor", "miljoner kronor")
    same = {"miljoner": ("mkr", "miljoner kronor"), "kr": ("kronor",), "tkr": ("tkr", "tusen kronor")}
    same["tusen"] = same["tkr"]
    new = rng.choice([each for each in units if each not in same[found[1][1]]])
    match = found[1]
    text = texts.files[found[0]]
    return Mutation({found[0]: replaced(text, match.start(1), match.end(), new)})


def effect_changed(rng: Random, texts: Texts) -> Mutation | None:
    """An effect that was changed in plan.yml, by more than the text is rounded, so that the text is no longer right."""
    identity, key, rounding = rng.choice(TYPED)
    pattern = rf"- id: {identity}\n(?:    .*\n)*?    {key}: (\d[\d ]*\d(?:-\d+)?)"
    files = [(path, pattern) for path in texts.files if path.endswith("/plan.yml")]
    if (found := place(rng, texts, files)) is None:
        return None
    path, match = found
    new = slipped(rng, match[1])
    ends = [[int(end) for end in each.replace(" ", "").split("-")] for each in (match[1], new)]
    if all(abs(one - other) <= rounding for one, other in zip(*ends, strict=True)):
        return None
    both = {"stodassistent", "utforandegraden"}  # no start is given: the year's effect is the full year's
    text = replaced(texts.files[path], *match.span(1), new)
    text = text.replace(f": {match[1]} tkr", f": {new} tkr") if identity in both else text
    return Mutation({path: text}, about=(" (helår)", " (i år)", "plan.yml har inte", "närmast är"))


def wrong_share(rng: Random, texts: Texts) -> Mutation | None:
    """Another share of an effect, in a text or by another effect."""
    if rng.random() < 0.6:
        found = place(rng, texts, [(real.PERSONAL, r"50(?= procent (?:av effekten|under 2024))")])
        new = str(rng.choice([*range(10, 46, 5), *range(55, 91, 5), 33, 42, 58, 67]))
        return changed(texts, *found, new) if found else None
    found = place(rng, texts, [(real.PERSONAL_FACTS, r"(?<=effekt i år: )222|(?<=helårseffekt: )443")])
    new = slipped(rng, found[1][0]) if found else ""
    if found is None:
        return None
    share = int(new) / 443 if found[1][0] == "222" else 222 / int(new)
    if abs(share - 0.5) < 0.005:
        return None  # still 50 percent
    mutation = changed(texts, *found, new)
    return mutation and Mutation(mutation.after, about=("av helårseffekten",))


def wrong_product(rng: Random, texts: Texts) -> Mutation | None:
    """A factor or the result of a calculation with a digit wrong."""
    return wrong_digits(rng, [(real.SECOND, r"42(?= medarbetare)|4(?= timmar =)|168(?= timmar)")], texts)


def wrong_month(rng: Random, texts: Texts) -> Mutation | None:
    """A start in another month, in the text or in plan.yml."""
    starts = [
        (real.DAILY, r"(?<=från och med )april(?= 2023)"),
        (real.RESIDENTIAL, r"(?<=från och med 1 )maj(?= 2023)"),
    ]
    starts += [(real.PERSONAL_FACTS, r"(?<=med start i )april(?= 2022)"), (real.ASSISTANCE, r"(?<=2024 5 )februari")]
    described = r"(?<=från och med )april(?= 2023\.\n    startd)", r"(?<=från och med 1 )maj(?= 2023\.\n    startd)"
    starts += list(
        zip((real.DAILY.replace(".md", ".yml"), real.RESIDENTIAL.replace(".md", ".yml")), described, strict=True)
    )
    found = place(rng, texts, starts)
    return changed(texts, *found, rng.choice(MONTHS)) if found else None


def wrong_requirement(rng: Random, texts: Texts) -> Mutation | None:
    """The savings requirement of a text, or of plan.yml, with a digit wrong."""
    paths = [path for path in texts.files if path.startswith("plans/huddinge")]
    pattern = REQUIREMENTS if rng.random() < 0.7 else r"(?<=^åtgärdskrav: )\d,\d"
    mutation = wrong_digits(rng, [(path, pattern) for path in paths], texts)
    return mutation and Mutation(mutation.after, about=("åtgärdskravet i plan.yml",))


def wrong_key_figure(rng: Random, texts: Texts) -> Mutation | None:
    """An outcome or a target with a digit wrong."""
    return wrong_digits(rng, KEY_FIGURES, texts)


def wrong_figure(rng: Random, texts: Texts) -> Mutation | None:
    """A figure of running text with a digit wrong."""
    return wrong_digits(rng, FIGURES, texts)


def wrong_order(rng: Random, texts: Texts) -> Mutation | None:
    """A figure of running text in the unit beside, or ten times too large or small."""
    found = place(rng, texts, [(path, rf"(?:{pattern}) (kr|mkr|kronor)\b") for path, pattern in FIGURES])
    if found is None:
        return None
    new = rng.choice([each for each in ("kr", "tkr", "mkr") if each[:1] != found[1][1][:1]])
    return changed(texts, *found, new, 1)


def misspelt(rng: Random, texts: Texts) -> Mutation | None:
    """A number in a notation that can be misread."""
    pattern = r"(?<!\d )\b\d{1,3}(?: \d{3})+(?= kr)|\b\d+,\d(?= (?:mkr|miljoner|procent|%|timmar))|601:45|−\d+ \d{3}"
    found = place(rng, texts, [(path, pattern) for path in texts.files if path.endswith(".md")])
    if found is None:
        return None
    written = found[1][0]
    ways: list[Callable[[str], str]] = [lambda each: each.replace(",", ".")]
    if " " in written:
        ways = [lambda each: each.replace(" ", "."), lambda each: each.replace(" ", ",")]
        ways += [lambda each: each.replace(" ", ""), lambda each: f"- {each.lstrip('−')}"]
    return changed(texts, *found, "601,45" if ":" in written else rng.choice(ways)(written))


KINDS: tuple[tuple[Kind, set[str]], ...] = (
    (miscounted, {"antal-skiljer"}),
    (item_lost, {"antal-skiljer"}),
    (wrong_effect, {"effekt-i-text-skiljer"}),
    (wrong_unit, {"effekt-i-text-skiljer"}),
    (effect_changed, {"effekt-i-text-skiljer"}),
    (wrong_product, {"uträkning-i-text"}),
    (wrong_share, {"andel-i-text-skiljer"}),
    (wrong_month, {"datum-i-text-skiljer"}),
    (wrong_requirement, {"olika-värden"}),
    (wrong_key_figure, {"olika-värden"}),
    (wrong_figure, {"oförklarad-siffra", "effekt-i-text-skiljer", "olika-värden"}),
    (wrong_order, {"oförklarad-siffra", "effekt-i-text-skiljer", "olika-värden"}),
    (misspelt, {"talformat"}),
)
