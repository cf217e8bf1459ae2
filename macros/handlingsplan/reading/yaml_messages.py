"""YAML mistakes in Swedish, with what to do."""

from __future__ import annotations

import re
from typing import Any

import yaml

from handlingsplan.text.places import Place, Problem, error

#: What libyaml says (context or problem) and what a unit manager needs to hear. First match wins.
_EXPLANATIONS = (
    ("found character '\\t'", "tabbtecken får inte användas för indrag; använd mellanslag"),
    ("found a tab character", "tabbtecken får inte användas för indrag; använd mellanslag"),
    ("while scanning a directive", "raden börjar med %; sätt texten inom citattecken"),
    ("could not find expected ':'", "efter fältnamnet ska det stå kolon och mellanslag"),
    ("while scanning a quoted scalar", "citattecknet avslutas aldrig; skriv ett citattecken sist i texten"),
    ("did not find expected key", "indraget stämmer inte med raderna ovanför, eller ett citattecken saknas"),
    ("did not find expected '-' indicator", "listpunkten saknar streck, eller indraget stämmer inte"),
    ("did not find expected ',' or '}'", "komma eller «}» saknas; skriv hellre ett fält per rad"),
    ("did not find expected ',' or ']'", "komma eller «]» saknas; skriv hellre en rad per värde"),
    (
        "did not find expected node content",
        "värdet saknas eller börjar med ett tecken som YAML inte tillåter",
    ),
    ("did not find expected alphabetic", "värdet börjar med & eller *; sätt det inom citattecken"),
    ("block sequence entries are not allowed", "listpunkten «-» kan inte stå här; börja på en ny rad"),
    (
        "did not find expected <document start>",
        "raden hör inte ihop med raderna ovanför; fält på samma nivå ska börja i samma kolumn",
    ),
    ("found undefined tag handle", "taggar (!) får inte användas; sätt texten inom citattecken"),
    ("control characters are not allowed", "otillåtet styrtecken; ta bort det"),
    ("escape", "okänt tecken efter \\ inom citattecken; använd '…' i stället för \"…\""),
)


def explain_syntax(path: str, text: str, fault: yaml.YAMLError) -> Problem:
    """Give a YAML syntax error as one Swedish line at its place."""
    said = f"{getattr(fault, 'problem', '')} {getattr(fault, 'context', '')} {fault}"
    mark = _mark(fault, said, text)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    rows = text.rstrip("\n").split("\n")
    line = min(line, len(rows))
    row = rows[line - 1]
    why = _by_character(said, row, column) or next(
        (swedish for english, swedish in _EXPLANATIONS if english in said), "filen är inte giltig YAML"
    )
    return error("yaml", Place(path, line, column), why)


def _mark(fault: yaml.YAMLError, said: str, text: str) -> Any:
    """Choose where to point: where the fault shows, or where what is never finished begins."""
    shows, begins = getattr(fault, "problem_mark", None), getattr(fault, "context_mark", None)
    unfinished = "while scanning a quoted scalar" in said or "while scanning a simple key" in said
    if begins and shows and "flow" in said and begins.line != shows.line:
        unfinished = True
    return begins if begins and (unfinished or not shows) and begins.line < len(text.split("\n")) else shows or begins


def _by_character(said: str, row: str, column: int) -> str:
    """Explain by what stands in the file, where libyaml's words alone say too little."""
    before, at = row[: column - 1], row[column - 1 : column]
    if "cannot start any token" in said:
        if at == "\t":
            return "tabbtecken får inte användas för indrag; använd mellanslag"
        return f"värdet börjar med «{at}»; sätt det inom citattecken"
    if "mapping values are not allowed" in said:
        if re.match(r"\s*(- )*[^\s\"'][^:]*:\s", before):
            return "oväntat kolon; sätt texten inom citattecken om den innehåller «: »"
        return "oväntat kolon; raden är för långt indragen, eller raden ovanför saknar kolon"
    if "did not find expected key" in said and before.rstrip()[-1:] in ("'", '"'):
        return "text efter citattecknet; sätt citattecken om hela texten"
    return ""


def explain_split_amount(path: str, key: Any, value: Any, previous: tuple[str, Any] | None) -> Problem | None:
    """Recognise `{helår: 1 239,5 tkr}`, where YAML splits the amount at its comma."""
    if previous is None or not isinstance(previous[1], str) or not isinstance(key, yaml.ScalarEvent):
        return None
    empty = isinstance(value, yaml.ScalarEvent) and value.value == "" and value.style in (None, "")
    if not (empty and previous[1][-1:].isdigit() and re.match(r"\d", key.value)):
        return None
    whole = f"{previous[1]},{key.value}"
    message = f'beloppet delas vid kommat; skriv {previous[0]}: "{whole}" inom citattecken'
    mark: Any = key.start_mark
    return error("delat-belopp", Place(path, mark.line + 1, mark.column + 1), message)
