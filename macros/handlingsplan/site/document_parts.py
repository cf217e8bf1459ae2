"""What plans and reports have in common at the end of their pages: where figures come from, and remarks."""

from __future__ import annotations

from markupsafe import Markup

from handlingsplan.site.context import TextContext
from handlingsplan.site.provenance import remarks_html
from handlingsplan.site.publication import Publication
from handlingsplan.site.site_page import put
from handlingsplan.site.tracing import notes_html


def notes_part(context: TextContext) -> str:
    """Give where the page's figures come from; comes after everything that shows a figure."""
    html = notes_html(context)
    return "## Siffrornas källor {: #siffrornas-kallor }\n" + put(context, html) if html else ""


def remarks_part(context: TextContext, publication: Publication, path: str) -> str:
    """Give the remarks about the document, with what people have answered: shown, not hidden."""
    problems = publication.problems_in(path.rsplit("/", 1)[0] + "/")
    if not problems:
        return ""
    return "## Att stämma av {: #att-stamma-av }\n" + put(context, remarks_html(problems))


def incomplete_part(context: TextContext, path: str) -> str:
    """Say that parts of the document are withheld from its readers, if any are; never which or how many."""
    said = Markup('<p class="hp-ofullstandig">Delar av dokumentet publiceras inte här.</p>')
    return put(context, said) if path in context.library.incomplete else ""
