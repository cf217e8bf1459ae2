"""What readers of another audience meet: no remarks, no lines of files, words where a figure would be; and history."""

from __future__ import annotations

from pathlib import Path

import pytest
from archives import FILES, OTHER, OTHER_TEXT, PLAN, TEXT, TODAY, changed, page, write
from bs4 import BeautifulSoup

from handlingsplan.model.audience import Audience
from handlingsplan.site.history.past import Asked
from handlingsplan.site.pages import Site, read_site

SECRET = {
    "data/storby/projekt.yml": """\
titel: Projekt
nyckel: projekt
personbunden: ja
personbunden förklaring: Ett prov.
sammanslagen publicering: publik
kolumner: {projekt: text, utfall: tkr}
avstämning: [{anmärkning: fel-enhet, läge: förklarad, förklaring: P3 är störst}]
""",
    "data/storby/projekt.csv": "projekt;utfall\n" + "".join(f"P{number};{100 + number}\n" for number in range(9)),
    TEXT: FILES[TEXT]
    + """
## Projekten {: #projekten .fri .publik }

Alla ger {{ summa("projekt", "utfall") }}, men P3 {{ plus(värde("projekt", "P3", "utfall"), summa("projekt", "utfall")) }}.

{{ tabell("projekt") }}

## Ärendet {: .fri }

P3 gav {{ värde("projekt", "P3", "utfall") }} sedan brukaren flyttade.
""",
}
PUBLIC = {path: f"publicering: publik\n{FILES[path]}" for path in (PLAN,)}
ADDRESS = "storby/2025/hemtjanst/"


def site_for(root: Path, audience: Audience, files: dict[str, str]) -> Site:
    return read_site(write(root, files), TODAY, Asked(audience=audience))


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The public site of a plan with a section about a person."""
    return site_for(tmp_path_factory.mktemp("public"), Audience.PUBLIC, {**SECRET, **PUBLIC})


def text_of(site: Site, address: str) -> str:
    return BeautifulSoup(page(site, address), "lxml").get_text(" ", strip=True).replace("\u00a0", " ")


def test_sums_are_given_and_words_stand_for_the_rest(public: Site) -> None:
    said = text_of(public, ADDRESS)
    assert "Delar av dokumentet publiceras inte här." in said
    assert "Alla ger 936 tkr , men P3 (uppgiften publiceras inte)." in said
    assert "Alla rader, sammanslagna 936" in said
    assert "Raderna kan knytas till personer. Därför visas bara summor av minst 5 rader." in said


def test_a_section_that_names_rows_about_persons_is_not_there(public: Site) -> None:
    assert "brukaren flyttade" not in text_of(public, ADDRESS)
    assert "brukaren flyttade" not in "".join(each.content.decode() for each in public.downloads)


def test_only_public_plans_have_pages(public: Site) -> None:
    uris = [each.uri for each in public.pages]
    assert f"{ADDRESS}index.md" in uris
    assert [uri for uri in uris if "assistans" in uri or "rapporter" in uri] == []


def test_no_remark_is_told_and_no_line_of_a_file(public: Site) -> None:
    everything = "".join(page(public, each.uri.removesuffix("index.md")) for each in public.pages)
    assert "hp-anmarkning" not in everything
    assert "plan.yml:" not in everything
    assert "plans/storby/2025/hemtjanst/plan.yml" in everything
    assert "visas inte på den här webbplatsen" in text_of(public, "avstamning/")


def test_the_whole_is_checked_whoever_the_site_is_for(tmp_path: Path) -> None:
    """What is withheld may be wrong too, and stops the site."""
    wrong = {**SECRET, TEXT: SECRET[TEXT].replace('värde("projekt", "P3", "utfall") }} sedan', "x() }} sedan")}
    site = site_for(tmp_path, Audience.PUBLIC, {**wrong, **PUBLIC})
    assert len(site.pages) == 0
    assert "«x» är inget makro" in " ".join(map(str, site.problems))


def test_within_the_municipality_nothing_is_missing_where_nothing_is_withheld(tmp_path: Path) -> None:
    files = changed(OTHER_TEXT, "Det ger {{", "Det ger ungefär 7 tkr, {{")
    one = site_for(tmp_path / "one", Audience.INTERNAL, files)
    other = site_for(tmp_path / "other", Audience.RESTRICTED, files)
    assert [each.uri for each in one.pages] == [each.uri for each in other.pages]
    assert page(one, "storby/2025/assistans/") == page(other, "storby/2025/assistans/")
    assert "hp-anmarkning" in page(one, "storby/2025/assistans/")


def test_within_the_municipality_remarks_are_untold_where_something_is(tmp_path: Path) -> None:
    files = {**SECRET, **changed(OTHER_TEXT, "Det ger {{", "Det ger ungefär 7 tkr, {{"), OTHER: FILES[OTHER]}
    site = site_for(tmp_path, Audience.INTERNAL, files)
    assert "hp-anmarkning" not in page(site, "storby/2025/assistans/")
    assert "Anmärkningar som gäller Storbys kommun visas bara på den begränsade" in text_of(site, "avstamning/")
