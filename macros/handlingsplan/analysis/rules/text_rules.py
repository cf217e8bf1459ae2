"""The rules of texts and of a plan's form, with the checks that follow them, in the order that they run."""

from __future__ import annotations

from handlingsplan.analysis.rules.rule import DatasetCheck, PlanCheck, ReportCheck, Rule
from handlingsplan.analysis.rules.text_checks import check_plan_texts, check_report_texts

RULES: tuple[Rule, ...] = (
    Rule("platshållare", "Försättsbladet är inte ifyllt"),
    Rule("saknad-text", "Planen har ingen text"),
    Rule("saknat-avsnitt", "En åtgärd har inget avsnitt"),
    Rule("saknat-underavsnitt", "Ett avsnitt saknar ett underavsnitt"),
    Rule("rubrik-skiljer", "Rubriken är en annan än åtgärdens namn"),
    Rule("mallrest", "Mallens hjälptext står kvar"),
    Rule("tom-sammanfattning", "Sammanfattningen har ingen text"),
    Rule("tomt-avsnitt", "Ett avsnitt är tomt"),
    Rule("avsnittsordning", "Avsnitten står i fel ordning"),
    Rule("antal-skiljer", "Texten säger ett annat antal"),
    Rule("effekt-i-text-skiljer", "Texten säger en annan effekt"),
    Rule("uträkning-i-text", "En uträkning i texten stämmer inte"),
    Rule("andel-i-text-skiljer", "Texten säger en annan andel av effekten"),
    Rule("datum-i-text-skiljer", "Texten säger ett annat startdatum"),
    Rule("olika-värden", "Samma sak har två värden"),
    Rule("oförklarad-siffra", "En siffra i texten förklaras inte av något"),
    Rule("talformat", "Ett tal kan läsas fel"),
    Rule("uppgivet-skiljer", "En siffra ur källan är en annan än den uträknade"),
)
PLAN_CHECKS: tuple[PlanCheck, ...] = (check_plan_texts,)
REPORT_CHECKS: tuple[ReportCheck, ...] = (check_report_texts,)
DATASET_CHECKS: tuple[DatasetCheck, ...] = ()
