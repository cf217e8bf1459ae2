"""The JSON Schemas: in step with the model, complete, in Swedish, and of the same opinion as the reader."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from handlingsplan.documents.schemas import KINDS, SHORTHANDS, json_schema, schema_files, write_schemas
from handlingsplan.model.base import Model
from handlingsplan.reading.folders import FileKind, FileName, read_path
from handlingsplan.reading.validation import read_model
from handlingsplan.reading.yaml_tree import read_yaml
from handlingsplan.text.vocabulary import VOCABULARY

ROOT = Path(__file__).parent.parent


class Yaml12(yaml.SafeLoader):
    """What an editor reads: YAML 1.2, where numbers, true, false and null are no text but dates and ja are."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own attribute


for tag, pattern in {
    "null": r"~|null|",
    "bool": r"true|false",
    "int": r"[-+]?[0-9]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)",
}.items():
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), None)
Yaml12.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node)))
Yaml12.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(loader.construct_scalar(node)))


def typed(text: str) -> Any:
    """Read as an editor does. A key is always a string in JSON."""

    def with_text_keys(tree: Any) -> Any:
        if isinstance(tree, dict):
            return {str(key): with_text_keys(value) for key, value in tree.items()}
        return [with_text_keys(value) for value in tree] if isinstance(tree, list) else tree

    return with_text_keys(yaml.load(text, Loader=Yaml12))  # noqa: S506 - a safe loader


def faults(name: str, tree: Any) -> list[str]:
    """Give what a schema finds wrong."""
    validator = jsonschema.Draft202012Validator(json_schema(name))
    return [fault.message for fault in validator.iter_errors(tree)]


