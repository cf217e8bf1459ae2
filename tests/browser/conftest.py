"""A local server for the built site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import served


@pytest.fixture(scope="session")
def site_address(built_site: Path) -> Iterator[str]:
    """The address of the built site."""
    with served(built_site) as address:
        yield address
