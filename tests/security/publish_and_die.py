"""Publishes small sites over and over in a child that is killed at random moments; tells what a reader met.

A program of its own, since it forks: `python publish_and_die.py FOLDER KILLS SEED` prints one JSON object.
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from handlingsplan.site.publishing import Keeping, go_back, publish_site
from handlingsplan.site.shelf import Shelf, begin_with_spare_folders

PAGES = ["index.html", "404.html", *(f"sida-{number}/index.html" for number in range(12))]


def build(generation: int, site: Path) -> int:
    """A stand-in for the renderer: every page of a site tells its generation."""
    begin_with_spare_folders(site)
    for name in PAGES:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(f"<html>{generation}</html>", encoding="utf-8")
    (site / "sitemap.xml").write_text("<x/>", encoding="utf-8")
    return 0


def publish_forever(root: Path, first: int) -> None:
    for generation in range(first, first + 1_000_000):
        publish_site(root, keeping=Keeping(2), build=lambda site, _lock, now=generation: build(now, site))
        if generation % 7 == 0:
            go_back(root)


def read_whole(site: Path) -> str:
    """What is wrong with the site that a reader meets; a reader holds on to the folder that it has opened."""
    try:
        folder = os.open(site, os.O_RDONLY)
    except FileNotFoundError:
        return "no site"
    try:
        told = set()
        for name in PAGES:
            with open(os.open(name, os.O_RDONLY, dir_fd=folder), encoding="utf-8") as page:  # noqa: PTH123 - dir_fd
                told.add(page.read())
    except FileNotFoundError:
        # Removed while it was read: it has been replaced, and replaced again. What is shown now must be whole.
        return "" if os.fstat(folder).st_ino != site.stat().st_ino else "a page is missing"
    finally:
        os.close(folder)
    return "" if len(told) == 1 and told.pop().endswith("</html>") else "pages of different sites"


def main(root: Path, kills: int, seed: int) -> None:
    chance, faults, readings = random.Random(seed), [], 0  # noqa: S311 - moments, not secrets
    publish_site(root, build=lambda site, _lock: build(0, site))
    for kill in range(kills):
        child = os.fork()
        if child == 0:
            publish_forever(root, kill * 1_000)
        until = time.monotonic() + chance.uniform(0, 0.06)
        while time.monotonic() < until:
            faults.append(read_whole(root / "site"))
            readings += 1
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        faults.append(read_whole(root / "site"))
    left = sorted(path.name for path in (root / "site.d").iterdir())
    after = publish_site(root, keeping=Keeping(2), build=lambda site, _lock: build(-1, site))
    last = (root / "site/index.html").read_text(encoding="utf-8")
    kept = [read_whole(path) for path in Shelf(root / "site").kept()]
    told = {"faults": [each for each in faults if each], "readings": readings, "left": left, "after": after}
    print(json.dumps({**told, "last": last, "kept": kept}))  # noqa: T201 - its answer


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
