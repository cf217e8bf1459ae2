"""What is fuzzed: a reader each, with its seeds and what must hold of whatever it is given.

A target takes bytes and raises AssertionError, or any exception that is not documented, when the reader is wrong.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import subprocess
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
from markdown import Markdown

from handlingsplan.importing.comma_separated import read_comma_separated
from handlingsplan.importing.exports import read_export
from handlingsplan.importing.kinds import KINDS
from handlingsplan.importing.sheet import RefusedError
from handlingsplan.importing.workbooks import read_workbook
from handlingsplan.model.base import Model
from handlingsplan.model.dataset import Descriptor
from handlingsplan.model.follow_up import FollowUp
from handlingsplan.model.organisation import Organisation
from handlingsplan.model.plan import Plan
from handlingsplan.model.report import Report
from handlingsplan.reading.decoding import decode
from handlingsplan.reading.narrative import read_narrative
from handlingsplan.reading.repeated import check_repeated
from handlingsplan.reading.stated import with_stated
from handlingsplan.reading.table import read_table
from handlingsplan.reading.tree import UnreadableError
from handlingsplan.reading.validation import read_model
from handlingsplan.reading.yaml_tree import Source
from handlingsplan.site.fragments import sanitise
from handlingsplan.sources.commits import read_commits
from handlingsplan.sources.git_command import GitError
from handlingsplan.sources.git_objects import GitObjects
from handlingsplan.sources.revision import Revision
from handlingsplan.text.places import Problem

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "reading" / "bad_input"
KINDS_OF_YAML: tuple[type[Model], ...] = (Plan, Organisation, FollowUp, Report, Descriptor)
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
ACTING = {
    "script",
    "style",
    "img",
    "svg",
    "math",
    "iframe",
    "object",
    "embed",
    "form",
    "input",
    "link",
    "meta",
    "base",
}
# How a browser finds the scheme of an address.
SCHEME = re.compile(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.-]*):")
Execution = Callable[[bytes], None]


@dataclass(frozen=True)
class Target:
    """A reader: its seeds, what runs one input, and how many executions the whole run has."""

    seeds: Callable[[], list[bytes]]
    opened: Callable[[], object]
    executions: int


def hold(problems: Iterable[Problem], sizes: dict[str, list[int]]) -> None:
    """Every problem has a place inside its file, and a message that a terminal shows as it is."""
    for problem in problems:
        lines = sizes.get(problem.place.path)
        assert lines is not None, f"no such file: {problem}"
        assert 1 <= problem.place.line <= len(lines), f"no such line: {problem!r}"
        assert 1 <= problem.place.column <= lines[problem.place.line - 1] + 1, f"no such column: {problem!r}"
        assert problem.message.strip(), "an empty message"
        _shown(str(problem))


def _shown(said: str) -> None:
    assert said.strip()
    assert not CONTROL.search(said), f"control characters in {said!r}"


def lines_of(data: bytes) -> list[int]:
    """Give the lengths of a file's lines, as an editor counts them."""
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return [len(line) for line in text.split("\n")]


def _read_yaml(kind: type[Model], data: bytes) -> list[Problem]:
    text, problems = decode("f.yml", data)
    if problems:
        return problems
    model, source, problems = read_model(kind, "f.yml", text)
    assert (model is None) or not problems
    return [*problems, *check_repeated(model, source)]


def yaml(data: bytes) -> None:
    """Read a file as the kind that its first byte chooses."""
    kind = KINDS_OF_YAML[data[0] % len(KINDS_OF_YAML)] if data else Plan
    found = _read_yaml(kind, data[1:])
    assert found == _read_yaml(kind, data[1:]), "read otherwise the second time"
    hold(found, {"f.yml": lines_of(data[1:])})


def markdown(data: bytes) -> None:
    """Read a plan's text: its sections are inside the file."""
    narrative, problems = read_narrative("f.md", data)
    assert (narrative, problems) == read_narrative("f.md", data), "read otherwise the second time"
    sizes = lines_of(data)
    hold(problems, {"f.md": sizes})
    for section in narrative.sections:
        assert 1 <= section.line <= section.body[0] <= section.body[1] + 1 <= len(sizes) + 1


