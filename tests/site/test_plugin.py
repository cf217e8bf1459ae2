"""The whole way through MkDocs with the project's own mkdocs.yml and theme, and a small site instead of the plans."""

import logging
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from markupsafe import Markup
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, PluginError

from handlingsplan.model.audience import Audience
from handlingsplan.site import navigation, plugin
from handlingsplan.site.environment import MacroError, TextEnvironment
from handlingsplan.site.fragments import Fragments
from handlingsplan.site.history.past import Asked
from handlingsplan.site.pages import Layout, Site, SitePage, SitePages
from handlingsplan.text.places import Handling, Place, Problem, Severity

ROOT = Path(__file__).parents[2]
NAVIGATION = ["index.md", {"Planer": "planer/index.md"}, "atgarder/index.md", "guide/index.md", "ordlista.md"]
PLAN = "alingsas/2025/81516/index.md"
HOSTILE = """---
template: annan.html
---
{table}

## Ekonomi <img src=x onerror=alert(1)> {{: id='a" onx="alert(2)' }}

Text {{{{ config }}}} <script>alert(3)</script> [x](javascript:alert(4)) [start](../../../index.md)

## {inline} kvar {{: .bilaga }}
"""


def the_site(_root: Path, today: date, _asked: Asked, *problems: Problem) -> Site:
    fragments = Fragments()
    pages = (
        SitePage("planer/index.md", "Planer", "[Planen](../alingsas/2025/81516/index.md)", trusted=True),
        SitePage("atgarder/index.md", "Åtgärder", f"<p class='hp-not'>Per {today}</p>", trusted=True),
        SitePage("alingsas/2025/index.md", "Alingsås 2025", "Året", trusted=True),
    )
    plan = Layout(PLAN, partial(_plan, fragments))
    return Site(
        SitePages([*(Layout(each.uri, partial(_itself, each)) for each in pages), plan]),
        fragments,
        _environment(fragments),
        problems,
        (("Alingsås <i>2025</i>", "alingsas/2025/index.md"),),
    )


def _itself(page: SitePage) -> SitePage:
    return page


DESCRIPTION = 'Om "planen" 😀 och \\ud83d\\ude00'


def _plan(fragments: Fragments) -> SitePage:
    table = fragments.put(Markup('<table class="hp-table" style="width:1px"><tr><td>1</td></tr></table>'))
    inline = fragments.put(Markup("<b onclick='x'>5 &amp; 6</b>"), inline=True)
    return SitePage(
        PLAN,
        'Plan </title><script>alert(5)</script> {{ x }} "y"',
        HOSTILE.format(table=table, inline=inline),
        description=DESCRIPTION,
        facts_path="plans/alingsas/2025/81516/plan.yml",
        text_path="plans/alingsas/2025/81516/plan ä.md",
        changed="12 mars 2026",
        responsible="Ansvarig: <i>Chef</i>",
    )


