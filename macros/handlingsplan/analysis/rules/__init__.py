"""The registry of rules, by code, and the checks of a plan, a report and a dataset.

Rules of figures stand in `figure_rules`, rules of texts in `text_rules`, rules of persons in `person_rules`.
A test holds the registry, the codes in the package and the pages in docs/guide/kontroller/ together.
"""

from __future__ import annotations

from collections.abc import Mapping

from handlingsplan.analysis.rules import figure_rules, person_rules, text_rules
from handlingsplan.analysis.rules.rule import DatasetCheck, PlanCheck, ReportCheck, Rule

RULES: Mapping[str, Rule] = {
    rule.code: rule for rule in (*figure_rules.RULES, *text_rules.RULES, *person_rules.RULES)
}
PLAN_CHECKS: tuple[PlanCheck, ...] = (
    *figure_rules.PLAN_CHECKS,
    *text_rules.PLAN_CHECKS,
    *person_rules.PLAN_CHECKS,
)
REPORT_CHECKS: tuple[ReportCheck, ...] = (
    *figure_rules.REPORT_CHECKS,
    *text_rules.REPORT_CHECKS,
    *person_rules.REPORT_CHECKS,
)
DATASET_CHECKS: tuple[DatasetCheck, ...] = (
    *figure_rules.DATASET_CHECKS,
    *text_rules.DATASET_CHECKS,
    *person_rules.DATASET_CHECKS,
)
