"""Bad input: one clear line for each fault, naming sheet and cell, and nothing written."""

from __future__ import annotations

import datetime
import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from annexes import ANNEXES
from made import HEADER, ROWS, TABLE, TITLE, Rows, csv_file, imported, snapshot, xlsx_file
from openpyxl import load_workbook

from handlingsplan.importing import packages, source
from handlingsplan.importing.packages import BROKEN

SAVE_AS = "spara arbetsboken som .xlsx i Excel"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DAY = datetime.datetime(2025, 3, 31)  # noqa: DTZ001 - a workbook's dates have no time zone


def with_row(*cells: object) -> Rows:
    return [*TABLE, list(cells)]


def refused(file: Path, root: Path, **options: str) -> list[str]:
    """Import what is to be refused, and see that nothing is written."""
    root.mkdir(exist_ok=True)
    before = snapshot(root)
    result = imported(file, root, **options)
    assert snapshot(root) == before
    assert result.problems
    assert result.changes == []
    return result.problems


CASES: dict[str, tuple[Rows, list[str]]] = {
    "text where a number should be": (
        with_row("51308 x", "5,0", "okänt", "-5,0"),
        ["C6: «okänt» är text; här ska det stå ett tal"],
    ),
    "all faults of the sheet": (
        [*TABLE, ["", "1,0"], ["51307 y", "fyra", "-", "2025-01-31"]],
        [
            "A6: raden saknar namn (benämning)",
            "A7: «51307» finns redan på rad 5; varje rad ska ha sin egen kod",
            "B7: «fyra» är text; här ska det stå ett tal",
            "C7: «-» kan betyda noll eller inget alls; skriv 0, eller lämna cellen tom",
            "D7: cellen är ett datum (2025-01-31); här ska det stå ett tal",
        ],
    ),
    "a missing column": (
        [TITLE, ["", "Budget 2025", "Prognos 2025"], ["Alla projekt", "1,0", "2,0"]],
        ["A2: kolumnen «Utfall» saknas i rubriken på rad 2"],
    ),
    "no heading": (
        [TITLE, ["Personal", "1,0"]],
        ["A1: bladet har ingen rubrikrad med Budget och Utfall; är det rätt blad?"],
    ),
    "nothing at all": ([], ["A1: bladet har ingen rubrikrad med Budget och Utfall; är det rätt blad?"]),
    "two headings": (
        [*TABLE, HEADER, ["51308 x", "1,0", "1,0", "0,0"]],
        ["B6: här är en rubrikrad till, utöver rad 2; behåll en tabell"],
    ),
    "two headings, one below the other": (
        [TITLE, HEADER, HEADER, *ROWS],
        ["B3: här är en rubrikrad till, utöver rad 2; behåll en tabell"],
    ),
    "a column twice": (
        [TITLE, ["", "Budget 2025", "Utfall 2025", "Utfall 2025"], *ROWS],
        ["D2: kolumnen heter «Utfall 2025», precis som kolumnen i C2"],
    ),
    "a column without a heading": (
        [TITLE, HEADER, *ROWS[:-1], [*ROWS[-1], "1,0"]],
        ["E5: kolumnen har värden men ingen rubrik"],
    ),
    "no rows": ([TITLE, HEADER], ["A3: tabellen har inga rader"]),
    "a total but no rows": ([TITLE, HEADER, ROWS[0]], ["A3: tabellen har inga rader"]),
    "two totals": ([*TABLE, ["Summa", "1,0"]], ["A6: här är en summarad till, utöver rad 3; behåll en tabell"]),
    "a share among amounts": (
        with_row("51308 x", "3,5 %"),
        ["B6: cellen är en procentsats; kolumnen «Budget 2025» har belopp"],
    ),
    "öre": (
        with_row("51308 x", "3,12345"),
        ["B6: beloppet har ören: 5 decimaler i tkr; visa färre decimaler"],
    ),
    "an amount beyond all reason": (
        with_row("51308 x", "99999999999999"),
        ["B6: «99 999 999 999 999» är orimligt stort; kontrollera siffrorna och enheten"],
    ),
    "a date typed as a number": (
        with_row("51308 x", "20250331"),
        ["B6: 20250331 ser ut som datumet 2025-03-31 skrivet som tal; här ska det stå ett belopp"],
    ),
    "a number that can be two": (
        [["", "Budget 2025", "Utfall 2025"], ["51308 x", "1.239", "7"]],
        ["B2: «1.239» kan betyda 1 239 eller 1,239; inget annat tal i bladet visar vilket"],
    ),
    "a personal identity number": (
        with_row("51308 850102-1234", "1,0"),
        ["A6: namnet har något som ser ut som ett personnummer; ta bort det ur exporten"],
    ),
    "a personal identity number with a space": (
        with_row("Anna 811218 9876", "1,0"),
        ["A6: namnet har något som ser ut som ett personnummer; ta bort det ur exporten"],
    ),
    "a personal identity number for a figure": (
        with_row("51308 x", "om 811218–9876"),
        ["B6: «om 811218–****» är text; här ska det stå ett tal"],
    ),
    "a name that is a formula": (
        with_row("=HYPERLINK(1)", "1,0"),
        ["A6: namnet börjar med = och skulle bli en formel när tabellen öppnas; ta bort tecknet"],
    ),
    "a character that is not seen": (
        with_row("51308 x\u2028y\ue000", "1,0"),
        ["A6: namnet har ett otillåtet tecken U+E000, som inte syns; ta bort det"],
    ),
    "a day of extraction that is none": (
        [["Uttagsdatum", "31 mars"], *TABLE],
        ["A1: uttagsdatumet går inte att läsa; skriv det så här: 2025-01-31"],
    ),
}