def _environment(fragments: Fragments) -> TextEnvironment:
    def greeting(_context: object, name: str = "alla") -> str:
        if name == "ingen":
            raise MacroError("ingen att hälsa på")
        return fragments.put(Markup("<p class='hp-not'>Hej, {}!</p>").format(name))

    return TextEnvironment({"hälsning": greeting})


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the real mkdocs.yml and theme, but only three short pages written by hand."""
    (tmp_path / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    (tmp_path / "macros").symlink_to(ROOT / "macros")
    for name in ("plans", "data", "docs/guide"):
        (tmp_path / name).mkdir(parents=True)
    write(tmp_path, "index.md", "# Start\n\n{{ hälsning() }}\n")
    write(tmp_path, "guide/index.md", "# Guide\n\n{% raw %}{{ hälsning() }}{% endraw %}\n")
    write(tmp_path, "ordlista.md", "# Ordlista\n")
    monkeypatch.setattr(plugin, "read_site", the_site)
    return tmp_path


def write(project: Path, name: str, text: str) -> None:
    (project / "docs" / name).write_text(text, encoding="utf-8")


def publish(project: Path, command: str = "build", **options: object) -> Callable[[str], BeautifulSoup]:
    """Builds as the command does. Gives a function that reads a page of the site."""
    config = load_config(str(project / "mkdocs.yml"), **{"nav": NAVIGATION, **options})
    config.plugins.on_startup(command=command, dirty=False)
    build(config)
    return lambda name: BeautifulSoup((project / "site" / name / "index.html").read_text(encoding="utf-8"), "lxml")


def test_beside_a_page_stands_its_own_part_of_a_long_navigation(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def years(most: int) -> list[int]:
        monkeypatch.setattr(navigation, "MOST_SECTIONS", most)
        shown = publish(project)
        beside = [shown(name).select(".md-nav--primary a[href]") for name in ("", "planer", "alingsas/2025/81516")]
        return [len([link for link in links if "2025" in link.get_text()]) for links in beside]

    assert years(1) == [1, 1, 1]
    assert years(0) == [0, 1, 0]


def messages(caplog: pytest.LogCaptureFixture, level: int) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno == level]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A site that is built once, for those who only look at it. It has an address of a repository."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        folder = project.__wrapped__(tmp_path_factory.mktemp("project"), monkeypatch)
        publish(folder, repo_url="https://github.com/kommunen/planer", edit_uri="edit/main/docs/")
        yield folder / "site"


def page(site: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((site / name / "index.html").read_text(encoding="utf-8"), "lxml")


class TestPages:
    def test_the_programs_html_is_inserted_as_it_is(self, site: Path) -> None:
        article = page(site, "alingsas/2025/81516").article
        assert article.select_one("table.hp-table[style]").get_text() == "1"
        assert article.select_one("h2 b[onclick]").get_text() == "5 & 6"
        assert page(site, "").select_one("article .hp-not").get_text() == "Hej, alla!"
        assert page(site, "atgarder").select_one("article .hp-not").get_text() == f"Per {date.today()}"  # noqa: DTZ011

    def test_no_token_is_left(self, site: Path) -> None:
        for path in site.rglob("*"):
            if path.suffix in (".html", ".json", ".xml"):
                assert "\ue000" not in path.read_text(encoding="utf-8")
                assert "\\ue000" not in path.read_text(encoding="utf-8")

    def test_other_peoples_html_is_sanitised_everywhere(self, site: Path) -> None:
        text = (site / "alingsas/2025/81516/index.html").read_text(encoding="utf-8")
        soup = BeautifulSoup(text, "lxml")
        assert "javascript:" not in soup.article.decode()
        assert not soup.select("img[src=x], [onx], [onerror]")
        assert not [script for script in soup.select("script") if "alert(" in script.get_text()]
        assert soup.select_one("h2.bilaga")

    def test_a_page_ends_with_when_it_was_changed_and_who_is_responsible(self, site: Path) -> None:
        end = page(site, "alingsas/2025/81516").select_one(".hp-sidslut")
        assert [each.get_text() for each in end.select("*")] == [
            "Senast ändrad 12 mars 2026",
            "Ansvarig: <i>Chef</i>",
        ]
        assert not page(site, "alingsas/2025").select(".hp-sidslut")

    def test_a_title_is_text_and_not_html(self, site: Path) -> None:
        title = 'Plan </title><script>alert(5)</script> {{ x }} "y"'
        soup = page(site, "alingsas/2025/81516")
        assert soup.h1.get_text() == title
        assert soup.title.get_text() == f"{title} – Handlingsplaner"
        assert soup.select_one("meta[name=description]")["content"] == DESCRIPTION
        navigation = page(site, "").select_one("nav.md-nav--primary")
        assert "Alingsås <i>2025</i>" in navigation.get_text()

    def test_the_table_of_contents_is_text(self, site: Path) -> None:
        items = page(site, "alingsas/2025/81516").select("nav.md-nav--secondary a.md-nav__link")
        assert [" ".join(item.get_text().split()) for item in items] == [
            "template: annan.html",
            "Ekonomi",
            "5 & 6 kvar",
        ]
        for item in items:
            assert set(item.attrs) == {"href", "class"}

    def test_a_character_beyond_the_first_65_536_is_no_fault_in_what_a_page_is_told_by(self, site: Path) -> None:
        plan = page(site, "alingsas/2025/81516")
        assert plan.select_one('meta[name="description"]')["content"] == DESCRIPTION
        assert "render_macros" not in plan.article.get_text()

    def test_front_matter_in_a_plan_is_text(self, site: Path) -> None:
        assert "template: annan.html" in page(site, "alingsas/2025/81516").article.get_text()

    def test_macros_are_filled_in_once(self, site: Path) -> None:
        assert "{{ config }}" in page(site, "alingsas/2025/81516").article.get_text()
        assert "{{ hälsning() }}" in page(site, "guide").article.get_text()


class TestNavigation:
    def test_municipalities_stand_below_plans_and_plans_do_not(self, site: Path) -> None:
        navigation = page(site, "").select_one("nav.md-nav--primary")
        links = [link["href"] for link in navigation.select("a.md-nav__link")]
        assert links == [".", "planer/", "alingsas/2025/", "atgarder/", "guide/", "ordlista/"]

    def test_facts_and_text_have_their_own_links(self, site: Path) -> None:
        base = "https://github.com/kommunen/planer/edit/main/"
        links = {link.get_text(): link["href"] for link in page(site, "alingsas/2025/81516").select(".hp-andra a")}
        assert links == {
            "Ändra fakta": f"{base}plans/alingsas/2025/81516/plan.yml",
            "Ändra text": f"{base}plans/alingsas/2025/81516/plan%20%C3%A4.md",
        }
        assert [a["href"] for a in page(site, "guide").select(".hp-andra a")] == [f"{base}docs/guide/index.md"]
        assert not page(site, "planer").select(".hp-andra")

    def test_there_are_no_such_links_without_a_repository(self, project: Path) -> None:
        page = publish(project)
        for name in ("alingsas/2025/81516", "guide", "planer"):
            assert not page(name).select(".hp-andra, [rel~=edit]")


class TestTheme:
    def test_the_search_dialog_has_a_name(self, site: Path) -> None:
        assert page(site, "").select_one("[role=dialog]")["aria-label"] == "Sök på webbplatsen"

    def test_every_list_of_links_has_a_name_of_its_own(self, site: Path) -> None:
        for soup in (page(site, ""), page(site, "planer")):
            names = [nav["aria-label"] for nav in soup.select(".md-sidebar--primary nav nav[data-md-level]")]
            assert names == ["Planer"]
            assert not soup.select("nav[aria-labelledby]")

    def test_no_request_leaves_the_site(self, site: Path) -> None:
        for path in site.rglob("*.html"):
            soup = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
            loaded = [tag.get("src") or tag.get("href") for tag in soup.select("script, img, iframe, link, source")]
            assert not [address for address in loaded if address and re.match(r"(?:https?:)?//", address)]
            assert not soup.select('[data-md-component="source"]'), "Material fetches the number of stars"

    def test_the_page_for_wrong_addresses_is_swedish(self, site: Path) -> None:
        soup = BeautifulSoup((site / "404.html").read_text(encoding="utf-8"), "lxml")
        assert soup.html["lang"] == "sv"
        assert soup.h1.get_text() == "Sidan finns inte"
        assert soup.title.get_text() == "Sidan finns inte – Handlingsplaner"

    def test_the_style_sheet_is_there(self, site: Path) -> None:
        links = [link["href"] for link in page(site, "").select("link[rel=stylesheet]")]
        assert "assets/stylesheets/handlingsplan.css" in links
        assert (site / "assets/stylesheets/handlingsplan.css").exists()


class TestProblems:
    PLACE = Place("plans/alingsas/2025/81516/plan.yml", 8, 5)

    def of(self, *problems: Problem) -> Callable[[Path, date, Asked], Site]:
        return lambda root, today, asked: the_site(root, today, asked, *problems)

    def test_a_fault_stops_before_anything_is_written(
        self, project: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        (project / "site").mkdir()
        (project / "site/index.html").write_text("Gammalt", encoding="utf-8")
        faults = [Problem("x", Severity.ERROR, self.PLACE, f"fel {number}") for number in (1, 2)]
        monkeypatch.setattr(plugin, "read_site", self.of(*faults))
        with pytest.raises(Abort, match="Webbplatsen byggdes inte: 2 fel att rätta"):
            publish(project)
        assert messages(caplog, logging.ERROR) == [f"{self.PLACE}: fel 1", f"{self.PLACE}: fel 2"]
        assert [path.name for path in (project / "site").iterdir()] == ["index.html"]
        assert (project / "site/index.html").read_text(encoding="utf-8") == "Gammalt"

    def test_while_serving_the_faults_are_shown_above_the_earlier_pages(
        self, project: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = publish(project, "serve")
        assert not page("").select(".hp-fel")
        monkeypatch.setattr(plugin, "read_site", self.of(Problem("x", Severity.ERROR, self.PLACE, "<okänt> fält")))
        page = publish(project, "serve")
        assert page("alingsas/2025/81516").select_one(".hp-fel li").get_text() == f"{self.PLACE}: <okänt> fält"
        monkeypatch.setattr(plugin, "read_site", the_site)
        assert not publish(project, "serve")("").select(".hp-fel, .md-banner")

    def test_remarks_are_told_unless_somebody_has_handled_them(
        self, project: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO)
        remark = Problem("x", Severity.REMARK, self.PLACE, "saknas")
        handled = Problem("y", Severity.REMARK, self.PLACE, "förklarat", handling=Handling("förklarad", "Därför."))
        monkeypatch.setattr(plugin, "read_site", self.of(remark, handled))
        publish(project)
        assert f"{self.PLACE}: anmärkning x: saknas" in messages(caplog, logging.INFO)
        assert "förklarat" not in caplog.text

    def test_every_fault_in_the_pages_written_by_hand_is_told_with_its_line(
        self, project: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        write(project, "index.md", "---\ntitle: Start\n---\n\n# Start\n\n{{ hälsnin() }}\n{{ config }}\n")
        write(project, "ordlista.md", "# Ordlista\n{{ hälsning('ingen') }}\n{{ hälsning(\n")
        write(project, "guide/index.md", "---\nrender_macros: false\n---\n# Guide\n\n{{ vad som helst }}\n")
        (project / "docs/utveckling").mkdir()
        write(project, "utveckling/anteckning.md", "# Not on the site\n\n{{ vad som helst }}\n")
        with pytest.raises(Abort, match="4 fel att rätta"):
            publish(project)
        assert messages(caplog, logging.ERROR) == [
            "docs/index.md:7:4: okänt makro «hälsnin» – menade du «hälsning»?",
            'docs/index.md:8:4: «config» är inget makro; är det en text skrivs den med citattecken: "config"',
            "docs/ordlista.md:2:4: ingen att hälsa på",
            "docs/ordlista.md:3:1: «{{» saknar avslutande «}}»",
        ]
        assert not (project / "site").exists()

    def test_a_build_says_little(self, project: Path, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.INFO)
        publish(project)
        assert not messages(caplog, logging.WARNING)
        assert [line.split()[0] for line in messages(caplog, logging.INFO)] == [
            "Cleaning",
            "Building",
            "Documentation",
        ]


class TestOptions:
    def test_the_day_can_be_given(self, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HANDLINGSPLAN_TODAY", "2025-02-03")
        assert "Per 2025-02-03" in publish(project)("atgarder").article.get_text()

    def test_a_wrong_day_is_told(self, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HANDLINGSPLAN_TODAY", "i morgon")
        with pytest.raises((Abort, PluginError)):
            publish(project)

    def test_the_macros_plugin_must_be_there(self, project: Path, caplog: pytest.LogCaptureFixture) -> None:
        with pytest.raises((Abort, PluginError)):
            publish(project, plugins=["search", "handlingsplan"])
        assert "ska macros stå före handlingsplan" in caplog.text


def test_the_site_has_the_municipalitys_name_and_colour(project: Path) -> None:
    told = {"name": "Storvik & Co", "colour": "#00843d"}
    page = publish(project, plugins=["search", "macros", {"handlingsplan": {"publisher": told}}])
    shown = page("alingsas/2025")
    assert shown.title.get_text() == "Alingsås 2025 – Handlingsplaner – Storvik & Co"
    assert shown.select_one(".md-header__topic").get_text(strip=True) == "Handlingsplaner – Storvik & Co"
    [link] = shown.select("link[href$='kommun.css']")
    style = (project / "site/alingsas/2025" / link["href"]).read_text(encoding="utf-8")
    assert "--hp-head: #00843d;" in style


def test_a_wrong_colour_is_told(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises((Abort, PluginError)):
        publish(project, plugins=["search", "macros", {"handlingsplan": {"publisher": {"colour": "grön"}}}])
    assert "mkdocs.yml: publisher: colour: «grön» är ingen färg" in caplog.text


@pytest.mark.parametrize(
    ("feedback", "link"),
    [
        ("mailto:planer@example.se", "mailto:planer@example.se?subject=Om%20sidan%20Alings%C3%A5s%202025"),
        ("mailto:planer@example.se?subject=x", "mailto:planer@example.se?subject=x"),
        ('https://example.se/?a="1', 'https://example.se/?a="1'),
    ],
)
def test_feedback_leads_where_the_municipality_says(project: Path, feedback: str, link: str) -> None:
    page = publish(project, extra={"generator": False, "feedback": feedback})
    [shown] = page("alingsas/2025").select(".hp-sidslut a")
    assert (shown["href"], shown.get_text()) == (link, "Tyck till om sidan")


class TestAudience:
    def asked(self, project: Path, monkeypatch: pytest.MonkeyPatch, told: str = "", written: str = "") -> Audience:
        """Build; give the audience that the site was read for."""
        found: list[Audience] = []

        def read(root: Path, today: date, asked: Asked) -> Site:
            found.append(asked.audience)
            return the_site(root, today, asked)

        monkeypatch.setattr(plugin, "read_site", read)
        monkeypatch.setenv("HANDLINGSPLAN_AUDIENCE", told)
        config = (project / "mkdocs.yml").read_text(encoding="utf-8")
        line = f"      audience: {written}\n" if written else ""
        (project / "mkdocs.yml").write_text(re.sub(r" {6}audience: .*\n", line, config), encoding="utf-8")
        self.page = publish(project, repo_url="https://github.com/kommunen/planer", edit_uri="edit/main/docs/")
        return found[0]

    def test_without_a_word_it_is_those_in_the_municipality(
        self, project: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert self.asked(project, monkeypatch) is Audience.INTERNAL
        assert "Intern: för kommunens medarbetare" in self.page(".").select_one(".md-copyright").get_text()

    def test_the_command_decides_over_the_configuration(self, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        assert self.asked(project, monkeypatch, "publik", "begränsad") is Audience.PUBLIC

    def test_the_public_has_no_way_to_the_repository(self, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        assert self.asked(project, monkeypatch, "begränsad") is Audience.RESTRICTED
        assert "github.com" in str(self.page("alingsas/2025/81516"))
        assert self.asked(project, monkeypatch, "publik") is Audience.PUBLIC
        assert "github.com" not in str(self.page("alingsas/2025/81516"))

    def test_another_word_stops_the_build(
        self, project: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        with pytest.raises((Abort, PluginError)):
            self.asked(project, monkeypatch, "alla")
        assert "«alla» ska vara en av begränsad, intern, publik" in caplog.text
