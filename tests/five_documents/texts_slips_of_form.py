"""Slips of a plan's form: what a template leaves, and sections that are missing, empty, renamed or out of order."""

from __future__ import annotations

import re
from random import Random

from five_documents.texts_corpus import Texts
from five_documents.texts_mutations import Kind, Mutation, replaced

COVER = (
    "beslutande instans", "datum för beslut", "diarienummer", "gäller för", "giltighetstid", "revideras senast",
    "dokumentansvarig",
)  # fmt: skip
HEADING = r"^## (?P<title>.+?) \{: (?P<attributes>#(?P<id>[\w-]+)[^}\n]*)\}$"
SUBHEADING = r"^### (?P<title>.+)$"
EXPECTED = ("Beskrivning av åtgärd", "Möjligheter", "Risker", "Ekonomisk effekt", "Uppföljning")
RESIDUE = (
    "Här skriver du vilka möjligheter åtgärden ger.", "Här skriver du en kortfattad sammanfattning.",
    "Här beskriver du åtgärden.", "Fel! Bokmärket är inte definierat.", "Fel! Hittar inte referenskälla.",
    "Error! Bookmark not defined.", "Effekten är XX kr.", "Ansvarig: XX.", "Beslutad ÅÅÅÅ-MM-DD.", "Klar ÅÅÅÅ-MM-DD.",
    "Åtgärden ger xx tkr per år.", "Besparingen är XXX tkr.", "Följs upp den XX/XX.", "Gäller från och med 20XX.",
    "Lorem ipsum dolor sit amet.", "Klicka här för att ange text.", "Klicka eller tryck här för att ange text.",
    "[Fyll i ansvarig]", "[skriv text]", "[Ange belopp]", "Skriv text här", "TODO: siffror", "Kostnaden minskar med X kr.",
)  # fmt: skip
MISNAMED = (
    "plan.txt", "Plan.md", "plan.MD", "handlingsplan.md", "text.md", "plan.markdown", "plan.md.md", "plan .md", "plan-1.md",
    "uppfoljning/plan.md",
)  # fmt: skip
NOTHING = ("", "", "-\n", "…\n", "<!-- skrivs senare -->\n", "**\n")


def facts(rng: Random, texts: Texts) -> tuple[str, str]:
    """Give a plan.yml."""
    return rng.choice([(path, text) for path, text in texts.files.items() if path.endswith("/plan.yml")])


def text_of(rng: Random, texts: Texts) -> tuple[str, str]:
    """Give a plan.md."""
    return rng.choice([(path, text) for path, text in texts.files.items() if path.endswith("/plan.md")])


def placeholder(rng: Random, texts: Texts) -> Mutation:
    """The form's placeholder in a field of the cover."""
    path, text = facts(rng, texts)
    key = rng.choice(COVER)
    left = rng.choice(
        ["ÅÅÅÅ-MM-DD", "ÅÅÅ-MM-DD"] if key in ("datum för beslut", "revideras senast") else ["XX", "XXX"]
    )
    without = re.sub(rf"^{key}: .*\n", "", text, flags=re.MULTILINE)
    return Mutation({path: without.replace("\nåtgärder:", f"\n{key}: {left}\nåtgärder:")}, about=(f"«{key}»",))


def no_text(rng: Random, texts: Texts) -> Mutation:
    """A plan without its text, whose text has another name or folder, or a plan of another year with facts only."""
    path, text = text_of(rng, texts)
    facts_path = path.replace(".md", ".yml")
    plan = texts.files[facts_path]
    way, about = rng.random(), ("har ingen text",)
    if way < 0.2:
        return Mutation({path: None, facts_path: plan}, about=about)
    if way < 0.5:
        other = path.replace("plan.md", rng.choice(MISNAMED))
        return Mutation({path: None, facts_path: plan, other: text}, about=about)
    municipality, year, unit = re.fullmatch(r"plans/([^/]+)/(\d+)/([^/]+)/plan\.md", path).groups()  # type: ignore[union-attr]
    later = int(year) + rng.choice([-2, -1, 1, 2, 3])
    facts_only = plan.partition("åtgärder:\n")[0] + "åtgärder:\n  - id: ny\n    namn: Ny åtgärd\n"
    return Mutation({f"plans/{municipality}/{later}/{unit}/plan.yml": facts_only}, about=about)


