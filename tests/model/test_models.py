"""What holds for every model: frozen, in the vocabulary, and with sensible defaults."""

from collections.abc import Iterator

import pytest
from pydantic import ValidationError

from handlingsplan.model.archive import Archive, Municipality
from handlingsplan.model.base import Model, Placeholder, is_placeholder
from handlingsplan.model.organisation import Organisation
from handlingsplan.model.plan import Action, Duration, Plan
from handlingsplan.model.report import Report
from handlingsplan.text.vocabulary import VOCABULARY, explanation


def _models(kind: type[Model] = Model) -> Iterator[type[Model]]:
    for each in kind.__subclasses__():
        yield each
        yield from _models(each)


@pytest.mark.parametrize("kind", list(_models()), ids=lambda kind: kind.__name__)
def test_every_field_is_in_the_vocabulary(kind: type[Model]) -> None:
    """A field has a Swedish key and an explanation, and no key is used twice in one model."""
    names = list(kind.model_fields)
    assert all(explanation(name) for name in names)
    assert len(kind.keys()) == len(names)
    assert kind.model_config["frozen"]
    assert kind.model_config["extra"] == "forbid"


def test_every_term_is_explained() -> None:
    """An explanation is a sentence."""
    for term in VOCABULARY.values():
        assert term.explanation[0].isupper()
        assert term.explanation.endswith(".")


def test_empty_means_absent() -> None:
    """A key without a value is as if it were not there."""
    assert Plan.model_validate({"titel": None, "diarienummer": "", "åtgärder": None}) == Plan()


def test_values_are_frozen() -> None:
    """Nothing changes a plan that has been read."""
    with pytest.raises(ValidationError):
        Plan().title = "Handlingsplan"  # type: ignore[misc]


@pytest.mark.parametrize("text", ["XX", "XXX", "ÅÅÅÅ-MM-DD", "ÅÅÅ-MM-DD", "ÅÅ-M-D", "?", "???", "...", "…", " XX "])
def test_placeholders(text: str) -> None:
    """What a form leaves to be filled in, also misspelt as in real plans."""
    assert is_placeholder(text)
    assert isinstance(Plan.model_validate({"giltighetstid": text}).validity, Placeholder)


@pytest.mark.parametrize("text", ["2025", "X", "XXL-tröjor", "ÅÅÅÅ", "till ÅÅÅÅ-MM-DD", ""])
def test_no_placeholders(text: str) -> None:
    """Words are words."""
    assert not is_placeholder(text)


def test_an_action_by_default() -> None:
    """Its effect starts when it starts, for good."""
    action = Action.model_validate({"id": "apt", "namn": "Möten", "startdatum": "2025-02-01"})
    assert action.starts == action.start_date
    assert action.duration is Duration.PERMANENT
    assert not action.is_quantified


def test_the_full_effect_comes_from_the_calculation() -> None:
    """Unless one is stated."""
    given = {"id": "apt", "namn": "Möten", "beräkning": "42 medarbetare × 4 timmar"}
    assert str(Action.model_validate(given).full_effect) == "168\u00a0timmar"
    stated = Action.model_validate({**given, "helårseffekt": "160 timmar"})
    assert str(stated.full_effect) == "160\u00a0timmar"


def test_looking_up() -> None:
    """Plans, units and follow-ups are found by their ids, or not at all."""
    organisation = Organisation.model_validate({"formatversion": "1", "namn": "Storby"})
    municipality = Municipality("storby", organisation, None)  # type: ignore[arg-type]
    assert organisation.placement("81516") is None
    assert municipality.plan(2025, "81516") is None
    assert municipality.years() == []
    assert list(Archive((municipality,)).plans()) == list(Archive((municipality,)).reports()) == []
    assert Plan().action("apt") is None
    assert Report.model_validate({"titel": "Rapport"}).kind == "tjänsteskrivelse"
