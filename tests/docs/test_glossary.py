"""One Swedish word for one English word, in the model, the vocabulary and the glossary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from guide_text import DOCS, GuideTree

from handlingsplan.model.base import Model
from handlingsplan.site.environment import render_text
from handlingsplan.site.fragments import Fragments
from handlingsplan.site.publication import read_publication
from handlingsplan.text.vocabulary import VOCABULARY

#: Fields of a block that is no model of its own: an effect with the source's wording.
IN_BLOCKS = {"value", "wording"}


def models(kind: type[Model]) -> Iterator[type[Model]]:
    for each in kind.__subclasses__():
        if each.__module__.startswith("handlingsplan."):
            yield each
            yield from models(each)


FIELDS = {name for kind in models(Model) for name in kind.model_fields}


def test_every_field_of_the_model_is_in_the_vocabulary() -> None:
    assert sorted(FIELDS - set(VOCABULARY)) == []


def test_every_word_of_the_vocabulary_is_a_field_or_in_the_glossary() -> None:
    unused = {name for name, term in VOCABULARY.items() if not term.glossary} - FIELDS - IN_BLOCKS
    assert sorted(unused) == []


def test_a_swedish_word_is_one_english_word() -> None:
    """Singular and plural may be the same in Swedish: ett nyckeltal, flera nyckeltal."""
    english = defaultdict(list)
    for name, term in VOCABULARY.items():
        english[term.swedish].append(name)
    shared = {word: names for word, names in english.items() if len({name.removesuffix("s") for name in names}) > 1}
    assert shared == {}


def test_the_files_have_the_words_of_the_vocabulary() -> None:
    for kind in models(Model):
        assert {VOCABULARY[name].swedish: name for name in kind.model_fields} == kind.keys()


def test_every_word_has_an_explanation_that_is_a_sentence() -> None:
    wrong = [
        term.swedish
        for term in VOCABULARY.values()
        if not (term.explanation[:1].isupper() and term.explanation.endswith("."))
    ]
    assert wrong == []


def test_the_glossary_shows_every_term_with_its_explanation() -> None:
    library = read_publication(GuideTree(), date(2026, 4, 15)).library
    environment = library.environment
    context = replace(environment.context, library=replace(library, fragments=Fragments()))
    text, errors = render_text(environment, (DOCS / "ordlista.md").read_text(encoding="utf-8"), context)
    assert errors == []
    html = context.library.fragments.insert(text)
    terms = [term for term in VOCABULARY.values() if term.glossary]
    assert [each.swedish for each in terms if f">{each.swedish.capitalize()}</th>" not in html] == []
    assert [each.swedish for each in terms if each.explanation not in html] == []
