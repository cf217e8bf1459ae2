"""The latest changes as an Atom feed (RFC 4287).

Written with the standard library: a feed is a dozen elements, and a library for it would bring its own XML parser
and dates. Ids follow from commits alone, so that they are the same wherever the site is built and moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from handlingsplan.analysis.history import Step
from handlingsplan.site.context import TextContext
from handlingsplan.site.history.addresses import CHANGES, FEED, revision_anchor
from handlingsplan.site.history.changes_page import groups, latest
from handlingsplan.site.history.wording import author, message
from handlingsplan.site.publication import Publication
from handlingsplan.site.rendering import render
from handlingsplan.site.site_page import Download

_ATOM = "http://www.w3.org/2005/Atom"
_TITLE = "Ändringar i handlingsplanerna"
#: What XML cannot hold.
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def change_feed(publication: Publication) -> Iterator[Download]:
    """Write the feed of the latest changes; without a history there is none."""
    if not publication.past.why_not and latest(publication.past.history):
        yield Download(FEED, partial(_feed, publication))


def _feed(publication: Publication) -> bytes:
    steps = latest(publication.past.history)
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": "sv"})
    _text(feed, "id", _id(f"flöde {publication.past.history.steps[0].commit.id}"))  # type: ignore[union-attr]
    _text(feed, "title", _TITLE)
    _text(feed, "updated", _moment(max(each.commit.committed for each in steps if each.commit)))
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": FEED.removeprefix(CHANGES)})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": "./"})
    context = TextContext(publication.library, address=CHANGES)
    for step in steps:
        _entry(feed, context, step)
    indent(feed)
    written: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(feed: Element, context: TextContext, step: Step) -> None:
    assert step.commit is not None  # noqa: S101 - only what is committed is in the feed
    entry = SubElement(feed, "entry")
    _text(entry, "id", _id(step.commit.id))
    _text(entry, "title", message(step.commit))
    _text(entry, "updated", _moment(step.commit.committed))
    _text(SubElement(entry, "author"), "name", author(step.commit) or _TITLE)
    SubElement(entry, "link", {"rel": "alternate", "href": f"./#{revision_anchor(step.commit.id)}"})
    html = render("version_i_flode.html", groups=groups(context, step.changes, {}), gaps=step.gaps)
    _text(entry, "content", str(html), type="html")


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _id(of: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'handlingsplan:{of}')}"


def _text(parent: Element, name: str, text: str, **attributes: str) -> None:
    """Add an element with a text. Characters that XML cannot hold are left out."""
    SubElement(parent, name, attributes).text = _FORBIDDEN.sub("", text)