def sections(text: str) -> list[re.Match[str]]:
    """Give the headings of actions' sections, and what is below them."""
    return list(re.finditer(HEADING + r"\n(?P<body>(?:(?!## ).*(?:\n|\Z))*)", text, re.MULTILINE))


def parts(text: str) -> list[re.Match[str]]:
    """Give the subsections that the template expects."""
    found = re.finditer(SUBHEADING + r"\n(?P<body>(?:(?!##).*(?:\n|\Z))*)", text, re.MULTILINE)
    return [each for each in found if each["title"] in EXPECTED]


def no_section(rng: Random, texts: Texts) -> Mutation | None:
    """An action's section left out, or with its id lost or misspelt; or a new action that nobody has written about."""
    path, text = text_of(rng, texts)
    if rng.random() < 0.3:
        return new_action(rng, path.replace(".md", ".yml"), texts)
    known = [each for each in sections(text) if ".fri" not in each["attributes"] and "data-galler" not in each[0]]
    if not known:
        return None
    section = rng.choice(known)
    if rng.random() < 0.5:
        return Mutation({path: replaced(text, *section.span(), "")}, about=(f"«{section['title']}»",))
    title = section["title"]
    heading = rng.choice([f"## {title}", f"## {title} {{: .fri }}", f"## {title} {{: #{section['id']}s }}"])
    return Mutation({path: text.replace(section[0].split("\n")[0], heading)}, about=(f"«{title}»",))


def new_action(rng: Random, path: str, texts: Texts) -> Mutation | None:
    """An action in plan.yml that the text does not have."""
    name = rng.choice(["Samordnad upphandling", "Färre inhyrda", "Gemensam bilpool", "Digital tillsyn nattetid"])
    text = texts.files[path].replace("\nåtgärder:\n", f"\nåtgärder:\n  - id: ny\n    namn: {name}\n", 1)
    return Mutation({path: text}, about=(f"«{name}»",))


def no_subsection(rng: Random, texts: Texts) -> Mutation | None:
    """A subsection of the template left out, renamed, or one level too deep."""
    path, text = text_of(rng, texts)
    if "Ekonomisk handlingsplan" not in texts.files[path.replace(".md", ".yml")] or not parts(text):
        return None
    part = rng.choice(parts(text))
    others = ["Chanser", "Faror", "Effekt", "Hur det följs upp", "Om åtgärden", "Konsekvenser"]
    new = rng.choice(
        ["", f"### {rng.choice(others)}\n{part['body']}", f"#{part[0]}", f"**{part['title']}**\n{part['body']}"]
    )
    return Mutation({path: replaced(text, *part.span(), new)}, about=(f"«{part['title']}»",))


def misnamed(rng: Random, name: str) -> str:
    """Give a name with a letter lost or doubled, a word lost, exchanged or added."""
    words = name.split()
    index = rng.randrange(len(words))
    word = words[index]
    letter = rng.randrange(len(word))
    other = rng.choice(["Minskad", "Nya", "Översyn av", "Ökad"])
    changed = [
        word[:letter] + word[letter + 1 :],
        word[:letter] + word[letter] + word[letter:],
        f"{other} {word.lower()}",
    ]
    words[index] = rng.choice([*changed, "", other] if len(words) > 1 else changed)
    return " ".join(each for each in words if each)


