"""Names that the site uses itself: a municipality or unit with one of them would get another page's address."""

from __future__ import annotations

from collections.abc import Iterator

from handlingsplan.model.organisation import Organisation
from handlingsplan.text.places import Place, Problem, error
from handlingsplan.text.vocabulary import swedish

from .yaml_tree import Source

#: The folders of the site's root, where the municipalities also have theirs.
MUNICIPALITIES = frozenset(
    (
        *("andringar", "assets", "atgarder", "avstamning", "data", "guide", "laget", "ordlista"),
        *("planer", "search", "tillganglighet", "utveckling", "viktiga-datum"),
    )
)
#: The folders below a municipality's year, where the units also have theirs.
UNITS = frozenset({"laget", "rapporter", "uppfoljning"})


def check_municipality(name: str) -> Iterator[Problem]:
    """Refuse a municipality whose folder is named as one of the site's own pages."""
    if name in MUNICIPALITIES:
        yield error("namn", Place(f"plans/{name}/organisation.yml"), municipality_refused(name))


def municipality_refused(name: str) -> str:
    """Say why a municipality cannot have a name."""
    return f"en kommun kan inte heta «{name}»: webbplatsen har en egen sida med det namnet; välj ett annat id"


def check_units(organisation: Organisation, facts: Source) -> Iterator[Problem]:
    """Refuse units with the id of a page of their year."""
    for first, committee in enumerate(organisation.committees):
        for second, department in enumerate(committee.departments):
            above = (swedish("committees"), first, swedish("departments"), second, swedish("units"))
            for third, unit in enumerate(department.units):
                if unit.id in UNITS:
                    yield error("namn", facts.place(*above, third, swedish("id")), unit_refused(unit.id))


def unit_refused(name: str) -> str:
    """Say why a unit cannot have an id."""
    return f"en enhet kan inte ha id «{name}»: varje år har en egen sida med det namnet; välj ett annat id"
