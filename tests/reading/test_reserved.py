"""The names that municipalities and units cannot have are those of the site's own pages."""

from __future__ import annotations

from pathlib import Path

from reading.memory import read_files

from handlingsplan.reading.reserved import MUNICIPALITIES, UNITS
from handlingsplan.site.list_pages import PLANS, REGISTER

DOCS = Path(__file__).parents[2] / "docs"


def test_every_page_of_the_sites_root_is_refused() -> None:
    """Folders and pages of docs/ become folders of the site's root, where the municipalities have theirs."""
    own = {path.stem for path in DOCS.iterdir() if path.name != "index.md"}
    assert own | {PLANS.strip("/"), REGISTER.strip("/")} <= MUNICIPALITIES


def test_names_with_a_reserved_one_in_them_are_no_others() -> None:
    organisation = "formatversion: 1\nnamn: Data\n"
    _, lines = read_files({f"plans/{name}by/organisation.yml": organisation for name in sorted(MUNICIPALITIES)})
    assert lines == []
    assert all(name.isascii() for name in UNITS | MUNICIPALITIES)
