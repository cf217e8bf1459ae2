"""What mkdocs.yml and the command say of a build: the day, the version, who publishes, and for whom."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from handlingsplan.model.audience import Audience
from handlingsplan.site.history.past import Moment, find_moment
from handlingsplan.site.publisher import Publisher, read_publisher
from handlingsplan.site.publishing import AUDIENCE
from handlingsplan.sources.git_command import GitError


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a build, read."""

    moment: Moment | None
    today: date
    publisher: Publisher
    audience: Audience


def read_options(root: Path, today: str, at: str, publisher: Mapping[str, object], audience: str) -> Options:
    """Read the options of the plugin as mkdocs.yml gives them. Raises ValueError with a Swedish line."""
    moment = _moment(root, at)
    return Options(moment, _today(today, moment), _publisher(publisher), _audience(audience))


def _moment(root: Path, at: str) -> Moment | None:
    try:
        return find_moment(root, at) if at else None
    except GitError as error:
        raise ValueError(f"mkdocs.yml: at: {error}") from error


def _today(today: str, moment: Moment | None) -> date:
    if not today:
        return moment.day if moment else datetime.now().astimezone().date()
    try:
        return date.fromisoformat(today)
    except ValueError as error:
        raise ValueError(f"mkdocs.yml: today ska vara ett datum (ÅÅÅÅ-MM-DD), inte «{today}»") from error


def _publisher(given: Mapping[str, object]) -> Publisher:
    try:
        return read_publisher(given)
    except ValueError as error:
        raise ValueError(f"mkdocs.yml: publisher: {error}") from error


def _audience(written: str) -> Audience:
    """Read the audience. What the command says decides, so that no site gets a wider one by mistake."""
    name = os.environ.get(AUDIENCE) or written
    try:
        return Audience(name)
    except ValueError as error:
        known = ", ".join(each.value for each in Audience)
        raise ValueError(f"{AUDIENCE}: «{name}» ska vara en av {known}") from error
