"""How much room a text takes, and how it is broken into lines.

The reader's font is not known, so widths are estimated, rather too wide than too narrow.
"""

from __future__ import annotations

from functools import lru_cache

ELLIPSIS = "…"
#: The least width that a chart is made for, in pixels: a phone of 320 pixels less its margins.
NARROWEST = 288
#: The size of type in pixels, as the style sheet has it.
SIZE = 13
#: Widths in hundredths of the size of type, as in a wide font.
_USUAL = 62
_WIDTHS = {
    **dict.fromkeys("ijl.,:;'|! \u00a0", 33),
    **dict.fromkeys("frt()[]/-I", 42),
    **dict.fromkeys("mwMW%@—…", 97),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZÅÄÖ&+−=", 75),
}
#: How much wider bold type is, in percent of the plain.
_BOLD = 112


@lru_cache(maxsize=4096)
def width(text: str, *, bold: bool = False) -> int:
    """Give about how many pixels wide a text is."""
    plain = sum(_WIDTHS.get(character, _USUAL) for character in text) * SIZE
    return plain * (_BOLD if bold else 100) // 10_000 + 1


def wrapped(text: str, room: int, most: int = 2, *, bold: bool = False) -> list[str]:
    """Break a text into lines of at most `room` pixels; what `most` lines cannot hold ends with an ellipsis."""
    words = text.split()
    lines = [""]
    for number, word in enumerate(words):
        longer = f"{lines[-1]} {word}".lstrip()
        if width(longer, bold=bold) <= room:
            lines[-1] = longer
        elif len(lines) < most:
            lines += [""] if lines[-1] else []
            lines[-1] = shortened(word, room, bold=bold)
        else:
            lines[-1] = shortened(" ".join([longer, *words[number + 1 :]]), room, bold=bold)
            break
    return lines


def shortened(text: str, room: int, *, bold: bool = False) -> str:
    """Give as much of a text as there is room for, with an ellipsis when something is left out."""
    if width(text, bold=bold) <= room:
        return text
    kept = text
    while kept and width(kept + ELLIPSIS, bold=bold) > room:
        kept = kept[:-1]
    return kept.rstrip(" ,;:–-(") + ELLIPSIS
