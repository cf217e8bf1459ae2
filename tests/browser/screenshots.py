"""The pictures of the guide for each role: taken by `make screenshots`, and known to be stale by what they show.

Beside the pictures lies what each of them showed when it was taken: a fingerprint of the elements, their classes and
their texts. A page that says something else has another, whatever fonts the machine has. The site is built for one day,
and nothing is shown that depends on when anything was committed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from serving import served

from handlingsplan.site.publishing import Edition, publish_site

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs/guide/roller/bilder"
FINGERPRINTS = PICTURES / ".avtryck.json"  # MkDocs leaves out what begins with a dot
DAY = date(2025, 10, 1)
MOST_BYTES, MARGIN, HIGHEST = 120_000, 16, 640


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: the page, the elements that it holds, and the width of the window."""

    address: str
    elements: str
    width: int = 900


SHOTS: Mapping[str, Shot] = {
    "startsidan": Shot("", ".hp-hem"),
    "laget": Shot("huddinge/2023/laget/von/", ".hp-svar, .hp-svar + .hp-nyckel, .hp-laget > li:not(.hp-card--bred)"),
    "enhet-for-enhet": Shot("huddinge/2023/laget/von/", "#enheter, #enheter + .hp-tablewrap", 1100),
    "planens-omslag": Shot("alingsas/2025/81516/", ".hp-omslag"),
    "atgard": Shot("alingsas/2025/81516/", "#timvikarier, #timvikarier + .hp-fakta"),
    "forsenat": Shot("viktiga-datum/", "#forsenat, #forsenat + .hp-tablewrap"),
    "siffrornas-kallor": Shot(
        "huddinge/2023/personlig-assistans/", "#siffrornas-kallor, .hp-kallor > li:nth-child(-n+4)"
    ),
    "forslag": Shot("alingsas/2023/laget/von/", "#forslag, #forslag ~ ol:not(.hp-kedja)"),
    "arendekedja": Shot("alingsas/2023/laget/von/", "#beslut-i-arendet, .hp-kedja"),
}
_TOLD = """elements => {
    const told = node => node.nodeType === Node.TEXT_NODE ? node.textContent.replace(/\\s+/g, " ")
        : node.nodeType !== Node.ELEMENT_NODE ? ""
        : `<${node.tagName} ${[...node.classList].sort().join(".")}>` + [...node.childNodes].map(told).join("");
    return elements.map(told).join("");
}"""
_PLACE = """elements => {
    const boxes = elements.map(each => each.getBoundingClientRect());
    const side = name => boxes.map(box => box[name]);
    return {left: Math.min(...side("left")), top: Math.min(...side("top")) + window.scrollY,
            right: Math.max(...side("right")), bottom: Math.max(...side("bottom")) + window.scrollY};
}"""


def opened(browser: Browser, site: str, shot: Shot) -> Page:
    """Open a picture's page, light and still."""
    page = browser.new_page(
        viewport={"width": shot.width, "height": 900}, color_scheme="light", reduced_motion="reduce", locale="sv-SE"
    )
    page.goto(f"{site}/{shot.address}", wait_until="load")
    page.locator(shot.elements).first.wait_for()
    return page


def fingerprint(page: Page, shot: Shot) -> str:
    """Give what stands for all that a picture shows."""
    told = f"{shot} {page.eval_on_selector_all(shot.elements, _TOLD)}"
    return hashlib.sha256(told.encode()).hexdigest()


def found(browser: Browser, site: str) -> dict[str, str]:
    """Give the fingerprint of each picture as its page is now."""
    prints = {}
    for name, shot in SHOTS.items():
        page = opened(browser, site, shot)
        prints[name] = fingerprint(page, shot)
        page.close()
    return prints


def stale(browser: Browser, site: str) -> list[str]:
    """Give the pictures that show something else than their pages do now."""
    taken = json.loads(FINGERPRINTS.read_text("utf-8")) if FINGERPRINTS.exists() else {}
    return [name for name, told in found(browser, site).items() if taken.get(name) != told]


def take(browser: Browser, site: str) -> list[str]:
    """Take every picture anew, with what it shows beside it; none is then stale."""
    prints = {}
    for name, shot in SHOTS.items():
        page = opened(browser, site, shot)
        box = page.eval_on_selector_all(shot.elements, _PLACE)
        left, top = max(0, box["left"] - MARGIN), max(0, box["top"] - MARGIN)
        width, height = box["right"] + MARGIN - left, min(box["bottom"] + MARGIN - top, HIGHEST)
        clip = {"x": left, "y": top, "width": min(width, shot.width - left), "height": height}
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True, clip=clip)  # type: ignore[arg-type]
        prints[name] = fingerprint(page, shot)
        page.close()
    FINGERPRINTS.write_text(json.dumps(prints, indent=2, sort_keys=True) + "\n", "utf-8")
    return []


def main() -> int:
    """Take the pictures, or with --check tell which are stale."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--check", action="store_true", help="change nothing; exit 1 if a picture is stale")
    check = arguments.parse_args().check
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    for name in SHOTS if not check else ():
        (PICTURES / f"{name}.png").touch()  # the site is not built while a page shows what is not there
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        if code := publish_site(ROOT, Path(folder, "site"), Edition(DAY)):
            return code
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        with served(Path(folder, "site")) as site:
            late = stale(browser, site) if check else take(browser, site)
        browser.close()
    sys.stdout.writelines(f"{name}.png does not show its page; run make screenshots\n" for name in late)
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