@pytest.mark.parametrize(("rows", "problems"), CASES.values(), ids=CASES)
@pytest.mark.parametrize(("write", "where"), [(csv_file, "utfall.csv:"), (xlsx_file, "utfall.xlsx:Blad1!")])
def test_a_fault_is_told_with_its_cell(
    rows: Rows, problems: list[str], write: Callable[..., Path], where: str, tmp_path: Path
) -> None:
    if write is xlsx_file and any(str(cell).startswith("=") for row in rows for cell in row):
        problems = ["A6: cellen har en formel som inte är uträknad; öppna filen i Excel, spara den och försök igen"]
    assert refused(write(tmp_path, rows), tmp_path / "root") == [where + each for each in problems]


@pytest.mark.parametrize("value", ["#SAKNAS!", "#N/A", "#REFERENS!", "#DIVISION/0!", "#DIV/0!", "#VÄRDEFEL!", "####"])
def test_an_error_value_in_a_csv_file(value: str, tmp_path: Path) -> None:
    said = f"cellen har felvärdet {value}; rätta det i källan"
    rows = [TITLE, ["", "Budget 2025", "Utfall 2025"], [value, value, "1,0"]]
    assert refused(csv_file(tmp_path, rows), tmp_path / "root") == [
        f"utfall.csv:{cell}: {said}" for cell in ("A3", "B3")
    ]


def test_error_values_and_dates_in_a_workbook(tmp_path: Path) -> None:
    """An error value is an empty text to the library that reads the values; here it must be seen."""
    path = xlsx_file(tmp_path, with_row("51308 x", "=1/0", DAY, True))
    workbook = load_workbook(path)
    sheet = workbook["Blad1"]
    sheet["B6"].value, sheet["B6"].data_type = "#N/A", "e"
    sheet["A7"], sheet["B7"] = DAY, datetime.time(12, 30)
    sheet["C7"].value, sheet["C7"].data_type = "#REF!", "e"
    workbook.save(path)
    assert refused(path, tmp_path / "root") == [
        "utfall.xlsx:Blad1!B6: cellen har felvärdet #N/A; rätta det i källan",
        "utfall.xlsx:Blad1!C6: cellen är ett datum (2025-03-31); här ska det stå ett tal",
        "utfall.xlsx:Blad1!D6: «SANT» är text; här ska det stå ett tal",
        "utfall.xlsx:Blad1!A7: cellen är ett datum (2025-03-31); här ska det stå ett namn",
        "utfall.xlsx:Blad1!B7: cellen är ett datum (12:30:00); här ska det stå ett tal",
        "utfall.xlsx:Blad1!C7: cellen har felvärdet #REF!; rätta det i källan",
    ]


def test_a_day_of_extraction_typed_as_a_number(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [["Uttagsdatum:", 45747], *TABLE])
    said = "uttagsdatumet är skrivet som talet 45747, alltså 2025-03-31; visa cellen som datum"
    assert refused(path, tmp_path / "root") == [f"utfall.xlsx:Blad1!A1: {said}"]


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        (DAY, "rubriken är ett datum (2025-03-31); skriv den som text"),
        (17, "rubriken är ett tal; skriv den som text"),
    ],
)
def test_a_heading_that_is_no_text(heading: object, said: str, tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [TITLE, HEADER, ["", "", "", "", heading], *ROWS])
    assert refused(path, tmp_path / "root") == [f"utfall.xlsx:Blad1!E3: {said}"]


