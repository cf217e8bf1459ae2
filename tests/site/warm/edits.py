"""Edits of a small project at random, as people make them: texts, facts, data, follow-ups, units, files and commits."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from benchmarks.corpus import Size, corpus_files

#: Eight plans of two municipalities, with two datasets a year and a report.
SIZE = Size(plans=8, units=2, years=2)
_CONFIG = """site_name: Handlingsplaner
docs_dir: docs
strict: true
validation: {links: {not_found: warn, anchors: warn}}
not_in_nav: sida-*.md
nav:
  - Start: index.md
  - Planer: planer/index.md
  - Åtgärder: atgarder/index.md
  - Viktiga datum: viktiga-datum/index.md
  - Ändringar: andringar/index.md
  - Avstämning: avstamning/index.md
  - Data: data/index.md
  - Om: om.md
theme: {name: material, language: sv, font: false, custom_dir: CUSTOM}
plugins:
  - search: {lang: sv}
  - macros: {on_error_fail: true, on_undefined: strict}
  - handlingsplan: {today: !ENV [HANDLINGSPLAN_TODAY, ""], audience: AUDIENCE}
markdown_extensions: [admonition, attr_list, def_list, footnotes, {tables: {use_align_attribute: true}}, toc]
"""
_words = ("bemanning", "vikarier", "samordning", "schema", "inköp", "resor", "lokaler", "utbildning")
Edit = Callable[["Project", random.Random], None]
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Project:
    """A project in a folder."""

    root: Path

    def write(self, audience: str, theme: Path) -> None:
        """Write it all, and commit it."""
        for path, text in corpus_files(SIZE):
            self.file(path).parent.mkdir(parents=True, exist_ok=True)
            self.file(path).write_text(text, encoding="utf-8")
        config = _CONFIG.replace("CUSTOM", str(theme)).replace("AUDIENCE", audience)
        self.file("mkdocs.yml").write_text(config, encoding="utf-8")
        self.file("docs").mkdir()
        self.file("docs/index.md").write_text("# Hem\n\n{{ hur_det_går() }}\n\n{{ siffror() }}\n", encoding="utf-8")
        self.file("docs/om.md").write_text("# Om\n\n[Planer](planer/index.md)\n", encoding="utf-8")
        self.file(".gitignore").write_text(".cache/\n", encoding="utf-8")
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("add", ".")
        self.commit("Alla planer")

    def file(self, path: str) -> Path:
        """Give a file."""
        return self.root / path

    def all(self, pattern: str) -> list[Path]:
        """Give the files of a pattern, in order."""
        return sorted(self.root.glob(pattern))

    def git(self, *arguments: str) -> None:
        """Run Git."""
        who = ["-c", "user.name=Controller", "-c", "user.email=ekonomi@example.se"]
        subprocess.run(["git", *who, *arguments], cwd=self.root, check=True, capture_output=True)

    def commit(self, title: str) -> None:
        """Commit everything."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", title)


