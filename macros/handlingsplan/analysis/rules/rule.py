"""What a rule is: the code of a remark or error, what it is called, and the page of the guide that explains it.

A rule's check is a generator `check_…(document, municipality) -> Iterator[Problem]`. One check may follow
several rules, and stands in its module with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from handlingsplan.model.archive import DatasetDocument, Municipality, PlanDocument, ReportDocument
from handlingsplan.text.places import Problem, Severity
from handlingsplan.text.words import slug

PlanCheck = Callable[[PlanDocument, Municipality], Iterator[Problem]]
ReportCheck = Callable[[ReportDocument, Municipality], Iterator[Problem]]
DatasetCheck = Callable[[DatasetDocument, Municipality], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A code with its Swedish title: what is wrong, as a heading says it."""

    code: str
    title: str
    severity: Severity = Severity.REMARK

    @property
    def page(self) -> str:
        """The explaining page, below docs/: `guide/kontroller/effekt-i-ar-skiljer.md`."""
        return f"guide/kontroller/{slug(self.code)}.md"