#: Files as staff write them: every key at least once, with the shorthands and the empty lines of templates.
ACCEPTED = {
    "organisation: whole": """
formatversion: 1
namn: Alingsås kommun
effekt i år räknas: halva månader
brytdag: 15
minsta grupp: 5
uppföljningsperioder:
  - till och med: 30 april
    typ: tertial
    lämnas senast: 15 maj
    från år: 2024
    till år: "2026"
  - {till och med: 31 mars}
nämnder:
  - id: von
    namn: Vård- och omsorgsnämnden
    förkortning: VON
    förvaltning: Vård- och omsorgsförvaltningen
    sammanträden:
      - 2025-03-17
      - 2025-04-28
    avdelningar:
      - id: personlig-assistans
        namn: Personlig assistans och stöd
        enheter:
          - id: 81511
            namn: Ansvar 81511
            beskrivning: Personlig assistans
          - {id: "81516", namn: 81516}
""",
    "organisation: least": """
formatversion: 1
namn: Huddinge
effekt i år räknas:
brytdag:
nämnder:
""",
    "plan: whole": """
titel: Handlingsplan ansvar 81516
typ av styrdokument: Ekonomisk handlingsplan
status: utkast
beslutande instans: Vård- och omsorgsnämnden
datum för beslut: ÅÅÅÅ-MM-DD
diarienummer: 2025.019
gäller för: XX
giltighetstid: 2025
revideras senast: 2026-01-31
dokumentansvarig: Enhetschef
beslut:
  - datum: 2025-03-06
    instans: Vård- och omsorgsnämnden
    paragraf: 12
    typ: återremitterad
    diarienummer: 2025.019 VON
    kommentar: Kompletteras
    version: 2e22e42
  - {datum: 2025-04-03, typ: antagen, paragraf: § 20, avslutar: [2024-11-19 § 70, 2025-01-13]}
  - datum: 2025-05-12
    typ: uppdrag
    återrapportering: löpande
    återrapporteras senast: 2025-12-15
utgångsläge:
  budget: 41,6 mkr
  prognos: 43 mkr
  underskott:
  kommentar: Enligt delår
åtgärdskrav: 1,4 mkr
nyckeltal:
  - id: utforandegrad
    namn: Utförandegrad
    mål: 70 %
    riktning: öka
    data: nyckeltal-2023
  - {id: avvikelser, namn: Avvikelser, mål: 5}
samverkan: {datum: 2025-02-01, kommentar: Utan anmärkning}
riskbedömning:
  datum:
  kommentar:
åtgärder:
  - id: timvikarier
    namn: Fler timvikarier
    beskrivning: Kort
    startdatum: 2025-01-01
    effektstart: 2025-02-01
    slutdatum: 2025-12-31
    varaktighet: tillfällig
    ansvarig roll: Enhetschef
    effekt i år:
      värde: ca 350 000 kr
      lydelse: 350000
    helårseffekt: 300–400 tkr
    omställningskostnad: 1 mkr
    status: pågår
  - id: 168
    namn: 168
    startdatum:
    helårseffekt:
    ej beräknad:
    beräkning: 42 medarbetare × 4 timmar
    varaktighet:
    status:
risker:
  - id: rekrytering
    namn: Det går inte att anställa
    åtgärd: timvikarier
    beskrivning: Få söker
    ansvarig roll: Enhetschef
  - {id: 170, namn: Hög belastning}
uppgivna summor:
  effekt i år: 781 tkr
  helårseffekt: {värde: 1 297 tkr}
avstämning:
  - anmärkning: platshållare
    gäller: giltighetstid
    läge: öppen
    ansvarig roll: Enhetschef
  - {anmärkning: datum-saknas, läge: förklarad, förklaring: Okänt}
""",
    "plan: a block for the savings requirement": """
åtgärdskrav:
  värde: 1,4 mkr
  beskrivning: Beslutat i budgeten
""",
    "plan: a template that nobody has filled in": """
titel:
status:
datum för beslut:
beslut:
utgångsläge:
åtgärdskrav:
nyckeltal:
åtgärder:
avstämning:
""",
    "uppfoljning: whole": """
typ: månad
lämnad: 2025-04-10
lämnad av: Enhetschef
kommentar: Vi ligger efter.
åtgärder:
  - åtgärd: timvikarier
    status: pågår
    bedömning: gul
    genomförandegrad: 50 %
    effekt hittills: 80 tkr
    prognos i år: {värde: 300–400 tkr, lydelse: ca 350}
    slutdatum: 2025-12-31
    kommentar:
  - {åtgärd: 168, status: klar}
risker:
  - risk: rekrytering
    utfall: delvis inträffad
    kommentar: Få sökande
""",
    "rapport: whole": """
titel: Handlingsplan personlig assistans
typ: tjänsteskrivelse
instans: Vård- och omsorgsnämnden
datum: 2023-03-06
period: 2023-03-31
diarienummer: 2023.045
handläggare: Avdelningschef
enheter: [hemtjanst, 81516]
undertecknare:
  - {namn: Anna Andersson, roll: Förvaltningschef}
  - namn: Bo Berg
    roll:
beslut:
  - {datum: 2023-02-07, typ: uppdrag}
återrapporterar: [2021-12-17 § 84]
avstämning:
""",
    "datamangd: whole": """
titel: Projektutfall 2023
källa: Hypergene
urval: "Konto: Resultat"
uttagsdatum: 2024-03-04
tecken: resultat
nyckel: projekt
personbunden: ja
personbunden förklaring: Redan publicerad
publicering: begränsad
sammanslagen publicering: publik
sammanslagen per: projekt
kommentar:
kolumner:
  projekt: text
  2023: tkr
  utfall:
    enhet: procent
    decimaler: 1
    rubrik: 2024
  avvikelse: {enhet: tkr, differens: [utfall, 2023]}
uppgivet:
  - rad: Alla projekt
    summa: ja
    värden: {2023: "0,0", utfall: 12}
  - {rad: 51319}
avstämning:
  - {anmärkning: uppgiven-summa-skiljer, läge: förklarad, förklaring: Avrundning}
""",
    "datamangd: a selection": """
titel: Urval
nyckel: [projekt, period]
urval ur: [projektutfall-2023, 2024]
rader: [51309, "51313"]
""",
}