class _Page(HTMLParser):
    """Looks at a page's HTML as a browser would; what could act is an assertion that fails."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ACTING, f"<{tag}> is left"
        for name, value in attrs:
            assert not name.startswith("on"), f"{name} is left"
            assert name not in ("style", "src", "srcset", "action", "formaction"), f"{name} is left"
            scheme = SCHEME.match(re.sub("[\t\r\n]", "", value or "")) if name == "href" else None
            assert not scheme or scheme[1].lower() in ("http", "https", "mailto"), f"a link to {value!r}"
            assert name != "id" or not (value or "").startswith("__"), "an id of the theme is left"


def page(data: bytes) -> None:
    """Read a plan's text and make a page of it: Markdown with the site's extensions, then sanitised."""
    narrative, problems = read_narrative("f.md", data)
    if problems:
        return
    html = sanitise(frame(narrative.text))
    parser = _Page()
    parser.feed(html)
    parser.close()
    assert sanitise(html) == html, "sanitised otherwise the second time"


def frame(text: str) -> str:
    """Make HTML of a text as MkDocs does."""
    extensions = ["admonition", "attr_list", "def_list", "footnotes", "tables", "toc", "fenced_code"]
    settings = {"tables": {"use_align_attribute": True}, "toc": {"permalink": True}}
    return Markdown(extensions=extensions, extension_configs=settings).convert(text)


@cache
def _descriptor(name: str) -> tuple[Descriptor, Source, bytes]:
    data = (ROOT / name).read_bytes()
    model, source, problems = read_model(Descriptor, "f.yml", data.decode())
    assert model is not None, problems
    return model, source, data


@cache
def _described() -> list[str]:
    tables = sorted((ROOT / "data").rglob("*.csv"))
    return [str(each.with_suffix(".yml").relative_to(ROOT)) for each in tables]


def table(data: bytes) -> None:
    """Read a table with the description that its first byte chooses."""
    names = _described()
    descriptor, source, described = _descriptor(names[data[0] % len(names)] if data else names[0])
    read, problems = read_table("f.csv", data[1:], "f", descriptor, source)
    assert (read, problems) == read_table("f.csv", data[1:], "f", descriptor, source), (
        "read otherwise the second time"
    )
    hold(problems, {"f.csv": lines_of(data[1:]), "f.yml": lines_of(described)})


def descriptor(data: bytes) -> None:
    """Read a description (until a zero byte) and the table that follows, with the totals that are stated."""
    described, _, rows = data.partition(b"\0")
    text, problems = decode("f.yml", described)
    sizes = {"f.yml": lines_of(described), "f.csv": lines_of(rows)}
    model, source, found = read_model(Descriptor, "f.yml", text)
    hold([*problems, *found], sizes)
    if model is None or problems or model.drawn_from:
        return
    dataset, found = read_table("f.csv", rows, "f", model, source)
    hold([*check_repeated(model, source), *found], sizes)
    hold(with_stated(_document(dataset, source))[1], sizes)


def _document(dataset: object, source: Source) -> object:
    from handlingsplan.model.archive import DatasetDocument  # noqa: PLC0415 - as the archive makes it

    return DatasetDocument(dataset, source)


def _export(read: Callable[[], object]) -> None:
    try:
        export, problems = read_export(read(), next(iter(KINDS.values())))
    except RefusedError as fault:
        _shown(fault.said("f"))
        return
    assert (export is None) == bool(problems)
    for problem in problems:
        _shown(str(problem))


def export(data: bytes) -> None:
    """Read a CSV file that is to be imported."""
    _export(lambda: read_comma_separated("f.csv", data))


def workbook(data: bytes) -> None:
    """Read a workbook. The mutated bytes are its file, or its parts packed anew with right checksums."""
    _export(lambda: read_workbook("f.xlsx", data, None))


class Repository:
    """A repository of loose objects, written as they are given, with the process that reads them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        subprocess.run(["git", "init", "--quiet", str(root)], check=True)
        self.objects = GitObjects(root)
        self.count = 0

    def store(self, kind: str, data: bytes) -> str:
        """Write an object, unchecked, and give its id."""
        whole = f"{kind} {len(data)}\0".encode() + data
        name = hashlib.sha1(whole).hexdigest()  # noqa: S324 - Git's own name of the object
        path = self.root / ".git" / "objects" / name[:2] / name[2:]
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(zlib.compress(whole, 1))
        return name

    def read(self, data: bytes) -> None:
        """Read a folder whose object is the data; every hundredth time also as a commit's object."""
        self.count += 1
        top = self.store("tree", b"40000 plans\0" + bytes.fromhex(self.store("tree", data)))
        with_limit = Revision(self.objects, top)
        try:
            for path in with_limit.paths():
                self._blob(with_limit, path)
        except GitError as fault:
            _shown(str(fault))
        if self.count % 100 == 0:
            self._log(data)

    def _blob(self, revision: Revision, path: str) -> None:
        try:
            revision.read(path)
        except UnreadableError as fault:
            _shown(str(fault))

    def _log(self, data: bytes) -> None:
        tree = self.store("tree", b"").encode()
        who = data.replace(b"\0", b" ")
        commit = self.store("commit", b"tree " + tree + b"\nauthor " + who + b"\ncommitter " + who + b"\n\n" + who)
        try:
            read_commits(self.root, commit, ())
        except GitError as fault:
            _shown(str(fault))


