"""Texts that are filled in for their faults alone, as `check` does: what macros put aside is counted, never drawn.

A macro first finds what is wrong with what it was asked for. Then it hands over how its block is drawn (`put_later`),
with more characters than that can become. So a page whose HTML may be too long for its budget is known without being
drawn, and is then filled in as for the site.
"""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from handlingsplan.site.fragments import Fragments

#: More characters of HTML than a row about one action or unit has, and a cell of a dataset. Real ones have a tenth.
LONGEST_ROW, LONGEST_CELL = 30_000, 1_000


class Unseen(Fragments):
    """Fragments of which only the size is known."""

    def put(self, html: Markup, inline: bool = False) -> str:
        """Count the HTML; give its token."""
        return self._counted(len(html), inline)

    def put_later(self, draw: Callable[[], Markup], longest: int) -> str:  # noqa: ARG002 - nobody looks at it
        """Count the block as long as it can become; give its token."""
        return self._counted(longest, inline=False)

    def _counted(self, size: int, inline: bool) -> str:
        self._last += 1
        self._size += size
        token = f"\ue000{self._last}\ue001"
        return token if inline else f"\n\n{token}\n\n"
