"""A text on its page: generated numbers, ids that last, annexes, and texts included in a report."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from archives import (
    FILES,
    OTHER,
    OTHER_TEXT,
    PLAN,
    REPORT,
    REPORT_TEXT,
    TEXT,
    changed,
    context_of,
    context_of_report,
    filled,
    plan_of,
    publish,
    shown,
    told,
    unlinked,
)

from handlingsplan.site.assembly import section_ids, section_numbers
from handlingsplan.site.publication import Publication

ECONOMIC = changed(PLAN, "typ av styrdokument: Åtgärdsplan\n", "")
SHORT = "## Färre bilar {: #bilar }\n\n### Kort beskrivning\n\n%s\n"


def headings(publication: Publication, address: str = "storby/2025/hemtjanst/") -> list[str]:
    return re.findall(r"^#+ .*$", publication.texts[address], re.MULTILINE)


def of_report(publication: Publication) -> list[str]:
    return headings(publication, "storby/2025/rapporter/laget/")


def text(*lines: str) -> dict[str, str]:
    """Give the plan's text, after the sections of its actions."""
    return {TEXT: FILES[TEXT] + "\n" + "\n".join(lines) + "\n"}


# numbers


def test_the_economic_form_has_numbered_sections_and_every_form_has_annexes() -> None:
    annexes = text("## Utfall {: .bilaga }", "## Slutord", "## Timmar {: #timmar .bilaga }")
    assert headings(publish(ECONOMIC | annexes)) == [
        "## 1. Sammanfattning {: #sammanfattning }",
        "## 2. Fler timvikarier {: #timvikarier }",
        "## 3. Färre bilar {: #bilar }",
        "## 4. Kortare möten {: #apt }",
        "## 5. Bättre planering {: #planering }",
        "## Bilaga 1. Utfall {: #utfall .bilaga }",
        "## 6. Slutord {: #slutord }",
        "## Bilaga 2. Timmar {: #timmar .bilaga }",
    ]
    assert headings(publish(annexes))[-3:] == [
        "## Bilaga 1. Utfall {: #utfall .bilaga }",
        "## Slutord {: #slutord }",
        "## Bilaga 2. Timmar {: #timmar .bilaga }",
    ]


def test_the_actions_table_has_the_sections_numbers() -> None:
    table = filled(context_of(publish(ECONOMIC)), "{{ åtgärdstabell() }}")
    assert '<th scope="row">2. <a href="#timvikarier">Fler timvikarier</a></th>' in table
    assert '<a href="#timvikarier">' in filled(context_of(publish()), "{{ åtgärdstabell() }}")
    assert "2. <a" not in filled(context_of(publish()), "{{ åtgärdstabell() }}")


def test_a_plan_without_a_text_has_no_numbers() -> None:
    publication = publish(ECONOMIC | {TEXT: None})
    assert section_numbers(plan_of(publication)) == {}
    assert publication.texts["storby/2025/hemtjanst/"] == ""


# ids


def test_ids_do_not_depend_on_numbers() -> None:
    """A link in the minutes still leads to its section when sections are added before it."""
    before = publish(ECONOMIC)
    after = publish(ECONOMIC | {TEXT: "## Bakgrund\n\n### Läget\n\n" + FILES[TEXT]})
    identities = [re.findall(r"\{: (#\S+)", line)[0] for line in headings(after)]
    assert identities[2:] == [re.findall(r"\{: (#\S+)", line)[0] for line in headings(before)]
    assert headings(after)[2] == "## 2. Sammanfattning {: #sammanfattning }"


def test_a_written_id_goes_before_one_made_of_a_heading() -> None:
    """Wherever they stand: the written one is linked to from tables and minutes."""
    publication = publish({TEXT: "## Timvikarier\n\n## Apt\n\n" + FILES[TEXT]})
    assert headings(publication)[:2] == ["## Timvikarier {: #timvikarier-2 }", "## Apt {: #apt-2 }"]
    assert "## Fler timvikarier {: #timvikarier }" in headings(publication)
    assert "## Kortare möten {: #apt }" in headings(publication)


def test_equal_headings_have_ids_of_their_own() -> None:
    publication = publish(
        text("## Övrigt", "### Risker", "### Risker", "## Övrigt", "### Risker", "## ÅÄÖ ’", "## 文")
    )
    assert headings(publication)[5:] == [
        "## Övrigt {: #ovrigt }",
        "### Risker {: #ovrigt-risker }",
        "### Risker {: #ovrigt-risker-2 }",
        "## Övrigt {: #ovrigt-2 }",
        "### Risker {: #ovrigt-2-risker }",
        "## ÅÄÖ ’ {: #aao }",
        "## 文 {: #avsnitt }",
    ]


@pytest.mark.parametrize("title", ["Beslut i ärendet", "Att stämma av"])
def test_a_heading_never_has_the_id_of_the_pages_own_parts(title: str) -> None:
    assert headings(publish(text(f"## {title}")))[-1].endswith("-2 }")