def test_a_formula_without_its_value(tmp_path: Path) -> None:
    said = "cellen har en formel som inte är uträknad; öppna filen i Excel, spara den och försök igen"
    path = xlsx_file(tmp_path, with_row("51308 x", "=1+1"))
    assert refused(path, tmp_path / "root") == [f"utfall.xlsx:Blad1!B6: {said}"]


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (None, "arbetsboken har 2 blad; välj ett med --sheet: «Bilaga 3» och «Om rapporten»"),
        ("Bilaga", "bladet «Bilaga» finns inte – menade du «Bilaga 3»?"),
        ("Xyz", "bladet «Xyz» finns inte; bladen är «Bilaga 3» och «Om rapporten»"),
    ],
)
def test_a_sheet_that_is_not_there(sheet: str | None, said: str, tmp_path: Path) -> None:
    assert refused(ANNEXES[2].path, tmp_path, **({"sheet": sheet} if sheet else {})) == [f"bilaga-3.xlsx: {said}"]


def test_a_wrong_sheet(tmp_path: Path) -> None:
    said = "bladet har ingen rubrikrad med Budget och Utfall; är det rätt blad?"
    problems = refused(ANNEXES[2].path, tmp_path, sheet="Om rapporten")
    assert problems == [f"bilaga-3.xlsx:Om rapporten!A1: {said}"]


def test_hidden_sheets_are_passed_over(tmp_path: Path) -> None:
    workbook = load_workbook(ANNEXES[2].path)
    workbook["Om rapporten"].sheet_state = "hidden"
    workbook.save(tmp_path / "en.xlsx")
    assert imported(tmp_path / "en.xlsx", tmp_path / "root").problems == []
    workbook.create_sheet("Två")
    workbook["Bilaga 3"].sheet_state = workbook["Två"].sheet_state = "hidden"
    workbook.create_chartsheet("Diagram")
    workbook.active = 3
    workbook.save(tmp_path / "noll.xlsx")
    assert refused(tmp_path / "noll.xlsx", tmp_path / "annan")


def test_a_csv_file_has_no_sheets(tmp_path: Path) -> None:
    said = ["utfall.csv: en CSV-fil har inga blad; ta bort --sheet"]
    assert refused(csv_file(tmp_path), tmp_path / "root", sheet="Blad1") == said


def test_too_many_columns(tmp_path: Path) -> None:
    rows = [["", *(f"Utfall {number}" for number in range(200))]]
    said = "tabellen har fler än 100 kolumner; exportera färre"
    assert refused(xlsx_file(tmp_path, rows), tmp_path / "root") == [f"utfall.xlsx:Blad1!CW1: {said}"]


# Files that are no plain workbook


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as zipped:
        for name, data in parts.items():
            zipped.writestr(name, data)
    return target.getvalue()


