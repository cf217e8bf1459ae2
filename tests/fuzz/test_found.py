"""What fuzzing has found, each as the least input that shows it."""

import pytest
from fuzz_targets import TARGETS, descriptor, export, markdown, repack, yaml

from handlingsplan.importing.sheet import RefusedError
from handlingsplan.importing.workbooks import read_workbook
from handlingsplan.model.dataset import Descriptor
from handlingsplan.reading.decoding import decode
from handlingsplan.reading.validation import read_model
from handlingsplan.text.places import Place, error


def test_a_pair_that_lacks_its_second_part_is_told() -> None:
    text = "titel: T\nkolumner:\n  a: text\n  b:\n    enhet: tkr\n    differens: [c]\n"
    _, _, problems = read_model(Descriptor, "f.yml", text)
    assert any(each.place.line == 6 for each in problems)
    descriptor(text.encode() + b"\0a;b\n")


def test_a_message_shows_what_a_terminal_would_obey() -> None:
    problem = error("fel-värde", Place("f.yml"), "«a\tb\x1b[2J\u202ec»")
    assert problem.message == "«a b\ufffd[2J\ufffdc»"


def test_tabs_and_controls_in_headings_and_cells_are_told_visibly() -> None:
    markdown(b"## 1. Sam\tman\n")
    yaml(b"\0a\tb: 1\n")
    export(b"Projekt;Utfall;Budget;Avvikelse\n1001 A;-119\x13;1;2\n")


def test_a_fault_after_a_byte_order_mark_is_at_its_place() -> None:
    for number in range(4):
        _, problems = decode("f.yml", b"\xef\xbb\xbf" + "å".encode() * number + b"\xe5 ")
        assert [each.place.column for each in problems] == [number + 1]


def test_a_value_that_is_left_out_at_the_end_is_at_the_last_line() -> None:
    _, _, problems = read_model(Descriptor, "f.yml", "titel: T\nkolumner:\n  ?")
    assert {each.place for each in problems if "«»" in each.message} == {Place("f.yml", 3, 4)}
    descriptor(b"titel: T\nkolumner:\n  ?")


@pytest.mark.parametrize("reference", [b"zzz9999999", b"A99999999", b"AAAA1", b"1A"])
def test_a_cell_whose_reference_is_none_is_refused(reference: bytes) -> None:
    """The library that reads the values makes room for all cells up to the last, as far away as it says that it is."""
    data = TARGETS["xlsx"].seeds()[0]
    for part in range(12):
        changed = repack(data, lambda each: each.replace(b' r="B2"', b' r="' + reference + b'"'), part)
        if changed != repack(data, lambda each: each, part):
            with pytest.raises(RefusedError, match="filen är trasig"):
                read_workbook("f.xlsx", changed, None)
            return
    pytest.fail("the seed has no cell B2")
