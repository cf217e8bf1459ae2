"""The same fact with two values: a text against plan.yml, a key figure or a row of data, and text against text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from handlingsplan.analysis.knowledge import agrees, amount_of
from handlingsplan.analysis.mentions import Mention
from handlingsplan.analysis.rules.text_reading import Finding, TextReading, is_factor, shown
from handlingsplan.analysis.words import all_stems, head_after, heads, last_head, stem, stems
from handlingsplan.model.dataset import Row
from handlingsplan.model.plan import KeyFigure
from handlingsplan.text.dates import MONTHS
from handlingsplan.text.places import Problem, remark
from handlingsplan.text.quantities import Dimension, Quantity

_REQUIREMENT = frozenset(stem(word) for word in ("åtgärdskrav", "sparkrav", "besparingskrav"))
_BUDGET = frozenset(stem(word) for word in ("budget", "anslag", "kommunbidrag", "budgetram"))
_DEFICIT = frozenset((stem("underskott"),))
_FORECAST = frozenset((stem("prognos"),))
#: Words that name a kind of figure, not which figure.
_GENERIC_WORDS = """
    kostnad belopp effekt besparing underskott överskott resultat budget nivå timmar andel intäkt summa del minskning
    ökning skillnad ersättning mål målvärde utfall prognos avvikelse tjänst fall ram plus minus assistansersättning
    verksamhet enhet
