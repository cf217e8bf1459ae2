"""What is accepted without a word, and that places stay those of the editor."""

import unicodedata
from collections.abc import Callable

import pytest
from memory import PLAN, TEXT, read_files

from handlingsplan.reading.yaml_tree import read_yaml

FACTS = """\
titel: Handlingsplan för åtgärder
åtgärder:
  - id: timvikarier
    namn: Fler timvikarier på sjukhemmet
    startdatm: 2025-01-01
    ansvarig roll: "Områdeschef på hälso- och sjukvård" # §
    effekt i år: {värde: 629 tkr, lydelse: överskott, å: x}
"""
LINES = [
    f"{PLAN}:5:5: okänt fält «startdatm» – menade du «startdatum»?",
    f"{PLAN}:7:18: effekt i år: okänt fält «å» i effekten; fälten är värde och lydelse",
]
DESCRIPTOR = "titel: Utfall\nkolumner:\n  område: text\n  värde på året: tkr\n  år: tkr\n"
TABLE = "område;värde på året;år\nÖster på ö;1;1\nÄngen på ås;2;två komma\n"


def _same(text: str) -> bytes:
    return text.encode()


def _bom(text: str) -> bytes:
    return text.encode("utf-8-sig")


def _crlf(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def _cr(text: str) -> bytes:
    return text.replace("\n", "\r").encode()


def _nfd(text: str) -> bytes:
    return unicodedata.normalize("NFD", text).encode()


WAYS = [_same, _bom, _crlf, _cr]


@pytest.mark.parametrize("way", WAYS)
def test_places_of_facts(way: Callable[[str], bytes]) -> None:
    """Byte-order mark and line ends move nothing."""
    assert read_files({PLAN: way(FACTS)})[1] == LINES


@pytest.mark.parametrize("way", WAYS)
def test_places_of_data(way: Callable[[str], bytes]) -> None:
    """The same in CSV."""
    files = {"data/storby/x.yml": way(DESCRIPTOR), "data/storby/x.csv": way(TABLE)}
    (line,) = read_files(files)[1]
    assert line.startswith("data/storby/x.csv:3:15: år: okänd enhet «komma» i «två komma»; skriv till exempel ")


def test_places_in_decomposed_files() -> None:
    """In a decomposed file, columns count the characters that the file has; keys and values are composed."""
    facts = "åtgärder:\n  - {id: apt, namn: Möten på ö, status: klr}\n"
    files = {"data/storby/x.yml": _nfd(DESCRIPTOR), "data/storby/x.csv": _nfd(TABLE), PLAN: _nfd(facts)}
    archive, found = read_files(files)
    row = unicodedata.normalize("NFD", "Ängen på ås;2;")
    assert found[0].startswith(f"data/storby/x.csv:3:{len(row) + 1}: år: ")
    start = unicodedata.normalize("NFD", "  - {id: apt, namn: Möten på ö, status: ")
    assert found[1].startswith(f"{PLAN}:2:{len(start) + 1}: status: «klr» ska vara planerad")
    dataset = archive.municipalities[0].datasets["x"].dataset
    assert [row.key for row in dataset.rows] == ["Öster på ö", "Ängen på ås"]


def test_the_same_plan_however_it_is_written() -> None:
    """Every way gives the same model."""
    facts = FACTS.replace("startdatm", "startdatum").replace(", å: x", "")
    text = "## Sammanfattning\n\nFler på ö.\n"
    plans = []
    for way in [*WAYS, _nfd]:
        archive, lines = read_files({PLAN: way(facts), TEXT: way(text)})
        assert lines == []
        (plan,) = archive.plans()
        plans.append((plan.plan, plan.narrative))
    assert all(plan == plans[0] for plan in plans)


@pytest.mark.parametrize(
    "written",
    ["on", "off", "yes", "no", "y", "n", "Yes", "true", "False", "012", "0o17", "0x1F", "0b1", "22:22", "1:30:00",
     "1e3", "1_000", ".inf", ".nan", "1.0", "+1", "-1", "2025-01-01", "2025-01-01 10:00:00", "=", "<<", "Null",
     "NULL", "None", "0", "5", "'~'", "'null'", '"null"'],
)  # fmt: skip
def test_scalars_are_text(written: str) -> None:
    """YAML 1.1 makes booleans, octals, sexagesimals, dates and floats of these; here they are what they look like."""
    data, _, problems = read_yaml("x.yml", f"värde: {written}\n{written}: nyckel\n")
    text = written.strip("'\"")
    assert (data, problems) == ({"värde": text, text: "nyckel"}, [])


@pytest.mark.parametrize("written", ["", "~", "null", "# inget"])
def test_absent_scalars(written: str) -> None:
    """A key without a value has none."""
    assert read_yaml("x.yml", f"värde: {written}\n")[0] == {"värde": None}


def test_booleans_are_words_in_texts() -> None:
    """A unit may be called On, and a plan may be for 012."""
    archive, lines = read_files({PLAN: "titel: on\ndiarienummer: 012\ngäller för: 22:22\ngiltighetstid: 1e3\n"})
    (plan,) = archive.plans()
    assert lines == []
    assert (plan.plan.title, plan.plan.case_number, plan.plan.applies_to, plan.plan.validity) == (
        "on", "012", "22:22", "1e3",
    )  # fmt: skip


def test_a_small_plan_has_defaults() -> None:
    """Municipality, year, unit and title come from the folder and the organisation."""
    archive, lines = read_files({PLAN: "status: utkast\n"})
    (plan,) = archive.plans()
    assert lines == []
    assert (plan.municipality, plan.year, plan.unit) == ("storby", 2025, "81516")
    assert plan.title == "Handlingsplan Ansvar 81516"
    assert plan.address == "storby/2025/81516/"
    assert plan.placement.committee.name == "Vård- och omsorgsnämnden"


def test_aliases_are_values() -> None:
    """A reference to what was written before is allowed, within bounds."""
    data, _, problems = read_yaml("x.yml", "a: &roll Enhetschef\nb: *roll\nc: [*roll, *roll]\n")
    assert (data, problems) == ({"a": "Enhetschef", "b": "Enhetschef", "c": ["Enhetschef"] * 2}, [])
