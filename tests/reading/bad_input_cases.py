"""Reads the cases of bad_input/: small trees as text, each with the lines that it must give.

A case is a text file. What stands before the first `---` line says what it shows. Then come files:

    --- plans/storby/2025/81516/plan.yml
    titel: Handlingsplan
    --- expected
    plans/storby/2025/81516/plan.yml:1:1: …

Words after a bar change how a file is written: `| latin-1` (or another encoding), `| nfd` (decomposed
å, ä, ö), `| crlf`, `| escapes` (`\\x00`, `\\t`), `| repeat 100000` (the text that often), `| link <target>`
(a link; `{outside}` is a folder beside the repository), `| absent` (one of the default files is left out).
The municipality is always storby, so that many cases can stand in one tree, each under a name of its own.
"""

import unicodedata
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "bad_input"
DEFAULTS = {
    "plans/storby/organisation.yml": (
        "formatversion: 1\n"
        "namn: Storbys kommun\n"
        "nämnder:\n"
        "  - id: von\n"
        "    namn: Vård- och omsorgsnämnden\n"
        "    avdelningar:\n"
        "      - id: assistans\n"
        "        namn: Personlig assistans\n"
        "        enheter:\n"
        '          - id: "81516"\n'
        "            namn: Ansvar 81516\n"
    ),
}


@dataclass(frozen=True)
class CaseFile:
    """One file of a case: its text and how it is to be written."""

    path: str
    text: str
    ways: tuple[str, ...]

    def write(self, root: Path, outside: Path) -> None:
        """Write the file below a folder."""
        target = root / self.path
        target.parent.mkdir(parents=True, exist_ok=True)
        link = next((way.removeprefix("link ") for way in self.ways if way.startswith("link ")), None)
        if link is not None:
            target.symlink_to(link.replace("{outside}", str(outside)))
        else:
            target.write_bytes(self.bytes())

    def bytes(self) -> bytes:
        """Give what the file holds."""
        text, encoding = self.text, "utf-8"
        for way in self.ways:
            word, _, number = way.partition(" ")
            if word == "repeat":
                text = text.rstrip("\n") * int(number)
            elif word == "escapes":
                text = text.encode("latin-1", "backslashreplace").decode("unicode_escape")
            elif word == "nfd":
                text = unicodedata.normalize("NFD", text)
            elif word == "crlf":
                text = text.replace("\n", "\r\n")
            else:
                encoding = word
        return text.encode(encoding)


@dataclass(frozen=True)
class Case:
    """A tree and the lines that reading it gives."""

    name: str
    files: tuple[CaseFile, ...]
    expected: tuple[str, ...]

    def write(self, root: Path, outside: Path) -> None:
        """Write the tree."""
        for file in self.files:
            if "absent" not in file.ways:
                file.write(root, outside)

    def renamed(self) -> "Case":
        """Give the same case in a municipality of its own."""
        files = (
            CaseFile(file.path.replace("storby", self.name), file.text.replace("storby", self.name), file.ways)
            for file in self.files
        )
        return Case(self.name, tuple(files), tuple(line.replace("storby", self.name) for line in self.expected))


def read_case(source: Path) -> Case:
    """Read a case from its text file; the default files that it does not give are added."""
    files: list[CaseFile] = []
    expected: tuple[str, ...] = ()
    for part in ("\n" + source.read_text("utf-8")).split("\n--- ")[1:]:
        head, _, text = part.partition("\n")
        name, *ways = (word.strip() for word in head.split("|"))
        if name == "expected":
            expected = tuple(line for line in text.split("\n") if line)
        else:
            files.append(CaseFile(name, text + "\n" if text else "", tuple(ways)))
    given = {file.path for file in files}
    defaults = [CaseFile(path, text, ()) for path, text in DEFAULTS.items() if path not in given]
    return Case(source.stem, (*defaults, *files), expected)


CASES = [read_case(path) for path in sorted(FOLDER.glob("*.txt"))]
