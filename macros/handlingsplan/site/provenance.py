"""Where figures come from, and what there is to say about them."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from handlingsplan.model.archive import DatasetDocument
from handlingsplan.site.rendering import render
from handlingsplan.text.numbers import MINUS
from handlingsplan.text.places import Handling, Problem


def source_notes(document: DatasetDocument) -> list[str | Markup]:
    """Give a table's notes: its source, how columns are computed, why rows about persons are there."""
    descriptor = document.descriptor
    notes: list[str | Markup] = [_source(document)]
    notes += [
        f"{name} = {column.difference[0]} {MINUS} {column.difference[1]}."
        for name, column in document.dataset.columns.items()
        if column.difference
    ]
    if descriptor.person_bound:
        notes.append(f"Raderna kan knytas till personer. {descriptor.person_bound_reason}".strip())
    return notes


def _source(document: DatasetDocument) -> str:
    """Give system or document, selection, extraction date and file."""
    descriptor = document.descriptor
    parts = [f"Källa: {descriptor.source}" if descriptor.source else ""]
    parts.append(f"urval: {descriptor.selection}" if descriptor.selection else "")
    parts.append(f"hämtat {descriptor.extraction_date}" if descriptor.extraction_date else "")
    said = "; ".join(part for part in parts if part)
    return f"{said}. Fil: {document.facts.path}" if said else f"Fil: {document.facts.path}"


def grouped(problems: Sequence[Problem]) -> dict[Handling | None, list[str]]:
    """Give the messages that have the same answer together, each once, as sentences."""
    groups: dict[Handling | None, list[str]] = {}
    for problem in problems:
        messages = groups.setdefault(problem.handling, [])
        sentence = problem.message[:1].upper() + problem.message[1:]
        if sentence not in messages:
            messages.append(sentence)
    return groups


def remarks_html(problems: Sequence[Problem]) -> Markup:
    """Draw remarks with what people have answered, those with the same answer together: shown, not hidden."""
    groups = grouped(problems)
    return render("anmarkningar.html", groups=list(groups.items())) if groups else Markup("")