def _changed(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def _sentence(project: Project, draw: random.Random) -> None:
    path = draw.choice(project.all("plans/*/*/*/plan.md") + project.all("plans/*/*/rapporter/*/rapport.md"))
    _changed(path, lambda text: f"{text}\nArbetet med {draw.choice(_words)} och {draw.choice(_words)} går vidare.\n")


def _section(project: Project, draw: random.Random) -> None:
    path = draw.choice(project.all("plans/*/*/*/plan.md"))
    title = f"Mer om {draw.choice(_words)} {'abcdefghij'[next(_numbers) % 10]}"
    _changed(path, lambda text: f"## {title}\n\nHär står mer.\n\n{text}")


def _less(project: Project, draw: random.Random) -> None:
    path = draw.choice(project.all("plans/*/*/*/plan.md"))
    _changed(path, lambda text: re.sub(r"## Mer om .*?(?=\n## )", "", text, count=1, flags=re.DOTALL))


def _remark(project: Project, draw: random.Random) -> None:
    """Type a number that is not the plan's."""
    path = draw.choice(project.all("plans/*/*/*/plan.md"))
    _changed(path, lambda text: f"{text}\nÅtgärden ger {draw.randrange(1, 9)}{draw.randrange(10, 99)} tkr.\n")


def _macro(project: Project, draw: random.Random) -> None:
    path = draw.choice(project.all("plans/*/*/*/plan.md"))
    year = path.parts[-3]
    text = draw.choice(
        (
            '{{ belopp("atgard-1") }}',
            '{{ belopp("atgard-2", "i år", enhet="enhet-01") }}',
            '{{ summa_effekt("i år", enhet="enhet-02") }}',
            "{{ åtgärdskrav() }}",
            "\n\n{{ diagram_krav() }}\n\n",
            f'\n\n{{{{ tabell("nyckeltal-{year}") }}}}\n\n',
        )
    )
    _changed(path, lambda whole: f"{whole}\nHär står {text}.\n")


def _link(project: Project, draw: random.Random) -> None:
    path, other = draw.sample(project.all("plans/*/*/*/plan.md"), 2)
    target = "/".join(other.parts[-4:-1])
    _changed(path, lambda text: f"{text}\nSe [den andra planen](../../../{target}/index.md).\n")


def _amount(project: Project, draw: random.Random) -> None:
    path = draw.choice(project.all("plans/*/*/*/plan.yml"))
    amount = f"helårseffekt: {draw.randrange(300, 900, 10)} tkr"
    _changed(path, lambda text: re.sub(r"helårseffekt: \d+ tkr", amount, text, count=draw.randrange(1, 4)))


def _requirement(project: Project, draw: random.Random) -> None:
    path = draw.choice(project.all("plans/*/*/*/plan.yml"))
    _changed(path, lambda text: re.sub(r"åtgärdskrav: \d+", f"åtgärdskrav: {draw.randrange(900, 3000, 10)}", text))


def _title(project: Project, draw: random.Random) -> None:
    path = draw.choice(project.all("plans/*/*/*/plan.yml"))
    _changed(path, lambda text: re.sub(r"titel: .*", f"titel: Plan för {draw.choice(_words)}", text, count=1))


def _status(project: Project, draw: random.Random) -> None:
    path = draw.choice(project.all("plans/*/*/*/plan.yml"))
    said = draw.choice(("pågår", "beslutad", "avslutad", "försenad"))
    _changed(path, lambda text: re.sub(r"    status: .*", f"    status: {said}", text, count=1))


def _withhold(project: Project, draw: random.Random) -> None:
    """Let a plan or dataset be for fewer, or for all again."""
    path = draw.choice(project.all("plans/*/*/*/plan.yml") + project.all("data/*/*.yml"))
    line = f"publicering: {draw.choice(('begränsad', 'intern', 'publik'))}\n"
    _changed(path, lambda text: line + re.sub(r"publicering: .*\n", "", text))


def _answer(project: Project, draw: random.Random) -> None:
    path = draw.choice(project.all("plans/*/*/*/plan.yml"))
    answer = "\navstämning:\n  - anmärkning: krav-täcks-inte\n    läge: öppen\n    ansvarig roll: Enhetschef\n"
    _changed(path, lambda text: text.replace(answer, "") if answer in text else text + answer)


def _forecast(project: Project, draw: random.Random) -> None:
    path = draw.choice(project.all("plans/*/*/*/uppfoljning/*.yml"))
    _changed(
        path, lambda text: re.sub(r"prognos i år: \d+", f"prognos i år: {draw.randrange(100, 900)}", text, count=1)
    )


def _no_follow_up(project: Project, draw: random.Random) -> None:
    draw.choice(project.all("plans/*/*/*/uppfoljning/*.yml")).unlink()


def _follow_up(project: Project, draw: random.Random) -> None:
    path = draw.choice(project.all("plans/*/*/*/uppfoljning/*.yml"))
    shutil.copy(path, path.with_name(f"{path.name[:4]}-0{draw.randrange(1, 4)}-28.yml"))


def _number(project: Project, draw: random.Random) -> None:
    path = draw.choice(project.all("data/*/utfall-*.csv"))
    lines = path.read_text(encoding="utf-8").splitlines()
    row = draw.randrange(1, len(lines))
    cells = lines[row].split(";")
    lines[row] = ";".join([*cells[:-1], f"-{draw.randrange(100, 9000)}"])
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _no_row(project: Project, draw: random.Random) -> None:
    path = draw.choice(project.all("data/*/utfall-*.csv"))
    lines = path.read_text(encoding="utf-8").splitlines()
    if len(lines) > 5:
        del lines[draw.randrange(1, len(lines))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _source(project: Project, draw: random.Random) -> None:
    path = draw.choice(project.all("data/*/*.yml"))
    _changed(path, lambda text: re.sub(r"källa: .*", f"källa: Systemet för {draw.choice(_words)}", text))


def _outcome(project: Project, draw: random.Random) -> None:
    path = draw.choice(project.all("data/*/nyckeltal-*.csv"))
    _changed(
        path, lambda text: re.sub(r";\d+,\d\n", f";{draw.randrange(3, 12)},{draw.randrange(10)}\n", text, count=1)
    )


def _dataset(project: Project, draw: random.Random) -> None:
    path = draw.choice(project.all("data/*/utfall-*.csv"))
    name = f"kopia-{draw.randrange(3)}"
    for ending in (".csv", ".yml"):
        shutil.copy(path.with_suffix(ending), path.with_name(name + ending))


def _no_dataset(project: Project, draw: random.Random) -> None:
    for path in project.all("data/*/kopia-*.csv")[:1]:
        path.unlink()
        path.with_suffix(".yml").unlink()


def _selection(project: Project, draw: random.Random) -> None:
    home = draw.choice(project.all("data/*"))
    year = draw.choice(project.all(f"data/{home.name}/utfall-*.csv")).stem.rpartition("-")[2]
    lines = [
        "titel: Ett urval",
        "källa: Ekonomisystemet",
        "urval: Några",
        f"urval ur: [utfall-{year}]",
        "tecken: resultat",
    ]
    (home / "urval.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _unit(project: Project, draw: random.Random) -> None:
    path = draw.choice(project.all("plans/*/organisation.yml"))
    name = f"Enheten för {draw.choice(_words)}"
    _changed(path, lambda text: re.sub(r"(enhet-0[12], namn: )[^}]*", rf"\g<1>{name}", text, count=1))


def _municipality(project: Project, draw: random.Random) -> None:
    path = draw.choice(project.all("plans/*/organisation.yml"))
    _changed(path, lambda text: re.sub(r"namn: .*", f"namn: Kommunen {draw.choice(_words)}", text, count=1))


def _rule(project: Project, draw: random.Random) -> None:
    path = draw.choice(project.all("plans/*/organisation.yml"))
    rule = draw.choice(("hela månader", "dagar"))
    _changed(path, lambda text: re.sub(r"effekt i år räknas: .*", f"effekt i år räknas: {rule}", text))


def _no_plan(project: Project, draw: random.Random) -> None:
    plans = project.all("plans/*/*/*/plan.yml")
    if len(plans) > 4:
        shutil.rmtree(draw.choice(plans).parent)


def _plan_back(project: Project, draw: random.Random) -> None:
    """Bring back what a commit has and the folder has not."""
    project.git("checkout", "HEAD", "--", "plans", "data")


def _moved(project: Project, draw: random.Random) -> None:
    """Let a unit's plan be another unit's."""
    folder = draw.choice(project.all("plans/*/*/*/plan.yml")).parent
    other = folder.with_name({"enhet-01": "enhet-02", "enhet-02": "enhet-01"}[folder.name])
    if not other.exists():
        folder.rename(other)


def _report(project: Project, draw: random.Random) -> None:
    path = draw.choice(project.all("plans/*/*/rapporter/*/rapport.yml"))
    other = path.parent.with_name("kopia")
    if other.exists():
        shutil.rmtree(other)
    else:
        shutil.copytree(path.parent, other)


def _commit(project: Project, draw: random.Random) -> None:
    project.commit(f"Ändrat {draw.choice(_words)}")


def _amended(project: Project, draw: random.Random) -> None:
    project.git("commit", "--amend", "--quiet", "--allow-empty", "--message", f"Rättat {draw.choice(_words)}")


def _pinned(project: Project, draw: random.Random) -> None:
    """Say which commit is the version that was decided."""
    path = draw.choice(project.all("plans/*/*/*/plan.yml"))
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=project.root, check=True, capture_output=True, text=True)
    line = f"    version: {done.stdout[:12]}\n"
    _changed(path, lambda text: re.sub(r"(    typ: antagen\n)(    version: .*\n)?", rf"\g<1>{line}", text, count=1))


def _page(project: Project, draw: random.Random) -> None:
    path = project.file(f"docs/sida-{draw.randrange(3)}.md")
    if path.exists() and draw.random() < 0.5:
        path.unlink()
    else:
        path.write_text(f"# Sida\n\nOm {draw.choice(_words)}.\n\n{{{{ kommunlista() }}}}\n", encoding="utf-8")


def _heading(project: Project, draw: random.Random) -> None:
    """Change the title of a page that all pages lead to."""
    text = f"---\ntitle: Om {draw.choice(_words)}\n---\n# Om\n\n[Planer](planer/index.md)\n"
    project.file("docs/om.md").write_text(text, encoding="utf-8")


def _nothing(project: Project, draw: random.Random) -> None:
    draw.choice(project.all("plans/*/*/*/plan.md")).touch()


EDITS: tuple[Edit, ...] = (
    *(_sentence, _sentence, _section, _less, _remark, _macro, _macro, _link, _amount, _amount, _requirement, _title),
    *(
        _status,
        _withhold,
        _answer,
        _forecast,
        _no_follow_up,
        _follow_up,
        _number,
        _number,
        _no_row,
        _source,
        _outcome,
    ),
    *(_dataset, _no_dataset, _selection, _unit, _municipality, _rule, _no_plan, _plan_back, _moved, _report, _commit),
    *(_commit, _amended, _pinned, _page, _heading, _nothing),
)


def edits(seed: int) -> Iterator[Edit]:
    """Give edits without end: all of them in a new order, and again."""
    draw = random.Random(seed)  # noqa: S311 - not a secret
    while True:
        yield from draw.sample(EDITS, len(EDITS))
