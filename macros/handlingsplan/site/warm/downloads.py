"""The files to fetch, each made only when something that it is made of has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from handlingsplan.model.asked import Name, listening, tell
from handlingsplan.site.forking import forked_map
from handlingsplan.site.site_page import Download
from handlingsplan.site.warm.keeper import Keeper
from handlingsplan.site.warm.site_meanings import SITE

#: With so few for each process, one process is done before another has begun.
_FEWEST = 20


def made_downloads(downloads: Sequence[Download], keeper: Keeper) -> Mapping[str, Path | bytes]:
    """Give for each address where its file lies, made now or earlier; its content where nothing is kept."""
    found: dict[str, Path | bytes] = {}
    for download in downloads:
        made = keeper.find(_name(download))
        if made and (path := keeper.path(made.objects[0])):
            found[download.uri] = path
    missing = [each for each in downloads if each.uri not in found]
    made_now = forked_map(partial(_make, keeper), missing, _FEWEST, apart=keeper.is_keeping)
    for download, (content, asked) in zip(missing, made_now, strict=True):
        found[download.uri] = content
        if isinstance(content, Path):
            keeper.keep(_name(download), asked, None, [content.name])
    return found


def _name(download: Download) -> Name:
    return "download", download.uri


def _make(keeper: Keeper, download: Download) -> tuple[Path | bytes, set[Name]]:
    with listening() as asked:
        tell(SITE)
        content = download.make()
    return (keeper.path(keeper.write(content)) or content) if keeper.is_keeping else content, asked
