"""What all tests share: steady examples, and the real site built once, and one browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from handlingsplan.site.publishing import Edition, publish_site

settings.register_profile("steady", deadline=None, derandomize=True, database=None, max_examples=150)
settings.load_profile("steady")

ROOT = Path(__file__).parents[1]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session", autouse=True)
def _own_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nothing is kept between runs of the tests, and nothing in the folder of who runs them."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own site, built as `make site` builds it, but for a day that stays the same."""
    target = tmp_path_factory.mktemp("published") / "site"
    assert publish_site(ROOT, target, Edition(date(2026, 11, 30))) == 0
    return target


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium: CHROMIUM, or the first of the usual names."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.fail("the browser tests need Chromium: `make test` installs it, or set CHROMIUM=/path/to/chromium")
    with sync_playwright() as playwright:
        # Without the sandbox, which needs rights that a container or root may lack. Only our own pages are opened.
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()
