"""The style sheet: text can be read in both themes, and colours are named in one place."""

import re
from hashlib import sha256
from pathlib import Path

import material
import pytest

import handlingsplan.site

CSS = Path(handlingsplan.site.__file__).with_name("theme") / "assets/stylesheets/handlingsplan.css"
TEXT = re.sub(r"/\*.*?\*/", "", CSS.read_text(encoding="utf-8"), flags=re.DOTALL)
SURFACES = ("page", "surface", "stripe")
PAIRS = [
    *[(ink, surface) for ink in ("text", "text-quiet", "link", "link-hover") for surface in SURFACES],
    *[(kind, f"{kind}-surface") for kind in ("good", "warn", "bad", "info", "neutral")],
    ("head-text", "head"),
    ("foot-text", "foot"),
    ("text", "mark"),
]


def variables(scheme: str) -> dict[str, str]:
    block = re.search(rf'^\[data-md-color-scheme="{scheme}"\] {{(.*?)^}}', TEXT, re.DOTALL | re.MULTILINE)
    assert block
    return dict(re.findall(r"--hp-([\w-]+): (#[0-9a-f]{6});", block[1]))


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_text_has_enough_contrast(scheme: str) -> None:
    colours = variables(scheme)
    too_weak = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in too_weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_lines_of_charts_and_strong_borders_are_seen(scheme: str) -> None:
    colours = variables(scheme)
    seen = [name for name in colours if name.startswith(("series", "border-strong", "accent"))]
    assert {name for name in seen if contrast(colours[name], colours["page"]) < 3} == set()


def test_both_themes_have_the_same_variables() -> None:
    assert variables("default").keys() == variables("slate").keys()


def test_colours_stand_only_among_the_variables() -> None:
    for line in re.findall(r"^.*#[0-9a-f]{3,8}\b.*$", TEXT, re.MULTILINE):
        assert line.strip().startswith("--hp-"), line


def test_nothing_is_fetched_from_elsewhere() -> None:
    assert "url(" not in TEXT
    assert "@import" not in TEXT


@pytest.mark.parametrize(
    ("name", "known"),
    [("base", "d6113712bc4deb30"), ("palette", "8790389765ea6036"), ("content", "3722e156f0f6339d")],
)
def test_the_scripts_that_ours_stand_in_for_are_the_known_ones(name: str, known: str) -> None:
    """Material's inline scripts are files here. When a new version has others, look at them and change ours."""
    stock = Path(material.__file__).with_name("templates") / f"partials/javascripts/{name}.html"
    assert sha256(stock.read_bytes()).hexdigest()[:16] == known
