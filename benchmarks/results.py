"""What was measured as a Markdown page, with bars that anybody's forge can draw."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from importlib.metadata import version
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """A measurement held against another one. `goal` is the ratio that it should stay below; 0 when none is set."""

    size: int
    what: str
    against: str
    seconds: float
    other_seconds: float
    goal: float = 0

    @property
    def ratio(self) -> float:
        """How many times as long it takes."""
        return self.seconds / self.other_seconds


@dataclass(frozen=True)
class Growth:
    """What a full build of one size took."""

    size: int
    pages: int
    seconds: float
    peak_bytes: int
    site_bytes: int


def write_results(path: Path, command: str, rounds: int, rows: Sequence[Row], growth: Sequence[Growth]) -> None:
    """Write RESULTS.md and its charts beside it."""
    charts = {
        "ratios.svg": _bars([(f"{row.size} planer: {row.what}", row.ratio, row.goal) for row in rows]),
        "growth.svg": _bars([(f"{each.size} planer", 1000 * each.seconds / each.size, 0) for each in growth]),
    }
    for name, svg in charts.items():
        (path.parent / name).write_text(svg, encoding="utf-8")
    path.write_text("\n".join(_page(command, rounds, rows, growth)) + "\n", encoding="utf-8")


def _page(command: str, rounds: int, rows: Sequence[Row], growth: Sequence[Growth]) -> Iterable[str]:
    yield "# Results of `make bench`"
    yield ""
    yield f"- Command: `{command}`; each ratio is of two medians of {rounds}, measured in turns."
    yield f"- Machine: {os.cpu_count()} cores, {_memory()}, {platform.system()} {platform.machine()}."
    packages = ("mkdocs", "mkdocs-material", "Markdown", "pandas", "pydantic", "PyYAML")
    yield f"- Versions: Python {platform.python_version()}, " + ", ".join(
        f"{each} {version(each)}" for each in packages
    )
    yield ""
    yield "| Plans | What | Held against | Seconds | Seconds of the other | Ratio | Goal |"
    yield "| ---: | --- | --- | ---: | ---: | ---: | ---: |"
    for row in rows:
        goal = f"{row.goal:.2f}" if row.goal else ""
        times = f"{row.seconds:.2f} | {row.other_seconds:.2f} | {row.ratio:.3f}"
        yield f"| {row.size} | {row.what} | {row.against} | {times} | {goal} |"
    yield ""
    yield "![The ratios as bars, with their goals](ratios.svg)"
    yield ""
    yield "## Growth of the full build"
    yield ""
    yield "| Plans | Pages | Seconds | Milliseconds per plan | Peak memory, MB | The site, MB |"
    yield "| ---: | ---: | ---: | ---: | ---: | ---: |"
    for each in growth:
        per_plan = 1000 * each.seconds / each.size
        sizes = f"{each.peak_bytes / 1e6:.0f} | {each.site_bytes / 1e6:.0f}"
        yield f"| {each.size} | {each.pages} | {each.seconds:.2f} | {per_plan:.1f} | {sizes} |"
    yield ""
    yield "![Milliseconds per plan for each size](growth.svg)"


def _memory() -> str:
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB of memory"


def _bars(rows: Sequence[tuple[str, float, float]]) -> str:
    """Draw a bar for each value, on a scale that holds the largest; a goal is a line across its bar."""
    largest = max((max(value, goal) for _, value, goal in rows), default=1) or 1
    width, left, height = 760, 380, 24
    shapes = []
    for number, (name, value, goal) in enumerate(rows):
        top = number * height + 4
        length = (width - left - 60) * value / largest
        shapes.append(f'<text x="{left - 8}" y="{top + 13}" text-anchor="end">{escape(name)}</text>')
        shapes.append(f'<rect x="{left}" y="{top}" width="{length:.1f}" height="16" fill="#2a6f97"/>')
        shapes.append(f'<text x="{left + length + 6:.1f}" y="{top + 13}">{value:.3g}</text>')
        if goal:
            at = left + (width - left - 60) * goal / largest
            shapes.append(f'<path d="M{at:.1f} {top - 2}v20" stroke="#c0392b" stroke-width="2"/>')
    total = len(rows) * height + 8
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {total}" width="{width}" height="{total}" '
        'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="#fff"/>'
    )
    return f"{head}{''.join(shapes)}</svg>\n"
