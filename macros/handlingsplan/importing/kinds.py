"""The kinds of exports that can be imported (`--as`), and how each is recognised and described."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from handlingsplan.model.dataset import ColumnUnit, SignConvention


@dataclass(frozen=True)
class Kind:
    """One kind of export: what its rows are, and the words by which its columns are known."""

    name: str
    title: str
    source: str
    key: str
    label: str
    label_heading: str
    #: Words that a column of figures is known by.
    figures: tuple[str, ...]
    #: Figures without which it is no export of this kind.
    required: tuple[str, ...]
    #: The figure that is computed as one of the first minus the second.
    deviation: str
    deviation_of: tuple[tuple[str, ...], str]
    unit: ColumnUnit = ColumnUnit.TKR
    sign_convention: SignConvention = SignConvention.RESULT
    person_bound: bool = False

    @cached_property
    def _figure(self) -> re.Pattern[str]:
        return re.compile("|".join(self.figures), re.IGNORECASE)

    def figure(self, heading: str) -> str:
        """Give the word that a heading is known by, in lower case; empty when it has none.

        A deviation is one whatever it is between: *Budgetavvikelse*.
        """
        found = [word.lower() for word in self._figure.findall(heading)]
        return self.deviation if self.deviation in found else next(iter(found), "")


PROJECT_OUTCOME = Kind(
    name="projektutfall",
    title="Projektutfall",
    source="Hypergene",
    key="projekt",
    label="benämning",
    label_heading="Projekt",
    figures=("budget", "utfall", "avvikelse", "prognos", "bokslut"),
    required=("budget", "utfall"),
    deviation="avvikelse",
    deviation_of=(("utfall", "prognos", "bokslut"), "budget"),
    person_bound=True,
)
KINDS = {kind.name: kind for kind in (PROJECT_OUTCOME,)}
