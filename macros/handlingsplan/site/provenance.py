"""Where figures come from, in words."""

from __future__ import annotations

from handlingsplan.model.archive import DatasetDocument


def source_note(document: DatasetDocument) -> str:
    """Give a table's source line: system or document, selection, extraction date, file."""
    descriptor = document.descriptor
    parts = [f"Källa: {descriptor.source}" if descriptor.source else ""]
    parts.append(f"urval: {descriptor.selection}" if descriptor.selection else "")
    parts.append(f"hämtat {descriptor.extraction_date}" if descriptor.extraction_date else "")
    said = "; ".join(part for part in parts if part)
    return f"{said}. Fil: {document.facts.path}" if said else f"Fil: {document.facts.path}"