#: One mistake in each file.
REFUSED = {
    "organisation: no format version": "namn: Alingsås kommun\n",
    "organisation: empty format version": "formatversion:\nnamn: Alingsås kommun\n",
    "organisation: unknown rule": "formatversion: 1\nnamn: A\neffekt i år räknas: kvartal\n",
    "organisation: id with capitals": "formatversion: 1\nnamn: A\nnämnder:\n  - {id: VON, namn: N}\n",
    "plan: unknown key": "titl: Handlingsplan\n",
    "plan: key in English": "title: Handlingsplan\n",
    "plan: unknown key in an action": "åtgärder:\n  - {id: a, namn: A, startdag: 2025-01-01}\n",
    "plan: unknown key in an effect": "åtgärder:\n  - {id: a, namn: A, helårseffekt: {belopp: 1 kr}}\n",
    "plan: action without a name": "åtgärder:\n  - id: a\n",
    "plan: action with an empty name": "åtgärder:\n  - id: a\n    namn:\n",
    "plan: action without anything": "åtgärder:\n  -\n",
    "plan: unknown status": "status: klar\n",
    "plan: actions as fields": "åtgärder:\n  a: b\n",
    "plan: title as a list": "titel: [a]\n",
    "plan: date in another form": "åtgärder:\n  - {id: a, namn: A, startdatum: 1/1 2025}\n",
    "plan: amount without a unit": "åtgärdskrav: 100000\n",
    "plan: version that is no commit": "beslut:\n  - {datum: 2025-01-01, typ: antagen, version: andra}\n",
    "uppfoljning: date, which is the file's name": "datum: 2025-03-31\n",
    "uppfoljning: unknown assessment": "åtgärder:\n  - {åtgärd: a, bedömning: orange}\n",
    "uppfoljning: unknown outcome of a risk": "risker:\n  - {risk: a, utfall: kanske}\n",
    "uppfoljning: action without id": "åtgärder:\n  - status: klar\n",
    "rapport: no title": "typ: åtgärdsplan\n",
    "rapport: unknown kind": "titel: A\ntyp: rapport\n",
    "datamangd: unknown unit": "titel: A\nkolumner: {a: kronor}\n",
    "datamangd: column without a unit": "titel: A\nkolumner: {a: {decimaler: 1}}\n",
    "datamangd: difference of three": "titel: A\nkolumner: {a: {enhet: kr, differens: [a, b, c]}}\n",
    "datamangd: unknown audience": "titel: A\npublicering: alla\n",
    "datamangd: yes in another way": "titel: A\npersonbunden: true\n",
}


def test_schemas_are_in_step_with_the_model() -> None:
    """When this fails: run `handlingsplan schemas` and commit schemas/."""
    written = {f"schemas/{path.name}": path.read_text(encoding="utf-8") for path in (ROOT / "schemas").iterdir()}
    assert written == schema_files()


def test_writing_schemas_twice_gives_the_same_files(tmp_path: Path) -> None:
    paths = write_schemas(tmp_path)
    first = {path: (tmp_path / path).read_bytes() for path in paths}
    assert write_schemas(tmp_path) == paths
    assert {path: (tmp_path / path).read_bytes() for path in paths} == first
    for content in first.values():
        assert content.endswith(b"}\n")
        assert b"\r" not in content
        assert b"\\u" not in content


@pytest.mark.parametrize("name", KINDS)
def test_a_schema_is_itself_valid(name: str) -> None:
    schema = json_schema(name)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("case", ACCEPTED)
def test_schema_and_reader_accept_what_staff_write(case: str) -> None:
    name, text = case.split(":", maxsplit=1)[0], ACCEPTED[case]
    tree, _, problems = read_yaml("fil.yml", text)
    assert problems == []
    assert faults(name, tree) == []
    assert faults(name, typed(text)) == []
    model, _, problems = read_model(KINDS[name][0], "fil.yml", text)
    assert problems == []
    assert model is not None


@pytest.mark.parametrize("case", REFUSED)
def test_schema_and_reader_refuse_the_same_mistakes(case: str) -> None:
    name, text = case.split(":", maxsplit=1)[0], REFUSED[case]
    assert faults(name, typed(text))
    assert read_model(KINDS[name][0], "fil.yml", text)[2]


