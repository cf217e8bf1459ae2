"""A new plan from the template, for a unit that the municipality knows."""

from __future__ import annotations

from dataclasses import dataclass

from handlingsplan.model.organisation import Organisation, Placement
from handlingsplan.reading.decoding import decode
from handlingsplan.reading.tree import Tree, UnreadableError
from handlingsplan.reading.validation import read_model
from handlingsplan.reading.versions import CURRENT_VERSION, format_version
from handlingsplan.reading.yaml_tree import Source
from handlingsplan.text.places import Place, Problem, error
from handlingsplan.text.vocabulary import swedish
from handlingsplan.text.words import suggestion

from .addresses import PlanAddress
from .drafts import Draft, filled, yaml_word


@dataclass(frozen=True, slots=True)
class Home:
    """Where a new plan belongs: its unit, and the version of the format its municipality writes."""

    placement: Placement
    version: int


def new_plan(tree: Tree, address: PlanAddress) -> tuple[Draft | None, list[Problem]]:
    """Give the draft of a plan from the template; none, and why, when there is no such unit."""
    home, problems = read_home(tree, address)
    if home is None:
        return None, problems
    if home.version != CURRENT_VERSION:
        message = f"mallen är skriven i formatversion {CURRENT_VERSION}, kommunens filer i {home.version}"
        return None, [error("formatversion", Place(address.organisation), message)]
    words = {"unit": home.placement.unit.name, "year": str(address.year)}
    files = {"plan.yml": filled("plan.yml", **words), "plan.md": filled("plan.md")}
    step = f"Fyll i {address.folder}/plan.yml och plan.md. Se vad som återstår med: handlingsplan check"
    return Draft(address.folder, files, step), []


def read_home(tree: Tree, address: PlanAddress) -> tuple[Home | None, list[Problem]]:
    """Find a plan's unit in its municipality's organisation.yml, or say what is missing there."""
    path = address.organisation
    if path not in tree.paths():
        return None, [no_municipality(tree, address.municipality)]
    try:
        data = tree.read(path)
    except UnreadableError as fault:
        return None, [error("oläsbar-fil", Place(path), str(fault))]
    version, problems = format_version(path, data)
    if problems:
        return None, problems
    organisation, source, problems = read_model(Organisation, path, decode(path, data)[0], version)
    if organisation is None:
        return None, problems
    placement = organisation.placement(address.unit)
    if placement is None:
        return None, [_no_unit(organisation, source, address)]
    return Home(placement, version), []


def no_municipality(tree: Tree, name: str) -> Problem:
    """Say that there is no such municipality, and how one is made."""
    known = [path.split("/")[1] for path in tree.paths() if path.endswith("/organisation.yml")]
    near = suggestion(name, known) or f"; skapa den med: handlingsplan new kommun {name} --name NAMN"
    return error("okänd-kommun", Place(f"plans/{name}/organisation.yml"), f"kommunen «{name}» finns inte{near}")


def _no_unit(organisation: Organisation, source: Source, address: PlanAddress) -> Problem:
    """Say that the unit is missing, with the line to add and where units stand in this file."""
    known = [each.unit.id for each in organisation.placements()]
    line = f"- {{{swedish('id')}: {yaml_word(address.unit)}, {swedish('name')}: Enhetens namn}}"
    near = suggestion(address.unit, known)
    message = (
        f"enheten «{address.unit}» finns inte{f'{near} En' if near else '; en'} ny enhet läggs till här, "
        f"under {swedish('units')}: {line}"
    )
    return error("okänd-enhet", _place_of_units(organisation, source), message)


def _place_of_units(organisation: Organisation, source: Source) -> Place:
    """Give the place of the first `enheter:`, else the nearest place that holds it."""
    number = next((number for number, each in enumerate(organisation.committees) if each.departments), 0)
    return source.key_place(swedish("committees"), number, swedish("departments"), 0, swedish("units"))