@contextmanager
def repository() -> Iterator[Execution]:
    """Open a repository for one run; its process has ended afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        made = Repository(Path(folder))
        yield made.read
        made.objects.close()
        assert made.objects._process.poll() is not None


@contextmanager
def _plain(run: Execution) -> Iterator[Execution]:
    yield run


def _files(folders: tuple[str, ...], ending: str) -> list[bytes]:
    files = (each for folder in folders for each in sorted((ROOT / folder).rglob(f"*{ending}")))
    return [each.read_bytes()[:6000] for each in files]


def _cases(ending: str) -> list[bytes]:
    """Give the files of bad_input/ with an ending."""
    found = []
    for case in sorted(CASES.glob("*.txt")):
        for part in case.read_text("utf-8").split("\n--- ")[1:]:
            head, _, body = part.partition("\n")
            if head.split(" |")[0].endswith(ending):
                found.append(body.encode()[:6000])
    return found


def _attacks() -> list[bytes]:
    """Give beginnings of what could act in a browser, for the changes to mix with texts."""
    return [
        b"<script>alert(1)</script>\n\n[a](javascript:alert(1)) <a href='data:text/html,x' onclick=x>b</a>\n",
        b"<svg><style><img src=x onerror=alert(1)></style></svg>\n\n![a](x){: onload=alert(1) style=x }\n",
        b"<div id='__drawer' markdown=1>*a*</div>\n\n<math><mtext></form><form><mglyph><style></math>\n",
        b'[a][b]\n\n[b]: java&#115;cript&colon;alert(1) "x"\n\n<http://a.example/?x=<b>>\n\n```html\n<b>\n```\n',
    ]


def _chosen(found: list[bytes]) -> list[bytes]:
    return [bytes([number % 251]) + each for number, each in enumerate(found)]


def _descriptor_seeds() -> list[bytes]:
    return [
        each.read_bytes() + b"\0" + each.with_suffix(".csv").read_bytes()[:1500]
        for each in sorted((ROOT / "data").rglob("*.yml"))
        if each.with_suffix(".csv").exists()
    ]


_ROWS = (
    ("Projekt", "Utfall", "Budget", "Avvikelse"),
    ("1001 Lön", "1 234", "-1 200", "34"),
    ("1002 Övrigt", 5.5, 7, -1.5),
    ("Summa", 1239.5, -1193, 32.5),
)


def _export_seeds() -> list[bytes]:
    target = io.StringIO()
    csv.writer(target, delimiter=";").writerows(_ROWS)
    text = target.getvalue()
    return [text.encode(), ("sep=,\n" + text).encode("utf-16"), text.encode("cp1252"), *_files(("data",), ".csv")]


def _workbook_seeds() -> list[bytes]:
    book = openpyxl.Workbook()
    for row in _ROWS:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    with zipfile.ZipFile(target) as packed:
        stored = io.BytesIO()
        with zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as plain:
            for name in packed.namelist():
                plain.writestr(name, packed.read(name))
    return [target.getvalue(), stored.getvalue()]


def repack(data: bytes, change: Callable[[bytes], bytes], chosen: int) -> bytes:
    """Change one part of a workbook and pack it with its right checksum, so that the change is read."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(target, "w") as changed:
        names = packed.namelist()
        for number, name in enumerate(names):
            part = packed.read(name)
            changed.writestr(name, change(part) if number == chosen % len(names) else part)
    return target.getvalue()


def _tree_seeds() -> list[bytes]:
    entry = b"100644 organisation.yml\0" + bytes(20)
    folder = b"40000 2025\0" + hashlib.sha1(b"tree 0\0").digest()  # noqa: S324
    link = b"120000 l\0" + bytes(range(20)) + b"160000 s\0" + bytes(20)
    who = b"Enhetschef <e@storby.example> 1735689600 +0100"
    return [entry + folder, folder + link, entry * 3, who, b"A <> 99999999999999999999 +9999", b"", b"100644"]


TARGETS = {
    "yaml": Target(
        lambda: _chosen(_files(("plans", "data"), ".yml") + _cases(".yml")), lambda: _plain(yaml), 1_000_000
    ),
    "markdown": Target(lambda: _files(("plans",), ".md") + _cases(".md"), lambda: _plain(markdown), 1_000_000),
    "page": Target(lambda: _files(("plans",), ".md") + _cases(".md") + _attacks(), lambda: _plain(page), 50_000),
    "csv": Target(lambda: _chosen(_files(("data",), ".csv") + _cases(".csv")), lambda: _plain(table), 1_000_000),
    "descriptor": Target(_descriptor_seeds, lambda: _plain(descriptor), 1_000_000),
    "export": Target(_export_seeds, lambda: _plain(export), 50_000),
    "xlsx": Target(_workbook_seeds, lambda: _plain(workbook), 50_000),
    "git": Target(_tree_seeds, repository, 50_000),
}