"""
_GENERIC = frozenset(stem(word) for word in _GENERIC_WORDS.split())
_TARGET = re.compile(r"\bmål|\bunderstig|\böverstig|\bmindre\s+än|\bhögst|\bminst|\bska\b|\buppnå\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PERIOD = re.compile(
    rf"(?:19|20)\d\d|\b(?:{'|'.join(MONTHS)})\b|\bkvartal|föregående|förra|tidigare|tertial", re.IGNORECASE
)
#: Before this, a sentence speaks of something else; close after a number, it may say more of what the number is.
_CLAUSE_END = re.compile(r"[,;:()\d]|\b(?:att|som)\b", re.IGNORECASE)
_CLOSE_AFTER = re.compile(
    r"\s*(?:[%\w]+\s+)?(?:på|i|hos|inom|under|för|bland|av|vid|till|mot|mellan)\s+([^,.;:()\d]*)"
)
_BETWEEN = frozenset(stem(word) for word in ("bland", "hos", "vid", "mot"))
#: Whom a number is of: «bland brukarna», «hos anhöriga».
_GROUP = re.compile(r"\b(?:bland|hos)\s+((?:\w+\s+)?\w+)", re.IGNORECASE)
#: What stands between the words of a compound.
_LINKS = ("", "s", "e", "o", "u", "a")
_SHORTEST_LABEL = 5
_MOST_COMPARED = 50


@dataclass(frozen=True, slots=True)
class Claim:
    """What a document says a figure is: the nouns that name it, its values, and where it is said."""

    nouns: frozenset[str]
    values: tuple[Quantity, ...]
    label: str
    every_noun: bool = False

    def is_about(self, head: str, around: frozenset[str]) -> bool:
        """Whether a number with this head, in a sentence with these stems, is this figure."""
        return head in self.nouns and (not self.every_noun or self.nouns <= around)


def find_contradictions(reading: TextReading) -> Iterator[Finding]:
    """Find numbers that are said to be something whose value is another."""
    claims = list(_claims(reading))
    comparable = [each for each in reading.compared() if _can_be_compared(each)]
    named = [(mention, head) for mention in comparable if (head := head_of(mention))]
    for mention, head in named:
        yield from _against_claims(reading, mention, head, claims)
        yield from _against_rows(reading, mention, head)
    yield from _against_texts(reading, named)


def _can_be_compared(mention: Mention) -> bool:
    measured = (Dimension.MONEY, Dimension.SHARE, Dimension.TIME, Dimension.POSITIONS)
    amount = amount_of(mention)
    is_nothing = amount.value == 0 and amount.dimension is not Dimension.SHARE
    return mention.high is None and amount.dimension in measured and not is_nothing


def head_of(mention: Mention) -> str:
    """Give the stem of the noun that says what a number is: the nearest before it, or «4,2 mkr i åtgärdskrav»."""
    noun = _noun(mention)
    return stem(noun) if noun else ""


def _noun(mention: Mention) -> str:
    before, after = last_head(mention.before), head_after(mention.after)
    if before in ("krav", "kravet") and after == "besparing":
        return "besparingskrav"  # «kravet på 2,3 mkr i besparing»
    return after or before


def _claims(reading: TextReading) -> Iterator[Claim]:
    if reading.plan is None:
        return
    plan = reading.plan.plan
    if plan.requirement:
        yield Claim(_REQUIREMENT, (plan.requirement,), "åtgärdskravet i plan.yml")
    position = plan.starting_position
    named = (("budget", _BUDGET), ("forecast", _FORECAST), ("deficit", _DEFICIT))
    for name, nouns in named if position else ():
        if (amount := getattr(position, name)) is not None:
            yield Claim(nouns, (amount,), "utgångsläget i plan.yml")
    for figure in plan.key_figures:
        outcomes = tuple(_outcomes(figure, reading))
        values = (*outcomes, figure.target) if figure.target else outcomes
        if values:
            label = f"nyckeltalet «{figure.name}»"
            yield Claim(frozenset(all_stems(figure.name)), values, label, every_noun=True)


def _outcomes(figure: KeyFigure, reading: TextReading) -> Iterator[Quantity]:
    """Give a key figure's outcomes for the plan's unit, all periods."""
    document = reading.municipality.datasets.get(figure.dataset_name)
    for row in document.dataset.rows if document and reading.plan else ():
        outcome = row.cells.get("värde")
        about = (row.cells.get("enhet"), row.cells.get("nyckeltal"))
        if reading.plan and about == (reading.plan.unit, figure.id) and isinstance(outcome, Quantity):
            yield outcome


def _against_claims(reading: TextReading, mention: Mention, head: str, claims: list[Claim]) -> Iterator[Finding]:
    amount, around = amount_of(mention), frozenset((head, *all_stems(mention.words)))
    same = [claim for claim in claims if claim.values[0].dimension is amount.dimension]
    about = [claim for claim in same if claim.is_about(head, around)]
    if not about or any(agrees(amount, value) for claim in same if _named(claim, around) for value in claim.values):
        return
    claim = max(about, key=lambda each: len(each.nouns) if each.every_noun else 1)
    if not claim.every_noun and claim.nouns is not _REQUIREMENT and reading.explains(mention):
        return
    values = " eller ".join(dict.fromkeys(str(value) for value in claim.values))
    message = f"texten säger {shown(mention)}, men {claim.label} är {values} (säkerhet: hög)"
    yield mention, remark("olika-värden", mention.place, message, mention.written)


def _named(claim: Claim, around: frozenset[str]) -> bool:
    """Whether a sentence names a figure: «bomtiden och avböjda besök uppgår till 3,5 % och 1,4 %» names two."""
    return claim.nouns <= around if claim.every_noun else bool(claim.nouns & around)


def _against_rows(reading: TextReading, mention: Mention, head: str) -> Iterator[Finding]:
    """Hold a number against the row of data that its sentence names, in the column of its year."""
    if head in _GENERIC and len(heads(mention.words)) < 2:
        return
    around, amount = frozenset(all_stems(mention.words)), amount_of(mention)
    for name, row, label in reading.rows.get(head, ()):
        if not label <= around or (cell := _cell(row, mention, amount)) is None:
            continue
        if agrees(amount, cell[1]) or reading.explains(mention):
            return
        where = f"raden «{row.key}» i data/{name} har {cell[1]} ({cell[0]})"
        message = f"texten säger {shown(mention)}, men {where} (säkerhet: medel)"
        yield mention, remark("olika-värden", mention.place, message, mention.written)
        return


def _cell(row: Row, mention: Mention, amount: Quantity) -> tuple[str, Quantity] | None:
    """Find the row's only cell of the same kind, or the one whose column has the number's year."""
    cells = [
        (name, value)
        for name, value in row.cells.items()
        if isinstance(value, Quantity) and value.dimension is amount.dimension and value.value
    ]
    year = _nearest_year(mention)
    dated = [each for each in cells if year and year in each[0]]
    if len(dated) == 1:
        return dated[0]
    return cells[0] if len(cells) == 1 and not _YEAR.search(cells[0][0]) else None


def _nearest_year(mention: Mention) -> str:
    after, before = _YEAR.search(mention.after), list(_YEAR.finditer(mention.before))
    if after and (not before or after.start() <= len(mention.before) - before[-1].end()):
        return after.group()
    return before[-1].group() if before else ""


def _against_texts(reading: TextReading, named: Sequence[tuple[Mention, str]]) -> Iterator[Finding]:
    """Hold numbers of the same thing, in different sentences, against each other."""
    seen: dict[tuple[str, Dimension, str], list[Mention]] = {}
    for mention, head in named:
        if is_factor(mention):
            continue
        measured = (amount_of(mention).dimension, mention.per)
        by_head = seen.setdefault((head, *measured), [])
        by_name = [seen.setdefault((f"={name}", *measured), []) for name in _names(mention, head)]
        alike = [each for each in by_head if _is_same(each, mention, head)]
        alike += [each for earlier in by_name for each in earlier if _periods(each) == _periods(mention)]
        other = next((each for each in alike if _contradict(reading, each, mention)), None)
        if other is not None and not reading.explains(mention):
            yield mention, _two_values(other, mention)
        elif other is not None and not reading.explains(other):
            yield other, _two_values(mention, other)
        for earlier in (by_head, *by_name):
            if len(earlier) < _MOST_COMPARED:
                earlier.append(mention)


def _contradict(reading: TextReading, first: Mention, second: Mention) -> bool:
    if first.passage is second.passage and first.sentence == second.sentence:
        return False
    one, other = amount_of(first), amount_of(second)
    if agrees(one, other) or agrees(other, one) or not _same_matter(reading, first, second):
        return False
    if bool(_TARGET.search(first.words)) is not bool(_TARGET.search(second.words)):
        return False
    groups = [{tuple(stems(each)) for each in _GROUP.findall(mention.words)} for mention in (first, second)]
    return not all(groups) or groups[0] == groups[1]


def _is_same(first: Mention, second: Mention, head: str) -> bool:
    """Whether two numbers with the same noun before them are of the same thing, at the same time."""
    periods = [_periods(mention) for mention in (first, second)]
    if all(periods) and periods[0] != periods[1]:
        return False
    shared = set(stems(first.words)) & set(stems(second.words))
    return len(shared - _GENERIC) > 1 if head in _GENERIC else len(head) >= _SHORTEST_LABEL


def _periods(mention: Mention) -> set[str]:
    return {each.casefold() for each in _PERIOD.findall(mention.words)}


def _names(mention: Mention, head: str) -> Iterator[str]:
    """Give what a number is called, the same for «frånvaron bland timvikarierna» and «timvikariernas frånvaro».

    Two words may be one: «kontinuiteten i bemanningen», «bemanningskontinuiteten». A name is all that is said from
    the last comma or number until this one, and what stands close after it: «på natten» makes it another.
    """
    words = set(stems(_CLAUSE_END.split(mention.before.rstrip(" \n,(:"))[-1]))
    if close := _CLOSE_AFTER.match(mention.after):
        words |= set(stems(close[1]))
    words -= _BETWEEN
    if head not in words or max(map(len, words - _GENERIC), default=0) < _SHORTEST_LABEL:
        return
    yield " ".join(sorted(words))
    if len(words) == 2:
        yield from (link.join(pair) for pair in permutations(words) for link in _LINKS)


def _same_matter(reading: TextReading, first: Mention, second: Mention) -> bool:
    """Whether two places speak of the same action or section. A report tells of many units, each in its section."""
    one, other = first.passage.about, second.passage.about
    if reading.plan is None:
        return one.section == other.section
    return not (one.actions and other.actions) or one.actions == other.actions


def _two_values(first: Mention, second: Mention) -> Problem:
    place = first.place
    where = (
        f"rad {place.line}"
        if place.path == second.place.path
        else f"{place.path.rsplit('/', 1)[-1]} rad {place.line}"
    )
    message = f"texten säger {shown(second)} här men {shown(first)} på {where}, i båda fallen om {_noun(second)}"
    return remark("olika-värden", second.place, f"{message} (säkerhet: medel)", second.written)
