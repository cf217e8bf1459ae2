"""Every figure in a text leads to where it comes from."""

from __future__ import annotations

import re

import pytest
from archives import given, plan_of, publish
from bs4 import BeautifulSoup

from handlingsplan.site.context import TextContext
from handlingsplan.site.environment import render_text
from handlingsplan.site.origins import Notes, Origin, Trace
from handlingsplan.site.publication import plan_context
from handlingsplan.site.tracing import notes_html, this_year_formula
from handlingsplan.text.places import Place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{{ belopp("timvikarier") }}', ["480 tkr", "Fler timvikarier", "helårseffekt", "plan.yml:"]),
        ('{{ belopp("timvikarier", "i år") }}', ["360 tkr", "480 tkr × 9/12, hela månader från"]),
        ('{{ belopp("apt") }}', ["168 timmar", "42 medarbetare × 4 timmar"]),
        ("{{ åtgärdskrav() }}", ["0,6 mkr", "Åtgärdskrav", "plan.yml:"]),
        (
            '{{ värde("resultat", "Övertid", "utfall") }}',
            ["−1 150 tkr", "raden «Övertid», kolumnen «utfall»", ".csv:"],
        ),
        (
            '{{ summa("resultat", "utfall") }}',
            ["−32 900 − 1 150 − 2 050 (summan av 3 rader i", "resultat.csv, rad 2–4"],
        ),
        (
            '{{ skillnad(åtgärdskrav(), belopp("timvikarier")) }}',
            ["120 tkr", "0,6 mkr − 480 tkr", "Åtgärdskrav", "Fler"],
        ),
        ('{{ uppgivet("en miljon", belopp("timvikarier")) }}', ["480 tkr", "helårseffekt"]),
    ],
)
def test_a_figure_is_a_link_to_its_note(text: str, expected: list[str]) -> None:
    """The note tells the figure, its formula, and each value with file and line."""
    publication = publish()
    [municipality] = publication.library.archive.municipalities
    context = plan_context(publication.library, municipality, plan_of(publication))
    assert context.notes is not None
    context.notes.entries.clear()
    output, faults = render_text(publication.library.environment, text, context)
    assert faults == []
    page = BeautifulSoup(publication.library.fragments.insert(output + notes_html(context)), "lxml")
    [link] = page.select("a.hp-tal")
    note = page.select_one(str(link["href"]))
    assert note is not None
    words = re.sub(r"\s+", " ", note.get_text(" ").replace("\u00a0", " "))
    assert [part for part in expected if part not in words] == []
    assert [anchor["href"] for anchor in note.select("a") if not anchor["href"]] == []


def test_the_same_figure_from_the_same_place_has_one_note() -> None:
    publication = publish()
    [municipality] = publication.library.archive.municipalities
    context = plan_context(publication.library, municipality, plan_of(publication))
    assert context.notes is not None
    context.notes.entries.clear()
    render_text(publication.library.environment, "{{ åtgärdskrav() }} {{ åtgärdskrav() }}", context)
    assert [number for number, _, _ in context.notes.listed()] == [1]


def test_the_formula_of_an_effect_this_year_follows_the_rule() -> None:
    publication = publish(given())
    [municipality] = publication.library.archive.municipalities
    plan = plan_of(publication)
    effects = publication.library.plan_effects(municipality, plan)
    [found] = [each for each in effects if each.action.id == "timvikarier"]
    formula = this_year_formula(plan, municipality, found).replace("\u00a0", " ")
    assert formula.startswith("480 tkr × 9/12, hela månader från 20")


def test_many_origins_are_folded_and_told_once() -> None:
    """What is no HTML is escaped, and what an earlier note has told is a link to it."""
    few = tuple(Origin("A & B", Place("plans/a/plan.yml", line), "a/") for line in range(1, 4))
    many = (*few, Origin("Det\nfjärde", Place("plans/a/plan.yml", 4), "a/", "2025-01-31", file="b.csv"))
    traces = (Trace("1 < 2", (), ("Steg.",)), Trace("", few), Trace("", many), Trace("alla", many), Trace("utan"))
    context = TextContext(publish().library, address="", notes=Notes())
    assert context.notes is not None
    for trace in traces:
        context.notes.number("5 kr", trace)
    told = [
        f'<span class="hp-mer"><a href="a/">A &amp; B</a>, plans/a/plan.yml:{line}:1</span>' for line in (1, 2, 3)
    ]
    assert notes_html(context).split("\n") == [
        '<ol class="hp-kallor" data-search-exclude>',
        '<li id="kalla-1"><strong>5 kr</strong> = 1 &lt; 2<span class="hp-steg">Steg.</span>',
        "</li>",
        f'<li id="kalla-2"><strong>5 kr</strong>{told[0]}',
        *told[1:],
        "</li>",
        '<li id="kalla-3"><strong>5 kr</strong><details class="hp-siffror"><summary>Visa 4 källor</summary>',
        *told,
        '<span class="hp-mer"><a href="a/">Det',
        'fjärde</a>, plans/a/plan.yml:4:1, hämtat 2025-01-31, <a href="b.csv" download>hämta filen</a></span>',
        "</details>",
        "</li>",
        (
            '<li id="kalla-4"><strong>5 kr</strong> = alla<span class="hp-mer hp-samma"><a href="#kalla-3">'
            "Samma källor som i en tidigare not</a></span>"
        ),
        "</li>",
        '<li id="kalla-5"><strong>5 kr</strong> = utan</li>',
        "</ol>",
    ]
