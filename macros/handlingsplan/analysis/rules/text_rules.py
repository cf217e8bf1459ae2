"""The rules of texts and of a plan's form, with the checks that follow them, in the order that they run."""

from __future__ import annotations

from handlingsplan.analysis.rules.rule import DatasetCheck, PlanCheck, ReportCheck, Rule

RULES: tuple[Rule, ...] = (
    Rule("platshållare", "Försättsbladet är inte ifyllt"),
    Rule("saknad-text", "Planen har ingen text"),
    Rule("saknat-avsnitt", "En åtgärd har inget avsnitt"),
    Rule("saknat-underavsnitt", "Ett avsnitt saknar ett underavsnitt"),
    Rule("rubrik-skiljer", "Rubriken är en annan än åtgärdens namn"),
    Rule("mallrest", "Mallens hjälptext står kvar"),
    Rule("uppgivet-skiljer", "En siffra ur källan är en annan än den uträknade"),
)
PLAN_CHECKS: tuple[PlanCheck, ...] = ()
REPORT_CHECKS: tuple[ReportCheck, ...] = ()
DATASET_CHECKS: tuple[DatasetCheck, ...] = ()
