"""The registry of rules, the codes in the package and the guide's pages of rules are the same set."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from guide_text import GUIDE, page

import handlingsplan
from handlingsplan.analysis.rules import RULES
from handlingsplan.analysis.rules.rule import Rule
from handlingsplan.text.places import Severity

PACKAGE = Path(handlingsplan.__file__).parent
#: What every page says, in this order.
SECTIONS = ["Vad regeln säger", "Varför det spelar roll", "Ett exempel", "Så tar du hand om den"]


def remarked() -> set[str]:
    """The codes of all remarks: the first argument of `remark(…)` and `….remark(…)`, where it is written out."""
    codes = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if name == "remark":
                    codes.add(str(node.args[0].value))
    return codes


def test_every_remark_follows_a_registered_rule() -> None:
    assert remarked() == {code for code, rule in RULES.items() if rule.severity is Severity.REMARK}


def test_every_rule_is_registered_under_its_own_code_and_title() -> None:
    assert all(code == rule.code for code, rule in RULES.items())
    titles = [rule.title for rule in RULES.values()]
    assert len(titles) == len(set(titles))


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    pages = {f"guide/kontroller/{path.name}" for path in (GUIDE / "kontroller").glob("*.md")}
    assert pages == {rule.page for rule in RULES.values()}


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_a_page_says_what_why_how_and_by_which_code(rule: Rule) -> None:
    text = (GUIDE.parent / rule.page).read_text(encoding="utf-8")
    assert re.search(r"^# (.+)$", text, re.MULTILINE)[1] == rule.title  # type: ignore[index]
    assert f"`{rule.code}`" in text
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == SECTIONS


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_the_list_of_checks_leads_to_the_page(rule: Rule) -> None:
    assert f"](kontroller/{rule.page.rsplit('/', 1)[-1]})" in page("kontroller.md")