def test_ids_of_all_sections_of_a_page_differ() -> None:
    """Also where a subsection's id is another section's."""
    publication = publish(text("## A", "### B C", "## A B", "### C", "## A-B C {: #a-b-c .fri }"))
    identities = re.findall(r"\{: (#\S+)", "\n".join(headings(publication)))
    assert Counter(identities).most_common(1)[0][1] == 1
    assert "## A-B C {: #a-b-c .fri }" in headings(publication)
    narrative = plan_of(publication).narrative
    assert narrative is not None
    assert len(set(section_ids(narrative).values())) == len(narrative.sections)


# what stands in a section


def test_fact_boxes_stand_under_their_heading() -> None:
    publication = publish()
    page = shown(unlinked(publication, publication.texts["storby/2025/hemtjanst/"]))
    heading, box, rest = re.split(r"(<div class=\"hp-fakta\".*?</div>\n)", page, maxsplit=1, flags=re.DOTALL)
    assert heading.rstrip().endswith("## Fler timvikarier {: #timvikarier }")
    assert 'aria-label="Fakta om åtgärden Fler timvikarier"' in box
    assert "hp-fakta__namn" not in box
    assert "Det ger 480 tkr." in rest


def test_fact_boxes_of_a_shared_section_are_named() -> None:
    together = '## Bilar och möten {: #bilar data-galler="apt" }\n\n## Fler timvikarier {: #timvikarier }\n'
    publication = publish({TEXT: together})
    page = unlinked(publication, publication.texts["storby/2025/hemtjanst/"])
    assert re.findall(r"hp-fakta__namn\">(.*?)<", page) == ["Färre bilar", "Kortare möten"]


def test_a_short_description_stands_in_the_table_and_not_in_the_text() -> None:
    short = SHORT % "Från {{ åtgärdskrav() }}\n<b>ned</b>.\n\n### Risker\n\nInga."
    publication = publish(changed(TEXT, "## Färre bilar {: #bilar }\n", short))
    assert told(publication) == []
    page = publication.texts["storby/2025/hemtjanst/"]
    assert "Kort beskrivning" not in page
    assert "ned" not in page
    assert "### Risker {: #bilar-risker }\n\nInga." in page
    table = filled(context_of(publication), '{{ åtgärdstabell(kolumner=["beskrivning"]) }}')
    assert "<td>Från 0,6 mkr &lt;b&gt;ned&lt;/b&gt;.</td>" in table
    assert "<td>Mindre övertid</td>" in table


def test_faults_in_a_short_description_are_told_once() -> None:
    short = SHORT % '{{ belopp("bila") }}'
    lead = '{{ åtgärdstabell(kolumner=["beskrivning"]) }}\n'
    files = {TEXT: lead + FILES[TEXT].replace("## Färre bilar {: #bilar }\n", short)}
    assert told(publish(files)) == [f"{TEXT}:14:4: planen har ingen åtgärd «bila» – menade du «bilar»?"]


def test_text_before_the_first_section_is_kept() -> None:
    publication = publish({TEXT: "Ingress {{ åtgärdskrav() }}.\n\n" + FILES[TEXT]})
    assert shown(unlinked(publication, publication.texts["storby/2025/hemtjanst/"])).startswith(
        "Ingress 0,6 mkr.\n\n## Sammanfattning"
    )


# included texts


def test_an_included_text_is_one_level_down_under_the_reports_heading() -> None:
    """The plan's own summary has no heading; ids begin with the unit's, boxes and numbers are left out."""
    files = {
        TEXT: FILES[TEXT].replace("{{ åtgärdskrav() }}", "{{ åtgärdskrav() }}\n\n#### Mer\n\ni texten"),
        REPORT_TEXT: '## Hemtjänsten\n\n{{ plantext("hemtjanst") }}\n\n## Assistans\n\n{{ plantext("assistans") }}\n',
    }
    publication = publish(ECONOMIC | files | {OTHER: FILES[OTHER], OTHER_TEXT: FILES[OTHER_TEXT]})
    assert of_report(publication) == [
        "## Hemtjänsten {: #hemtjansten }",
        "##### Mer",
        "### Fler timvikarier {: #hemtjanst-timvikarier }",
        "### Färre bilar {: #hemtjanst-bilar }",
        "### Kortare möten {: #hemtjanst-apt }",
        "### Bättre planering {: #hemtjanst-planering }",
        "## Assistans {: #assistans }",
        "### Rätt projekt {: #assistans-projekt }",
        "#### Beskrivning av åtgärd {: #assistans-projekt-beskrivning-av-atgard }",
        "#### Möjligheter {: #assistans-projekt-mojligheter }",
        "#### Risker {: #assistans-projekt-risker }",
        "#### Ekonomisk effekt {: #assistans-projekt-ekonomisk-effekt }",
        "#### Uppföljning {: #assistans-projekt-uppfoljning }",
    ]
    page = unlinked(publication, publication.texts["storby/2025/rapporter/laget/"])
    assert "hp-fakta" not in page
    assert "Vi ska spara 0,6\u00a0mkr\n" in page
    assert "Ansvaret ska spara 100\u00a0tkr." in page


