"""Datasets on the site: the list of all, a page for each with its rows and source, and a file to fetch."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from markupsafe import Markup

from handlingsplan.model.archive import DatasetDocument, Municipality
from handlingsplan.model.dataset import Cell
from handlingsplan.site.context import Library, TextContext
from handlingsplan.site.dataset_traces import dataset_openings
from handlingsplan.site.document_parts import notes_part
from handlingsplan.site.grids import Grid, GridRow, Heading, dataset_grid, draw
from handlingsplan.site.list_pages import PLANS
from handlingsplan.site.provenance import remarks_html, source_notes
from handlingsplan.site.rendering import render
from handlingsplan.site.site_page import Download, SitePage, joined, put, trail
from handlingsplan.site.spreadsheet_file import csv_bytes, csv_line, number_cell, text_cell
from handlingsplan.site.tracing import dataset_address, dataset_file
from handlingsplan.text.quantities import Quantity
from handlingsplan.text.words import listed

DATA = "data/"


def data_list_page(site: TextContext) -> SitePage:
    """Lay out the list of all datasets with source, date, unit, rows and a file to fetch."""
    here = replace(site, address=DATA)
    rows = [
        _list_row(here, municipality, document)
        for municipality in site.library.archive.municipalities
        for document in municipality.datasets.values()
    ]
    headings = [Heading(each) for each in ("Datamängd", "Kommun", "Källa", "Hämtad", "Enhet")]
    grid = Grid("Alla datamängder", [*headings, Heading("Rader", True), Heading("Fil")], rows)
    lead = "Siffrorna som planerna och rapporterna är räknade på, med källa och datum."
    table = put(here, draw(grid) if rows else render("tomt.html", what="datamängder"))
    return SitePage(f"{DATA}index.md", "Data", joined(trail(here, (DATA, "Data")), lead, table), lead, trusted=True)


def _list_row(context: TextContext, municipality: Municipality, document: DatasetDocument) -> GridRow:
    name, descriptor = document.dataset.name, document.descriptor
    address = dataset_address(municipality, name)
    units = dict.fromkeys(column.unit.value for column in document.dataset.columns.values() if column.unit.measure)
    link = Markup('<a href="{}">{}</a>')
    return GridRow(
        [
            link.format(context.link(address), descriptor.title),
            municipality.organisation.name,
            descriptor.source or "Saknas",
            str(descriptor.extraction_date or "Saknas"),
            listed(units),
            str(len(document.dataset.rows)),
            link.format(context.link(address) + _file_name(municipality, name), "Hämta"),
        ]
    )


def dataset_page(site: TextContext, municipality: Municipality, name: str) -> SitePage:
    """Lay out a dataset: what it is, every row, and what there is to say about it."""
    address = dataset_address(municipality, name)
    document = municipality.datasets[name]
    here = replace(site, address=address, municipality=municipality, notes=site.library.notes_of(address))
    table = here.frame(name).table()
    descriptor = document.descriptor
    facts = [("Kommun", municipality.organisation.name), ("Rader", str(len(table.rows)))]
    facts += [("Tecken", descriptor.sign_convention.value), ("Kommentar", descriptor.comment)]
    openings = dataset_openings(here, table)
    grid = dataset_grid(table, descriptor.title, "", source_notes(document), anchors=True, openings=openings)
    parts = [
        trail(
            here,
            (PLANS, "Planer"),
            (f"{municipality.id}/", municipality.organisation.name),
            (address, descriptor.title),
        ),
        put(
            here,
            render("omslag.html", status="", organisation="Datamängd", facts=[each for each in facts if each[1]]),
        ),
        put(
            here, Markup('<p><a href="{}" download>Hämta som CSV-fil</a></p>').format(_file_name(municipality, name))
        ),
        put(here, draw(grid)),
        put(here, remarks_html(here.library.remarks_of(municipality, document))),
        notes_part(here),
    ]
    return SitePage(
        f"{address}index.md", descriptor.title, joined(*parts), descriptor.title, document.facts.path, trusted=True
    )


def _file_name(municipality: Municipality, name: str) -> str:
    return dataset_file(municipality, name).rsplit("/", 1)[-1]


def dataset_download(library: Library, municipality: Municipality, name: str) -> Download:
    """Give a dataset with its computed columns as a CSV file that a spreadsheet opens as Swedish, and never runs."""
    return Download(dataset_file(municipality, name), partial(_csv, library, municipality, name))


def _csv(library: Library, municipality: Municipality, name: str) -> bytes:
    table = library.frame(municipality, name).table()
    header = [text_cell(column.heading) for column in table.columns]
    rows = [[_written(row.cells[column.name]) for column in table.columns] for row in table.rows]
    return csv_bytes(map(csv_line, [header, *rows]))


def _written(cell: Cell) -> str:
    return number_cell(cell) if isinstance(cell, Quantity) else text_cell(cell or "")
