"""Who publishes the site (*den som publicerar*): name, colour and how to reach them, as mkdocs.yml tells.

A municipality's colour is whatever its graphic profile says. What stands on it, and lines in it, must be seen by
everyone: the text becomes white or black, whichever is seen best (one of them always has a contrast of 4.5), and a
line is darkened or lightened until it is seen against the page. So no colour can make the site harder to read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from handlingsplan.text.dates import parse_date
from handlingsplan.text.words import suggestion

#: Where the municipality's colours stand, below the site's root.
COLOURS = "assets/stylesheets/kommun.css"
#: Each scheme's colour of the page, as in handlingsplan.css, and how much black is mixed into the page's head.
SCHEMES = {"default": ("#ffffff", 0.0), "slate": ("#12181e", 0.4)}
_WHITE, _BLACK = "#ffffff", "#000000"
#: What a line must differ from what is around it: WCAG 2.2, 1.4.11.
_LINE = 3
_STEPS = 20
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_ADDRESS = re.compile(r"(?:mailto:|https://)[^\s\"'<>]+", re.IGNORECASE)
_FIELDS = ("name", "colour", "contact", "assessed")


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the site. What is not told is empty; `assessed`: when people assessed its accessibility."""

    name: str = ""
    colour: str = ""
    contact: str = ""
    assessed: date | None = None


def read_publisher(told: Mapping[str, object]) -> Publisher:
    """Read the option `publisher`; raises ValueError with a Swedish message that names the field."""
    for field in told:
        if field not in _FIELDS:
            raise ValueError(f"okänt fält «{field}»{suggestion(field, _FIELDS)}")
    values = {field: str(told.get(field) or "").strip() for field in _FIELDS}
    if values["colour"] and not _COLOUR.fullmatch(values["colour"]):
        raise ValueError(f'colour: «{values["colour"]}» är ingen färg; skriv den så här: "#143c5a"')
    if values["contact"] and not _ADDRESS.fullmatch(values["contact"]):
        raise ValueError(f"contact: «{values['contact']}» ska börja med mailto: eller https://")
    try:
        assessed = parse_date(values["assessed"]) if values["assessed"] else None
    except ValueError as error:
        raise ValueError(f"assessed: {error}") from error
    return Publisher(values["name"], values["colour"].lower(), values["contact"], assessed)


def colours_css(colour: str) -> str:
    """Give the style sheet that gives the site a colour, light and dark."""
    return "".join(_scheme(colour, name, page, black) for name, (page, black) in SCHEMES.items())


def contrast(first: str, second: str) -> float:
    """Give the contrast of two colours, 1 to 21: WCAG 2.2, *contrast ratio*."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _scheme(colour: str, name: str, page: str, black: float) -> str:
    head = _mixed(colour, _BLACK, black)
    text = max((_WHITE, _BLACK), key=lambda each: contrast(each, head))
    field = "rgb(0 0 0 / 26%)" if text == _WHITE else "rgb(255 255 255 / 45%)"
    values = {"head": head, "head-text": text, "head-field": field, "accent": _seen(colour, page)}
    lines = "".join(f"  --hp-{key}: {value};\n" for key, value in values.items())
    return f'[data-md-color-scheme="{name}"] {{\n{lines}}}\n'


def _seen(colour: str, page: str) -> str:
    """Give the colour, as much darker or lighter as it must be to be seen as a line on the page."""
    towards = max((_WHITE, _BLACK), key=lambda each: contrast(each, page))
    steps = (_mixed(colour, towards, step / _STEPS) for step in range(_STEPS + 1))
    return next(each for each in steps if contrast(each, page) >= _LINE)


def _channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _mixed(colour: str, other: str, share: float) -> str:
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(mine + (its - mine) * share):02x}" for mine, its in pairs)


def _luminance(colour: str) -> float:
    """Give the relative luminance, 0 to 1: WCAG 2.2, *relative luminance*."""
    shares = [channel / 255 for channel in _channels(colour)]
    linear = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares)
    return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
