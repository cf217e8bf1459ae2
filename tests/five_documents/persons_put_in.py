"""Somebody put into the documents at random: a name, a telephone number, an address, a project beside its decision.

Names and telephone numbers are Faker's: the 500 commonest given names and surnames, as often as people have them. What
is put in stands in a true sentence, which says the same of a role and must be silent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from faker import Faker

from five_documents.texts_corpus import Texts
from five_documents.texts_mutations import Kind, Mutation
from handlingsplan.text.words import slug

SENTENCES = (
    "Frågor besvaras av {}.", "Kontakta gärna {} före den 1 mars.", "- Ansvarig för schemat: {}", "{} leder arbetet.",
    "Enligt {} räcker bemanningen.", "Vi har talat med {} om lokalerna.", "| Kontakt | {} |", "**{}** svarar på frågor.",
)  # fmt: skip
#: What is told or decided of one person, with the same said of nobody.
CIRCUMSTANCES = (
    ("Projekt {} har 140 beviljade timmar per vecka.", "Flera projekt har beviljade timmar per vecka."),
    ("| {} | 20 timmar per vecka |", "| Alla | 20 timmar per vecka |"),
    ("- Projekt {}: beslut om timmar väntas i mars", "- Flera projekt: beslut om timmar väntas i mars"),
    ("Brukaren i projekt {} tillhör personkrets 3.", "Flera brukare tillhör personkrets 3."),
    ("I {} behövs dubbelassistans.", "I flera projekt behövs dubbelassistans."),
    ("Brukaren i {} har fått diagnosen epilepsi.", "Flera brukare har fått diagnosen epilepsi."),
    ("Projekt {} upphör, för brukaren har avlidit.", "Ett projekt upphör, för brukaren har avlidit."),
)

#: The project that the documents tell of themselves: see 81511's plan.yml.
OWN = "51329"


def a_name(rng: Random, texts: Texts) -> Mutation | None:
    return put_in(rng, texts, rng.choice(SENTENCES), person(rng).name(), "enhetschefen")


def a_telephone_number(rng: Random, texts: Texts) -> Mutation | None:
    return put_in(rng, texts, rng.choice(SENTENCES), person(rng).phone_number(), "växeln")


def an_address(rng: Random, texts: Texts) -> Mutation | None:
    made = person(rng)
    local = f"{slug(made.first_name())}.{slug(made.last_name())}"
    return put_in(rng, texts, rng.choice(SENTENCES), f"{local}@storby.se", "registrator@storby.se")


def a_project(rng: Random, texts: Texts) -> Mutation | None:
    found = [code for path, text in texts.files.items() if "projektutfall" in path for code in _codes(path, text)]
    codes = [code for code in found if code != OWN]
    sentence, silent = rng.choice(CIRCUMSTANCES)
    return put_in(rng, texts, sentence, rng.choice(codes), silent=silent, within="plans/alingsas/")


def put_in(
    rng: Random,
    texts: Texts,
    sentence: str,
    somebody: str,
    nobody: str = "",
    silent: str = "",
    within: str = "plans/",
) -> Mutation | None:
    """Put a sentence between two paragraphs of a text: once of a role, and once of somebody."""
    texts_of = re.compile(rf"{within}.*/(?:plan|rapport)\.md")
    path = rng.choice([each for each in texts.files if texts_of.fullmatch(each)])
    paragraphs = re.split(r"\n{2,}", texts.files[path])
    place = rng.randrange(1, len(paragraphs) + 1)
    said = (silent or sentence.format(nobody), sentence.format(somebody))
    before, after = ("\n\n".join([*paragraphs[:place], each, *paragraphs[place:]]) for each in said)
    return Mutation({path: after}, {path: before}) if before != after else None


def person(rng: Random) -> Faker:
    made = Faker("sv_SE")
    made.seed_instance(rng.random())
    return made


def _codes(path: str, text: str) -> Sequence[str]:
    return re.findall(r"^(\d{5});", text, re.MULTILINE) if path.endswith(".csv") else ()


KINDS: tuple[tuple[Kind, set[str]], ...] = (
    (a_name, {"personnamn"}),
    (a_telephone_number, {"telefonnummer"}),
    (an_address, {"e-postadress"}),
    (a_project, {"projekt-och-person"}),
)
