"""The register of all actions: a table that a script can filter and sort, and the same as a file.

Without the script it is a plain table. What the script needs of a row stands in its data attributes, amounts in
kronor, so that nothing is read out of shown figures; its line of the file stands there too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from handlingsplan.analysis.effects import full_year, this_year
from handlingsplan.analysis.unit_totals import unit_totals
from handlingsplan.site.context import TextContext
from handlingsplan.site.effect_tables import effect_text, total_text
from handlingsplan.site.grids import Grid, GridRow, Heading, draw
from handlingsplan.site.origins import Trace
from handlingsplan.site.register_entries import FILTERS, HEADER, Entry, NamedValue, register_entries
from handlingsplan.site.rendering import piece, render
from handlingsplan.site.site_page import Download
from handlingsplan.site.spreadsheet_file import csv_bytes
from handlingsplan.site.statements import assessed, status_badge
from handlingsplan.site.total_traces import NOTHING, Totals, plan_origins
from handlingsplan.site.tracing import action_address, opened
from handlingsplan.text.numbers import NO_BREAK_SPACE
from handlingsplan.text.words import plural, sort_key

REGISTER = "atgarder/"
FILE = "atgarder.csv"
_ASSETS = "assets/"
_HEADINGS = (
    Heading("Åtgärd"),
    Heading("Kommun"),
    Heading("Enhet"),
    Heading("År", True),
    Heading("Start", sort="start"),
    Heading("Effekt i år", True, sort="effekt"),
    Heading("Helårseffekt", True, sort="helar"),
    Heading("Status"),
)


def register_html(context: TextContext) -> Markup:
    """Draw every action of every plan, with totals and with what chooses among them."""
    entries = list(register_entries(context))
    if not entries:
        return render("tomt.html", what="åtgärder")
    library = context.library
    known = [
        (plan, library.plan_effects(each, plan)) for each in library.archive.municipalities for plan in each.plans
    ]
    cells = _Cells(context, Trace(_WORDS, plan_origins(known)))
    rows = [cells.row(entry) for entry in entries]
    totals = unit_totals("Totalt", known)
    in_year = total_text(totals.this_year, opener=Totals(context, known, this_year, against=False).opener())
    whole = total_text(totals.full_year, opener=Totals(context, known, full_year, against=False).opener())
    footer = GridRow([totals.name, "", "", "", "", in_year, whole, ""], "summa")
    return render(
        "register.html",
        table=draw(Grid(f"Alla åtgärder ({len(rows)} stycken)", _HEADINGS, rows, [footer])),
        choices=[(name, label, list(_options(entries, name))) for name, label in FILTERS],
        counted=counted(entries),
        header=HEADER,
        file=FILE,
        style=context.link(_ASSETS) + "stylesheets/register.css",
        script=context.link(_ASSETS) + "javascripts/register.js",
    )


def register_file(context: TextContext) -> Download:
    """Give the whole register as a file."""
    return Download(
        REGISTER + FILE, lambda: csv_bytes([HEADER, *(entry.line for entry in register_entries(context))])
    )


def counted(entries: list[Entry]) -> str:
    """Say how many actions there are and what they give this year. The script says the same of those it shows."""
    amounts = [entry.amounts for entry in entries if entry.amounts]
    said = plural(len(entries), "åtgärd", "åtgärder")
    if amounts:
        low, high = (sum(ends) for ends in zip(*amounts, strict=True))
        about = "cirka " if any(entry.is_approximate for entry in entries) else ""
        said += f", {about}{_amount(low, high)} i år"
    left = len(entries) - len(amounts)
    return f"{said}. {left} utan belopp i kronor." if left else f"{said}."


def _amount(low: int, high: int) -> str:
    """Write an amount in tkr when that is exact."""
    size, unit = (1000, "tkr") if low % 1000 == high % 1000 == 0 else (1, "kr")
    ends = dict.fromkeys(f"{end // size:,}".replace(",", NO_BREAK_SPACE) for end in (low, high))
    return f"{'–'.join(ends)}{NO_BREAK_SPACE}{unit}"


def _options(entries: list[Entry], name: str) -> Iterator[NamedValue]:
    """Give the values of a filter, each once: in their own order if they have one, else as a register has them."""
    found = dict.fromkeys(value for entry in entries for value in entry.values[name])
    yield from sorted(found, key=lambda value: (value.order, sort_key(value.label)))


_MORE = '{}<span class="hp-mer">{}</span>'
_WORDS = "helårseffekten gånger den del av året som kommunens regel ger; åtgärdens plan visar talen"


class _Cells:
    """Draws the register's rows; all computed effects share one note."""

    def __init__(self, context: TextContext, trace: Trace) -> None:
        self._context = context
        self._trace = trace

    def row(self, entry: Entry) -> GridRow:
        """Draw an action."""
        here = replace(self._context, municipality=entry.municipality)
        link = here.link_to(action_address(entry.plan, entry.action))
        badge = status_badge(entry.status)
        cells = [
            piece('<a href="{}">{}</a>', link, entry.action.name),
            piece(_MORE, entry.municipality.organisation.name, entry.plan.placement.committee.name),
            entry.plan.placement.unit.name,
            str(entry.plan.year),
            piece("<time>{}</time>", str(entry.action.start_date)) if entry.action.start_date else NOTHING,
            self._this_year(here, entry),
            effect_text(entry.effect.full_year),
            piece(_MORE, badge, assessed(entry.assessment)) if entry.assessment else badge,
        ]
        return GridRow(cells, data=entry.data)

    def _this_year(self, here: TextContext, entry: Entry) -> str | Markup:
        """Draw the effect this year; that there is none is said in few words here, and the plan says why."""
        if entry.effect.this_year is None:
            return "Ej beräknad" if entry.action.not_calculated else "Saknas"
        text = effect_text(entry.effect.this_year)
        if entry.action.effect_this_year:
            return text
        return opened(here, text, "Effekt i år, åtgärd för åtgärd", self._trace)
