"""A new municipality: its organisation.yml."""

from __future__ import annotations

from handlingsplan.reading.versions import CURRENT_VERSION

from .addresses import slug
from .drafts import Draft, filled, yaml_word


def new_municipality(municipality: str, name: str, committee: str, department: str) -> Draft:
    """Give the draft of a municipality with one committee, one department and no units yet."""
    text = filled(
        "organisation.yml",
        version=str(CURRENT_VERSION),
        municipality=municipality,
        name=yaml_word(name),
        committee=yaml_word(committee),
        committee_id=yaml_word(slug(committee) or "namnd-1"),
        department=yaml_word(department),
        department_id=yaml_word(slug(department) or "avdelning-1"),
    )
    folder = f"plans/{municipality}"
    step = (
        f"Skriv in enheterna i {folder}/organisation.yml. "
        f"Skapa sedan en plan med: handlingsplan new plan {municipality}/ÅR/ENHET"
    )
    return Draft(folder, {"organisation.yml": text}, step)
