"""Swedish words as the text checks compare them: stems, stop words, months and numbers in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from handlingsplan.text.dates import MONTHS

WORD = re.compile(r"[A-Za-zÅÄÖÉÜåäöéü]+(?:-[A-Za-zÅÄÖÉÜåäöéü]+)*")
_ENDINGS = (
    "arnas", "ernas", "ornas", "arna", "erna", "orna", "ens", "ets", "ades", "ade", "ande", "ad", "at",
    "ar", "er", "or", "en", "et", "na", "an", "as", "es", "a", "e", "n", "t", "s",
)  # fmt: skip
_SHORTEST_STEM = 3
#: Short forms that stand before a year or after a day: `feb. 2023`.
MONTH_NUMBERS = {
    **{name: number for number, name in enumerate(MONTHS, 1)},
    **{name[:3]: number for number, name in enumerate(MONTHS, 1)},
    "sept": 9,
}
NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        ("två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"), start=2
    )
} | {"en": 1, "ett": 1}
#: «4,2 mkr i åtgärdskrav»: the noun that follows.
_AFTER = re.compile(r"\s+i\s+([a-zåäö]{4,})", re.IGNORECASE)
_STOP_WORDS = """
    första andra tredje fjärde sista
    alla allt andra att av avser bara beräknad beräknade beräknas blev bli blir blivit borde budgeterad
    budgeterat båda både ca cirka dag dagar dagen de dels dem den denna dess dessa det detta dock drygt där
    därav därmed då efter eftersom ej eller en enl enligt ett exakt fick finns flera fram framför från få
    får fått för före föregående förgående förra förväntas ge genom ger gick gäller går gör göra ha had hade
    han har hela helt hos hur högre högst höjs i idag in inklusive innan inom inte ju kan knappt kommer
    kostar kr kring kronor kunna kvar kvartal kvartalet ligga ligger lika lite lägre man med medan mellan
    men mer miljon miljoner mindre minskade minskar minskat minst mkr mnkr mot motsvarande motsvarar mycket
    månad månaden månader ned ner nivå nivån nu när nära närmare nästan något och också om omkring per
    perioden procent prognostiseras på ram redan redovisas runt räknas samma sammanlagt sammantaget samt
    sedan sig sin sina sitt ska skall skulle som står större summa sätts till tillsammans tim timmar timme
    tkr total totala totalt tusen typ under understiga understiger unge ungefär upp uppgick uppgå uppgår
    uppnå uppnår uppskattad uppskattas uppskattning ur ut utan utav utfallet var vara varav varit varje vars
    vecka veckan veckor vid vilka vilken vilket vill visade visar värde ännu är även år åren året årets års
    åt ökade ökar ökat över överstiga överstiger övrigt
    hamnade hamnar landade landar låg noterades sjunker sjönk stannade stannar uppmättes utgjorde utgör
"""
#: Words that say nothing of what a number is about.
_STOP = frozenset(_STOP_WORDS.split()) | frozenset(MONTH_NUMBERS)


@lru_cache(maxsize=16_384)  # a text has few words that no other text has
def stem(word: str) -> str:
    """Give a word without its endings, the same for all its forms: åtgärdskravet, åtgärdskraven."""
    bare = word.casefold()
    shortened = True
    while shortened:
        shortened = False
        for ending in _ENDINGS:
            if bare.endswith(ending) and len(bare) - len(ending) >= _SHORTEST_STEM:
                bare, shortened = bare[: -len(ending)], True
                break
    return bare


def words(text: str) -> Iterator[str]:
    """Give the words of a text, in lower case."""
    for match in WORD.finditer(text):
        yield match.group().casefold()


def says_something(word: str) -> bool:
    """Whether a word tells what a sentence is about."""
    return len(word) > _SHORTEST_STEM - 1 and word not in _STOP


def stems(text: str) -> list[str]:
    """Give the stems of the words that tell what a text is about, in order."""
    return [stem(word) for word in words(text) if says_something(word)]


def all_stems(text: str) -> list[str]:
    """Give the stems of every word of a text, in order."""
    return [stem(word) for word in words(text)]


def heads(text: str) -> list[str]:
    """Give the words of a text that say what it is about, in order."""
    return [word for word in words(text) if says_something(word)]


def last_head(text: str) -> str:
    """Give the last of them; nothing where a text has none."""
    found: list[str] = WORD.findall(text)
    return next((word for each in reversed(found) if says_something(word := each.casefold())), "")


def head_after(text: str) -> str:
    """Give the noun of «i åtgärdskrav» when a text begins so."""
    match = _AFTER.match(text)
    word = match[1].casefold() if match else ""
    return (
        word if word.endswith(("krav", "budget", "grad", "underskott", "överskott", "besparing", "övertid")) else ""
    )
