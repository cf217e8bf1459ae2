"""What all tests share: steady examples, and the real site built once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from handlingsplan.site.publishing import publish_site

settings.register_profile("steady", deadline=None, derandomize=True, database=None, max_examples=150)
settings.load_profile("steady")

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own site, built as `make site` builds it."""
    target = tmp_path_factory.mktemp("published") / "site"
    assert publish_site(ROOT, target) == 0
    return target