def parts_of(path: Path = ANNEXES[0].path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


SHEET = "xl/worksheets/sheet1.xml"


def lying() -> bytes:
    """A package whose directory states a smaller size than its sheet has."""
    data = bytearray(packed(parts_of()))
    entry = data.rindex(SHEET.encode()) - 46
    assert data[entry : entry + 4] == b"PK\x01\x02"
    struct.pack_into("<I", data, entry + 24, 100)
    return bytes(data)


FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "macros by name": (
        "utfall.xlsm",
        lambda: packed(parts_of()),
        "filen är i formatet .xlsm, som kan ha makron; spara arbetsboken som .xlsx i Excel",
    ),
    "macros inside": (
        "utfall.xlsx",
        lambda: packed({**parts_of(), "xl/vbaProject.bin": OLE}),
        f"arbetsboken har makron; {SAVE_AS} (utan makron)",
    ),
    "a password": (
        "utfall.xlsx",
        lambda: OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(500),
        f"arbetsboken är skyddad med lösenord; ta bort lösenordet och {SAVE_AS}",
    ),
    "xls": ("utfall.xls", lambda: OLE + bytes(1000), f"filen är i det äldre formatet .xls; {SAVE_AS}"),
    "xlsb": (
        "utfall.xlsb",
        lambda: packed({"xl/workbook.bin": b""}),
        f"filen är i formatet .xlsb; {SAVE_AS}",
    ),
    "another zip": (
        "utfall.xlsx",
        lambda: packed({"content.xml": b"<x/>"}),
        f"filen är ingen arbetsbok i formatet .xlsx; {SAVE_AS}",
    ),
    "another file": ("utfall.pdf", lambda: b"%PDF-1.7", f"filen är ingen arbetsbok i formatet .xlsx; {SAVE_AS}"),
    "an empty file": ("utfall.xlsx", lambda: b"", f"filen är ingen arbetsbok i formatet .xlsx; {SAVE_AS}"),
    "half a file": ("utfall.xlsx", lambda: packed(parts_of())[:3000], BROKEN),
    "only the beginning of a zip": ("utfall.xlsx", lambda: b"PK\x03\x04", BROKEN),
    "a zip bomb": (
        "utfall.xlsx",
        lambda: packed({**parts_of(), "xl/media/bomb.xml": bytes(3_000_000)}),
        "arbetsboken packas upp till orimligt mycket data och läses inte; exportera den på nytt",
    ),
    "too many parts": (
        "utfall.xlsx",
        lambda: packed({**parts_of(), **{f"xl/{number}.xml": b"" for number in range(2_001)}}),
        "arbetsboken packas upp till orimligt mycket data och läses inte; exportera den på nytt",
    ),
    "a sheet that says less than it unpacks to": ("utfall.xlsx", lying, BROKEN),
    "XML that ends early": ("utfall.xlsx", lambda: packed({**parts_of(), SHEET: b"<worksheet><sheetData>"}), BROKEN),
    "entities": (
        "utfall.xlsx",
        lambda: packed({**parts_of(), SHEET: b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>'}),
        BROKEN,
    ),
    "a text that is not among the shared ones": (
        "utfall.xlsx",
        lambda: packed({**parts_of(), SHEET: parts_of()[SHEET].replace(b'<c r="A5"', b'<c r="ZZZZ"')}),
        "",
    ),
    "a workbook called CSV": (
        "utfall.csv",
        lambda: packed(parts_of()),
        "filen heter CSV men är en arbetsbok; ge den rätt namn",
    ),
    "bytes called CSV": (
        "utfall.csv",
        lambda: bytes(range(256)),
        "filen är ingen textfil; exportera den som CSV UTF-8",
    ),
    "quotes that do not match": (
        "utfall.csv",
        lambda: b';Budget;Utfall\n"51307;1;2\n',
        "citattecknen går inte ihop (rad 2); exportera filen på nytt",
    ),
}


def large_sheet() -> bytes:
    """A workbook with 200 000 rows, put together by hand: openpyxl takes half a minute for it."""
    cells = '<c r="A{0}" t="inlineStr"><is><t>{0} x</t></is></c><c r="B{0}"><v>1.5</v></c><c r="C{0}"><v>2.5</v></c>'
    rows = "".join(f'<row r="{row}">{cells.format(row)}</row>' for row in range(1, 200_001))
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'
    return packed({**parts_of(), SHEET: sheet.encode()})


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_200_000_rows(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"stor.{ending}"
    if ending == "csv":
        path.write_text("".join([";Budget 2025;Utfall 2025\n", *(f"{row} x;1,5;2,5\n" for row in range(200_000))]))
    else:
        path.write_bytes(large_sheet())
    where = "stor.csv:C20001" if ending == "csv" else "stor.xlsx:Utfall!A20001"
    said = "tabellen har fler än 20\u00a0000 rader; exportera ett mindre urval"
    assert refused(path, tmp_path / "root") == [f"{where}: {said}"]


@pytest.mark.parametrize(("name", "make", "said"), FILES.values(), ids=FILES)
def test_a_file_that_is_not_read(name: str, make: Callable[[], bytes], said: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    problems = refused(path, tmp_path / "root")
    assert len(problems) == 1
    assert problems[0].startswith(f"{name}:")
    assert problems[0].endswith(said)


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_FILE_BYTES", 1000)
    assert refused(ANNEXES[0].path, tmp_path / "root") == ["bilaga-1.xlsx: filen är 0,0 MB; högst 0 MB läses"]
    monkeypatch.undo()
    monkeypatch.setattr(packages, "MAX_UNPACKED", 1000)
    assert "orimligt mycket data" in refused(ANNEXES[0].path, tmp_path / "root")[0]
