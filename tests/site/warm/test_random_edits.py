"""After any edit the site is the same, byte for byte, as one that is built of nothing."""

import logging
import os
import random
import shutil
from itertools import islice
from pathlib import Path

import pytest
from edits import Project, edits
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

THEME = Path(__file__).parents[3] / "macros/handlingsplan/site/theme"
_EDITS = int(os.environ.get("HANDLINGSPLAN_RANDOM_EDITS", "8"))
#: So many edits at most between two comparisons: what goes stale stays so until its page is made anew.
_BETWEEN = 4
_DAYS = ("2026-10-15", "2026-10-15", "2026-10-16", "2026-05-10")


def built(project: Project, site: Path, **options: str) -> bool:
    """Build a site; whether it could be."""
    logger = logging.getLogger("mkdocs")
    level = logger.level
    shutil.rmtree(site, ignore_errors=True)
    try:
        logger.setLevel(logging.CRITICAL)
        build(load_config(str(project.root / "mkdocs.yml"), site_dir=str(site), **options))
    except (Abort, SystemExit):
        return False
    finally:
        logger.setLevel(level)
    return True


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("seed", "audience"), list(enumerate(["begränsad", "intern", "begränsad", "publik"])))
def test_a_rebuild_is_what_a_clean_build_is(
    seed: int, audience: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = random.Random(seed)  # noqa: S311 - not a secret
    project = Project(tmp_path / "project")
    project.root.mkdir()
    project.write(audience, THEME)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HANDLINGSPLAN_TODAY", _DAYS[0])
    warm, clean, done, sound = tmp_path / "warm", tmp_path / "clean", [], 0
    assert built(project, warm)
    for number, edit in enumerate(islice(edits(seed), _EDITS)):
        before = tmp_path / "before"
        shutil.copytree(project.root, before, symlinks=True, ignore=shutil.ignore_patterns(".cache", ".git"))
        edit(project, draw)
        done.append(edit.__name__)
        monkeypatch.setenv("HANDLINGSPLAN_TODAY", draw.choice(_DAYS))
        if built(project, warm):
            sound += 1
        else:  # a mistake in a plan: take it back
            for folder in ("plans", "data", "docs"):
                shutil.rmtree(project.root / folder)
                shutil.move(before / folder, project.root / folder)
            done[-1] += " (taken back)"
            assert built(project, warm), done
        shutil.rmtree(before)
        if number % _BETWEEN == _BETWEEN - 1:
            with pytest.MonkeyPatch.context() as alone:
                alone.setenv("XDG_CACHE_HOME", os.devnull)  # nothing is kept where no key can be
                assert built(project, clean)
            expected, found = files(clean), files(warm)
            assert found.keys() == expected.keys(), done[-_BETWEEN:]
            assert [name for name in expected if found[name] != expected[name]] == [], done[-_BETWEEN:]
    assert sound > _EDITS / 2
