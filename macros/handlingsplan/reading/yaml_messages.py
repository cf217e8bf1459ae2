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
    ("mapping values are not allowed", "oväntat kolon; sätt texten inom citattecken om den innehåller «: »"),
    ("could not find expected ':'", "kolon saknas efter fältnamnet"),
    (
        "found unexpected end of stream",
        "filen tar slut mitt i ett värde; ett citattecken eller en klammer saknas",
    ),
    ("did not find expected key", "indraget stämmer inte med raderna ovanför, eller ett citattecken saknas"),
    ("did not find expected '-' indicator", "listpunkten saknar streck, eller indraget stämmer inte"),
    ("did not find expected ',' or '}'", "komma eller «}» saknas"),
    ("did not find expected ',' or ']'", "komma eller «]» saknas"),
    (
        "did not find expected node content",
        "värdet saknas eller börjar med ett tecken som YAML inte tillåter",
    ),
    (
        "found character that cannot start any token",
        "värdet börjar med ett tecken som måste stå inom citattecken",
    ),
    ("did not find expected alphabetic", "värdet börjar med & eller *; sätt det inom citattecken"),
    ("block sequence entries are not allowed", "listpunkten «-» kan inte stå här; börja på en ny rad"),
    ("block mapping", "indraget stämmer inte med raderna ovanför"),
    (
        "did not find expected <document start>",
        "texten före detta är ett helt dokument; kontrollera indraget",
    ),
    ("found undefined tag handle", "taggar (!) får inte användas; sätt texten inom citattecken"),
    ("control characters are not allowed", "otillåtet styrtecken; ta bort det"),
    (
        "found unknown escape character",
        "okänt tecken efter \\ inom citattecken; använd '…' i stället för \"…\"",
    ),
)


def explain_syntax(path: str, text: str, fault: yaml.YAMLError) -> Problem:
    """Give a YAML syntax error as one Swedish line at its place."""
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    line = min(line, text.rstrip("\n").count("\n") + 1)
    said = f"{getattr(fault, 'problem', '')} {getattr(fault, 'context', '')} {fault}"
    why = next((swedish for english, swedish in _EXPLANATIONS if english in said), "filen är inte giltig YAML")
    return error("yaml", Place(path, line, column), why)


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