def renamed(rng: Random, texts: Texts) -> Mutation | None:
    """A heading that is changed, and not the action's name, or the other way round."""
    path, text = text_of(rng, texts)
    known = [each for each in sections(text) if ".fri" not in each["attributes"]]
    if not known:
        return None
    section = rng.choice(known)
    name = misnamed(rng, section["title"])
    if not name or name.casefold() == section["title"].casefold():
        return None
    if rng.random() < 0.5:
        return Mutation({path: replaced(text, *section.span("title"), name)})
    facts_path = path.replace(".md", ".yml")
    changed = texts.files[facts_path].replace(f"namn: {section['title']}\n", f"namn: {name}\n")
    return Mutation({facts_path: changed}, about=(f"«{name}»",))


def residue(rng: Random, texts: Texts) -> Mutation:
    """What the template left, in a paragraph of its own, or after a sentence."""
    path, text = text_of(rng, texts)
    place = rng.choice(list(re.finditer(r"(?<=[.a-zåäö])\n\n(?=[A-ZÅÄÖ#])", text)))
    left = rng.choice(RESIDUE)
    return Mutation({path: replaced(text, *place.span(), rng.choice([f"\n\n{left}\n\n", f"\n{left}\n\n"]))})


def empty_summary(rng: Random, texts: Texts) -> Mutation:
    """A summary of which only the heading is left, or a macro, a dash or a comment."""
    path, text = text_of(rng, texts)
    body = re.search(r"(?<=^## Sammanfattning\n)(?:(?!##).*(?:\n|\Z))*", text, re.MULTILINE)
    assert body
    left = rng.choice([*NOTHING, "{{ åtgärdstabell() }}\n", "{{ räcker_det() }}\n", "### Inledning\n\n"])
    return Mutation({path: replaced(text, *body.span(), f"\n{left}\n")}, about=("sammanfattningen",))


def empty_section(rng: Random, texts: Texts) -> Mutation | None:
    """A heading below which nothing is left, or only a dash or a comment."""
    path, text = text_of(rng, texts)
    found = re.finditer(r"^###? .+\n(?P<body>(?:(?!#).*(?:\n|\Z))*)(?=## |### |\Z)", text, re.MULTILINE)
    known = [each for each in found if "Sammanfattning" not in each[0] and each["body"].strip()]
    section = rng.choice(
        [each for each in known if not text[each.end() :].startswith("###") or each[0].startswith("###")]
    )
    title = re.sub(r"^#+ | \{:.*", "", section[0].split("\n")[0])
    return Mutation(
        {path: replaced(text, *section.span("body"), f"\n{rng.choice(NOTHING)}\n")}, about=(f"«{title}»",)
    )


def out_of_order(rng: Random, texts: Texts) -> Mutation | None:
    """Two sections, or two subsections of one, that have changed places."""
    path, text = text_of(rng, texts)
    known = [each for each in sections(text) if ".fri" not in each["attributes"]]
    if rng.random() < 0.5 and known:
        section = rng.choice(known)
        inside = [each for each in parts(text) if section.start() < each.start() < section.end()]
    else:
        inside = known
    if len(inside) < 2:
        return None
    one, other = sorted(rng.sample(inside, 2), key=lambda each: each.start())
    between = text[one.end() : other.start()]
    swapped = (
        text[: one.start()] + f"{other[0].rstrip()}\n\n" + between + f"{one[0].rstrip()}\n\n" + text[other.end() :]
    )
    return Mutation({path: swapped})


KINDS: tuple[tuple[Kind, set[str]], ...] = (
    (placeholder, {"platshållare"}),
    (no_text, {"saknad-text"}),
    (no_section, {"saknat-avsnitt", "okänd-åtgärd"}),
    (no_subsection, {"saknat-underavsnitt"}),
    (renamed, {"rubrik-skiljer"}),
    (residue, {"mallrest"}),
    (empty_summary, {"tom-sammanfattning"}),
    (empty_section, {"tomt-avsnitt"}),
    (out_of_order, {"avsnittsordning"}),
)