def test_the_examples_know_every_key() -> None:
    """So that a new field cannot be forgotten here."""
    examples = "".join(ACCEPTED.values())
    keys = {key for name in KINDS for each in _objects(json_schema(name)) for key in each.get("properties", {})}
    assert [key for key in keys if not re.search(rf"\b{key}:", examples)] == []


@pytest.mark.parametrize("name", KINDS)
def test_every_object_is_closed_and_every_property_explained(name: str) -> None:
    schema = json_schema(name)
    explanations = {term.explanation for term in VOCABULARY.values()}
    for each in _objects(schema):
        assert "properties" not in each or each["additionalProperties"] is False
        for key, value in each.get("properties", {}).items():
            assert value["title"] == key[0].upper() + key[1:]
            assert value["description"].endswith(".")
            # What is no explanation of the vocabulary is written out beside the schemas.
            assert value["description"] in explanations or key in ("enhet", "åtgärd", "anmärkning")
            if "default" in value:
                local = {**value, "$defs": schema["$defs"]}
                jsonschema.Draft202012Validator(local).validate(value["default"])


def test_names_of_definitions_are_ascii_and_docstrings_stay_in_the_code() -> None:
    for name, (kind, _, _) in KINDS.items():
        schema = json_schema(name)
        assert all(key.isascii() and key.isidentifier() for key in schema["$defs"])
        text = json.dumps(schema, ensure_ascii=False)
        for model in (kind, *Model.__subclasses__()):
            assert (model.__doc__ or "").splitlines()[0] not in text


def test_every_model_that_may_stand_on_one_line_is_a_shorthand() -> None:
    assert {kind.__name__ for kind in Model.__subclasses__() if "_from_line" in vars(kind)} == set(SHORTHANDS)


#: A path of every kind of YAML file, and the schema that an editor should hold it against.
PATHS = {
    "plans/alingsas/organisation.yml": "organisation",
    "plans/alingsas/2025/81516/plan.yml": "plan",
    "plans/alingsas/2025/81516/uppfoljning/2025-03-31.yml": "uppfoljning",
    "plans/alingsas/2025/rapporter/mars/rapport.yml": "rapport",
    "data/alingsas/utfall.yml": "datamangd",
    "data/alingsas/2025/utfall.yml": "datamangd",
}


@pytest.mark.parametrize("path", PATHS)
def test_the_editor_holds_every_kind_of_file_against_its_schema(path: str) -> None:
    wired = _settings("settings.json")["yaml.schemas"]
    found = [schema for schema, glob in wired.items() if _matches(glob, path)]
    assert found == [f"./schemas/{PATHS[path]}.schema.json"]
    assert all((ROOT / schema).is_file() for schema in wired)


def test_every_kind_of_yaml_file_has_a_path_above() -> None:
    kinds = {found.kind for path in PATHS if isinstance(found := read_path(path), FileName)}
    assert kinds == {kind for kind in FileKind if kind.value.endswith("yml")}


def test_the_editor_saves_as_the_reader_wants_it() -> None:
    settings = _settings("settings.json")
    assert settings["files.encoding"] == "utf8"
    assert settings["files.trimTrailingWhitespace"] is True
    assert _settings("extensions.json")["recommendations"] == ["redhat.vscode-yaml"]


def _settings(name: str) -> Any:
    return json.loads((ROOT / ".vscode" / name).read_text(encoding="utf-8"))


def _matches(glob: str, path: str) -> bool:
    pattern = re.escape(glob).replace(r"\*\*/", "(?:.*/)?").replace(r"\*", "[^/]*")
    return re.fullmatch(pattern, path) is not None


def _objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Give every schema inside a schema."""
    if isinstance(schema, dict):
        yield schema
        for key, value in schema.items():
            # The names under these are the file's own words.
            children = value.values() if key in ("properties", "$defs") else [value]
            for child in children:
                yield from _objects(child)
    elif isinstance(schema, list):
        for each in schema:
            yield from _objects(each)