def test_included_texts_never_share_ids() -> None:
    """Not with the report's own sections, and not when a text is included twice."""
    files = {
        TEXT: FILES[TEXT] + "\n## Risker\n",
        REPORT_TEXT: "## Hemtjanst\n\n%s\n\n### Risker\n\n## Igen\n\n%s\n".replace(
            "%s", '{{ plantext("hemtjanst") }}'
        ),
    }
    identities = re.findall(r"\{: (#\S+)", "\n".join(of_report(publish(files))))
    assert {"#hemtjanst-risker", "#hemtjanst-risker-2", "#hemtjanst-risker-3", "#hemtjanst-bilar-2"} <= set(
        identities
    )
    assert Counter(identities).most_common(1)[0][1] == 1


def test_an_included_table_links_to_the_plans_own_page() -> None:
    files = {TEXT: FILES[TEXT].replace("Vi ska", "{{ åtgärdstabell() }}\n\nVi ska")}
    publication = publish(ECONOMIC | files)
    page = unlinked(publication, publication.texts["storby/2025/rapporter/laget/"])
    assert '<th scope="row"><a href="../../hemtjanst/#timvikarier">Fler timvikarier</a></th>' in page


def test_problems_of_an_included_text_are_told_where_they_stand() -> None:
    files = {TEXT: FILES[TEXT] + '\n## Mer\n\n{{ belopp("bil") }}\n\n{{ uppgivet("3 mkr", åtgärdskrav()) }}\n'}
    lines = told(publish(files))
    assert len(lines) == 2
    assert lines[0] == f"{TEXT}:18:4: planen har ingen åtgärd «bil» – menade du «bilar»?"
    assert lines[1].startswith(f"{TEXT}:20:4: anmärkning uppgivet-skiljer: ")


def test_a_plan_without_a_text_includes_nothing() -> None:
    publication = publish({TEXT: None})
    assert of_report(publication) == ["## Hemtjänsten {: #hemtjansten }"]


# recursion

REFUSED = (
    "tabeller, rutor och hela texter får inte stå i en kort beskrivning eller en uppföljning; "
    "skriv bara text och siffror"
)


@pytest.mark.parametrize("unit", ["assistans", "hemtjanst"])
def test_a_plan_includes_no_text(unit: str) -> None:
    """Neither its own, which would never end, nor another's."""
    publication = publish({TEXT: f'{FILES[TEXT]}\n{{{{ plantext("{unit}") }}}}\n'})
    assert told(publication) == [f"{TEXT}:16:4: plantext() kan bara användas i en rapport"]


@pytest.mark.parametrize(
    "macro",
    [
        'åtgärdstabell(kolumner=["beskrivning"])',
        'faktaruta("bilar")',
        'tabell("resultat")',
        "nyckeltalstabell()",
        'plantext("hemtjanst")',
        "siffror()",
    ],
)
def test_a_table_whose_cell_would_hold_a_table_is_refused(macro: str) -> None:
    publication = publish(changed(TEXT, "## Färre bilar {: #bilar }\n", SHORT % f"{{{{ {macro} }}}}"))
    assert told(publication) == [f"{TEXT}:13:4: {REFUSED}"]


def test_two_tables_that_would_hold_each_other_are_refused() -> None:
    mine = FILES[TEXT].replace(
        "## Färre bilar {: #bilar }\n", SHORT % '{{ åtgärdstabell("assistans", kolumner=["beskrivning"]) }}'
    )
    others = FILES[OTHER_TEXT].replace(
        "### Risker", '### Kort beskrivning\n{{ åtgärdstabell("hemtjanst", kolumner=["beskrivning"]) }}\n### Risker'
    )
    lines = told(publish({TEXT: mine, OTHER_TEXT: others}))
    assert lines == [f"{OTHER_TEXT}:14:4: {REFUSED}", f"{TEXT}:13:4: {REFUSED}"]


@pytest.mark.parametrize("macro", ['åtgärdstabell(kolumner=["status"])', 'faktaruta("bilar")'])
def test_a_follow_up_that_would_hold_its_own_table_is_refused(macro: str) -> None:
    folder = "plans/storby/2025/hemtjanst/uppfoljning"
    files = {
        f"{folder}/2025-03-31.yml": "åtgärder:\n  - åtgärd: bilar\n",
        f"{folder}/2025-03-31.md": f"## Bilar {{: #bilar }}\n\n{{{{ {macro} }}}}\n",
        TEXT: f"{{{{ {macro} }}}}\n\n{FILES[TEXT]}",
        REPORT: FILES[REPORT],
    }
    assert told(publish(files)) == [f"{folder}/2025-03-31.md:3:4: {REFUSED}"]


def test_a_report_includes_no_report() -> None:
    """Only plans have texts to include."""
    publication = publish({REPORT_TEXT: '{{ plantext("laget") }}\n'})
    assert told(publication) == [f"{REPORT_TEXT}:1:4: enheten «laget» har ingen plan för 2025"]
    assert context_of_report(publication).plan is None
