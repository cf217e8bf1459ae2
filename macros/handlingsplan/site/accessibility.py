"""What the accessibility statement (*tillgänglighetsredogörelse*) says of its publisher: never more than is told.

What it must hold: lagen (2018:1937) om tillgänglighet till digital offentlig service, and DIGG's regulations.
"""

from __future__ import annotations

from markupsafe import Markup

from handlingsplan.site.publisher import Publisher
from handlingsplan.text.dates import long_date

_UNTOLD = Markup('<span class="hp-saknas">{}</span>')


def responsible(publisher: Publisher) -> Markup:
    """Say who answers for the site."""
    if publisher.name:
        return Markup("{} står bakom webbplatsen.").format(publisher.name)
    return _UNTOLD.format("Här ska det stå vilken kommun som står bakom webbplatsen. Det är inte ifyllt ännu.")


def contact(publisher: Publisher) -> Markup:
    """Give the way to report a fault: a link, its address in words."""
    if publisher.contact:
        shown = publisher.contact.removeprefix("mailto:").removeprefix("https://")
        return Markup('<a href="{}">{}</a>').format(publisher.contact, shown)
    return _UNTOLD.format("Här ska det stå en adress att skriva till. Den är inte ifylld ännu.")


def assessment(publisher: Publisher) -> Markup:
    """Say when people last assessed the site, or that nobody has."""
    if publisher.assessed:
        return Markup("Webbplatsen bedömdes senast för hand den {}.").format(long_date(publisher.assessed))
    return _UNTOLD.format("Ingen har ännu bedömt webbplatsen för hand.")
