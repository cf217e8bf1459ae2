"""A revision as HTML: its message, who and when, what could not be read, and each change as a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from handlingsplan.analysis.changes.change import Change
from handlingsplan.analysis.changes.consequences import Consequence
from handlingsplan.analysis.history import Step
from handlingsplan.site.history.addresses import commit_url, is_number, revision_anchor
from handlingsplan.site.history.past import Past
from handlingsplan.site.history.wording import author, bounded, further, gap_text, message, number
from handlingsplan.site.rendering import render
from handlingsplan.text.places import Problem


@dataclass(frozen=True, slots=True)
class Group:
    """The changes of one document: its name with the address of its page, sentences, and how many are left out."""

    sentences: Sequence[str]
    name: str = ""
    href: str = ""
    left: int = 0


def group(changes: Sequence[Change], most: int, name: str = "", href: str = "") -> Group:
    """Give the changes of a document, up to as many as a page has room for."""
    return Group([bounded(each.sentence) for each in changes[:most]], name, href, max(0, len(changes) - most))


def revision_html(
    past: Past,
    step: Step,
    groups: Iterable[Group],
    consequences: Iterable[Consequence] = (),
    gaps: Iterable[Problem] = (),
) -> Markup:
    """Draw a revision. What nobody has committed has neither author nor message."""
    commit = step.commit
    return render(
        "version.html",
        anchor=revision_anchor(commit.id) if commit else "ej-incheckat",
        message=message(commit) if commit else "",
        author=author(commit) if commit else "",
        further=further(commit) if commit else (),
        number=number(commit) if commit else "",
        href=commit_url(past.repository_url, commit.id) if commit and is_number(commit.id) else "",
        gaps=[gap_text(each) for each in gaps],
        groups=list(groups),
        consequences=[bounded(each.sentence) for each in consequences],
    )
