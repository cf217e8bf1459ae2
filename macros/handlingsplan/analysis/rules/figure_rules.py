"""The rules of figures, with the checks that follow them, in the order that they run."""

from __future__ import annotations

from handlingsplan.analysis.rules.rule import DatasetCheck, PlanCheck, ReportCheck, Rule

RULES: tuple[Rule, ...] = (
    Rule("effekt-saknas", "En åtgärd har ingen effekt"),
    Rule("datum-saknas", "En åtgärd har inget startdatum"),
    Rule("effekt-i-år-skiljer", "Effekten i år är en annan än den uträknade"),
    Rule("uppgiven-summa-skiljer", "Summan är en annan än raderna ger"),
    Rule("uppgivet-värde-skiljer", "Ett värde är ett annat än det uträknade"),
    Rule("personbunden", "Personbundna rader saknar förklaring"),
    Rule("onödig-avstämning", "Ett svar gäller något som inte längre finns"),
)
PLAN_CHECKS: tuple[PlanCheck, ...] = ()
REPORT_CHECKS: tuple[ReportCheck, ...] = ()
DATASET_CHECKS: tuple[DatasetCheck, ...] = ()
