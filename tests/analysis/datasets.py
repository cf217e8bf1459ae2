"""Datasets from short texts, for tests of tables."""

from __future__ import annotations

from collections.abc import Mapping

from reading.memory import read_files

from handlingsplan.analysis.tables import Frame
from handlingsplan.model.archive import DatasetDocument

DESCRIPTOR = """\
titel: Utfall
kolumner:
  konto: text
  budget: tkr
  utfall: tkr
  avvikelse:
    enhet: tkr
    differens: [utfall, budget]
"""


def dataset(rows: str, descriptor: str = DESCRIPTOR, more: Mapping[str, str] | None = None) -> DatasetDocument:
    """Give the dataset `utfall` with these CSV rows below the headings konto;budget;utfall."""
    table = rows if descriptor is not DESCRIPTOR else f"konto;budget;utfall\n{rows}"
    files = {"data/storby/utfall.yml": descriptor, "data/storby/utfall.csv": table, **(more or {})}
    archive, problems = read_files(files)
    assert problems == []
    return archive.municipalities[0].datasets["utfall"]


def frame(rows: str, descriptor: str = DESCRIPTOR) -> Frame:
    """Give the dataset as a frame."""
    return Frame(dataset(rows, descriptor).dataset)
