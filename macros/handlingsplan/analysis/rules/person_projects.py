"""A project's number beside what is told or decided of one person: in personal assistance a project is a person."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from handlingsplan.analysis.rules.person_texts import Written
from handlingsplan.analysis.rules.person_words import DECIDED, OF_ONE_PERSON
from handlingsplan.analysis.rules.text_reading import Datasets
from handlingsplan.model.archive import Municipality
from handlingsplan.model.asked import remembered
from handlingsplan.text.places import Problem, remark

_CODE = re.compile(r"\d{4,}")
_YEAR = re.compile(r"(?:19|20)\d\d")


@remembered(2)
def person_codes(datasets: Datasets) -> re.Pattern[str] | None:
    """Give what finds the numbers that stand for persons: those in the keys of person-bound data, but years."""
    bound = (each for each in datasets.all() if each.descriptor.person_bound)
    found = {code for each in bound for row in each.rows for code in _CODE.findall(row.key)}
    codes = sorted(code for code in found if not _YEAR.fullmatch(code))
    return re.compile(rf"(?<![\d.,])(?:{'|'.join(codes)})(?!\d|[.,]\d)") if codes else None


def find_projects(texts: Sequence[Written], municipality: Municipality) -> Iterator[Problem]:
    """Find a number in the same paragraph as what is decided, or in the same part as what is told, of one person."""
    codes = person_codes(Datasets(municipality))
    if codes is None:
        return
    units = {each.unit.id for each in municipality.organisation.placements()}
    for written in texts:
        yield from _beside_a_person(written, codes, units)


def _beside_a_person(written: Written, codes: re.Pattern[str], units: Collection[str]) -> Iterator[Problem]:
    told = OF_ONE_PERSON.search(written.text)
    for begins, block in written.blocks():
        number = next((each for each in codes.finditer(block) if each.group() not in units), None)
        beside = (DECIDED.search(block) or told) if number else None
        if number is None or beside is None:
            continue
        code, words = number.group(), " ".join(beside.group().split())
        message = (
            f"projektet «{code}» står för en person i personbundna data, och här står också «{words}»; "
            "ta bort numret eller uppgiften"
        )
        yield remark("projekt-och-person", written.place(begins + number.start()), message, code)
