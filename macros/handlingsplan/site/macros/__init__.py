"""The macros that texts may call, under their Swedish names. Each is documented with examples in the guide."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlingsplan.site.figures import as_shown
from handlingsplan.site.macros import charts, hours, numbers, overview, tables

MACROS: Mapping[str, Callable[..., object]] = {
    "belopp": numbers.amount,
    "summa_effekt": numbers.total_effect,
    "åtgärdskrav": numbers.requirement,
    "utgångsläge": numbers.starting_position,
    "omställningskostnad": numbers.transition_cost,
    "beräkning": numbers.calculation,
    "nyckeltal": numbers.key_figure,
    "värde": numbers.value,
    "summa": numbers.total,
    "antal": numbers.count_rows,
    "skillnad": numbers.difference,
    "plus": numbers.addition,
    "andel": numbers.share_of,
    "gånger": numbers.times,
    "timmar_per": hours.hours_in,
    "årsarbetare": hours.full_time,
    "uppgivet": numbers.stated,
    "åtgärdstabell": tables.action_table,
    "faktaruta": tables.fact_box,
    "tabell": tables.dataset_table,
    "nyckeltalstabell": tables.key_figure_table,
    "enhetstabell": tables.unit_table,
    "räcker_det": tables.is_it_enough,
    "diagram_krav": charts.requirement_chart,
    "diagram_vattenfall": charts.waterfall_chart,
    "diagram_nyckeltal": charts.key_figure_chart,
    "diagram_utfall": charts.outcome_chart,
    "diagram_över_tid": charts.over_time_chart,
    "plantext": tables.plan_text,
    "kommunlista": overview.municipality_list,
    "siffror": overview.tiles,
    "ordlista": overview.glossary,
    "fältlista": overview.field_list,
}
FILTERS: Mapping[str, Callable[..., object]] = {"som": as_shown}

#: What a writer calls an argument, and what it is called in the code.
ARGUMENT_NAMES: Mapping[str, str] = {
    "åtgärd": "action",
    "när": "when",
    "enhet": "unit",
    "post": "item",
    "nyckeltal": "figure_id",
    "vad": "what",
    "datamängd": "dataset",
    "rad": "row",
    "kolumn": "column",
    "urval": "selection",
    "kolumner": "columns",
    "utan": "without",
    "rubriker": "headings",
    "rubrik": "caption",
    "sortera": "sort",
    "summarad": "total_row",
    "förändring": "change",
    "lydelse": "wording",
    "beräknat": "computed",
    "decimaler": "decimals",
    "tecken": "sign",
    "fil": "kind",
    "första": "first",
    "andra": "second",
    "del": "part",
    "helhet": "whole",
    "faktor": "factor",
    "timmar": "hours",
    "från": "given",
    "till": "wanted",
    "heltid": "full_time_hours",
    "etikett": "label",
    "nivå": "level",
    "nivånamn": "level_name",
}
