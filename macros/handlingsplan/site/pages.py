"""The generated pages: one per plan, report, municipality and year, and the register of actions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from markupsafe import Markup

from handlingsplan.model.archive import FollowUpDocument, Municipality, PlanDocument, ReportDocument
from handlingsplan.model.plan import Action
from handlingsplan.site.context import TextContext
from handlingsplan.site.effect_tables import ActionTableOptions, action_grid, key_figure_grid
from handlingsplan.site.environment import TextEnvironment
from handlingsplan.site.fact_boxes import cover_html, decision_line, report_head_html, tiles_html
from handlingsplan.site.fragments import Fragments
from handlingsplan.site.grids import Grid, GridRow, Heading, draw
from handlingsplan.site.overviews import municipality_cards, register_html, year_html
from handlingsplan.site.provenance import remarks_html
from handlingsplan.site.publication import Publication, plan_context, read_publication, report_context
from handlingsplan.site.rendering import render
from handlingsplan.site.statements import action_link, follow_up_comment, status_badge
from handlingsplan.sources.worktree import WorkTree
from handlingsplan.text.dates import long_date
from handlingsplan.text.places import Problem, Severity

_REGISTER = "atgarder/"
_PLANS = "planer/"


@dataclass(frozen=True, slots=True)
class SitePage:
    """One generated page. `markdown` has its macros filled in and holds fragment tokens."""

    uri: str
    title: str
    markdown: str
    description: str = ""
    facts_path: str = ""
    text_path: str = ""
    trusted: bool = False

    @property
    def is_list(self) -> bool:
        """Whether the page is a list of the program's own, which needs its width and no table of contents."""
        return self.trusted


@dataclass(frozen=True, slots=True)
class Site:
    """All generated pages with what the hand-written ones need."""

    pages: tuple[SitePage, ...]
    fragments: Fragments
    environment: TextEnvironment
    problems: tuple[Problem, ...]
    sections: tuple[tuple[str, str], ...]


def read_site(root: Path, today: date) -> Site:
    """Read and check a checkout and lay out its pages; a checkout with errors has none."""
    publication = read_publication(WorkTree(root), today)
    library = publication.library
    sections = tuple(
        (f"{municipality.organisation.name} {year}", f"{municipality.id}/{year}/index.md")
        for municipality in library.archive.municipalities
        for year in municipality.years()
    )
    sound = not any(problem.severity is Severity.ERROR for problem in publication.problems)
    pages = tuple(_pages(publication)) if sound else ()
    return Site(pages, library.fragments, library.environment, publication.problems, sections)


def _pages(publication: Publication) -> Iterator[SitePage]:
    site = TextContext(publication.library)
    yield _overview(site, _PLANS, "Planer", "Alla handlingsplaner per kommun och år.")
    yield _register(site)
    for municipality in publication.library.archive.municipalities:
        yield _municipality_page(site, municipality)
        for year in municipality.years():
            yield _year_page(site, municipality, year)
        for plan in municipality.plans:
            yield _plan_page(publication, municipality, plan)
        for report in municipality.reports:
            yield _report_page(publication, municipality, report)


def _put(context: TextContext, html: Markup) -> str:
    return context.library.fragments.put(html)


def _trail(context: TextContext, *steps: tuple[str, str]) -> str:
    """Give the breadcrumb; the last step is the page itself."""
    linked = [("", "Start"), *steps]
    shown = [
        (context.link(address) if number < len(linked) - 1 else "", title)
        for number, (address, title) in enumerate(linked)
    ]
    return _put(context, render("brodsmulor.html", steps=shown))


def _overview(site: TextContext, address: str, title: str, lead: str) -> SitePage:
    here = replace(site, address=address)
    markdown = _trail(here, (address, title)) + f"{lead}\n" + _put(here, municipality_cards(here, level=2))
    return SitePage(f"{address}index.md", title, markdown, lead, trusted=True)


def _register(site: TextContext) -> SitePage:
    here = replace(site, address=_REGISTER)
    lead = "Alla åtgärder i alla planer, med start, effekt och status."
    markdown = _trail(here, (_REGISTER, "Åtgärder")) + f"{lead}\n" + _put(here, register_html(here))
    return SitePage(f"{_REGISTER}index.md", "Åtgärder", markdown, lead, trusted=True)


def _municipality_page(site: TextContext, municipality: Municipality) -> SitePage:
    name = municipality.organisation.name
    address = f"{municipality.id}/"
    library = replace(site.library, archive=replace(site.library.archive, municipalities=(municipality,)))
    here = replace(site, library=library, address=address)
    markdown = _trail(here, (_PLANS, "Planer"), (address, name)) + _put(here, municipality_cards(here, level=2))
    facts = municipality.facts.path
    return SitePage(f"{address}index.md", name, markdown, f"Handlingsplaner i {name}.", facts, trusted=True)


def _year_page(site: TextContext, municipality: Municipality, year: int) -> SitePage:
    name = municipality.organisation.name
    address = f"{municipality.id}/{year}/"
    here = replace(site, address=address, municipality=municipality)
    trail = _trail(here, (_PLANS, "Planer"), (f"{municipality.id}/", name), (address, str(year)))
    markdown = trail + _put(here, year_html(here, municipality, year))
    title = f"{name} {year}"
    return SitePage(f"{address}index.md", title, markdown, f"Handlingsplaner och rapporter {year}.", trusted=True)


def _plan_page(publication: Publication, municipality: Municipality, plan: PlanDocument) -> SitePage:
    context = plan_context(publication.library, municipality, plan)
    trail = _trail(
        context,
        (_PLANS, "Planer"),
        (f"{municipality.id}/", municipality.organisation.name),
        (f"{municipality.id}/{plan.year}/", str(plan.year)),
        (plan.address, plan.placement.unit.name),
    )
    parts = [
        trail,
        _put(context, cover_html(plan, municipality)),
        _put(context, tiles_html(context, plan)),
        _actions_part(context, plan),
        _key_figures_part(context, plan),
        publication.texts.get(plan.address, ""),
        *_follow_up_parts(context, plan),
        _decisions_part(context, [decision_line(each) for each in plan.plan.decisions]),
        _remarks_part(context, publication, plan.facts.path),
    ]
    return SitePage(
        f"{plan.address}index.md",
        plan.title,
        "\n\n".join(part for part in parts if part),
        f"{plan.title}, {municipality.organisation.name} {plan.year}.",
        plan.facts.path,
        plan.narrative.path if plan.narrative else "",
    )


def _actions_part(context: TextContext, plan: PlanDocument) -> str:
    """Give the actions table where the plan's own text does not place it."""
    if not plan.plan.actions or (plan.narrative and "åtgärdstabell(" in plan.narrative.text):
        return ""
    return _put(context, draw(action_grid(context, plan, ActionTableOptions())))


def _key_figures_part(context: TextContext, plan: PlanDocument) -> str:
    """Give the key figures where the plan's own text does not place them."""
    if not plan.plan.key_figures or (plan.narrative and "nyckeltalstabell(" in plan.narrative.text):
        return ""
    return _put(context, draw(key_figure_grid(context, plan)))


def _follow_up_parts(context: TextContext, plan: PlanDocument) -> Iterator[str]:
    if not plan.follow_ups:
        return
    yield "## Uppföljning {: #uppfoljning-av-planen }"
    for follow_up in reversed(plan.follow_ups):
        rows = [
            GridRow(
                [
                    action_link(context, plan, action),
                    _status_said(follow_up, action),
                    follow_up_comment(context, plan, action, follow_up),
                ]
            )
            for action in plan.plan.actions
            if _is_followed_up(follow_up, action)
        ]
        caption = f"Uppföljning {long_date(follow_up.day)}"
        headings = [Heading("Åtgärd"), Heading("Status"), Heading("Kommentar")]
        notes = [follow_up.follow_up.comment] if follow_up.follow_up.comment else []
        yield _put(context, draw(Grid(caption, headings, rows, notes=notes)))


def _is_followed_up(follow_up: FollowUpDocument, action: Action) -> bool:
    """Whether a follow-up says anything of an action, in its facts or its text."""
    in_text = follow_up.narrative is not None and follow_up.narrative.section_of(action.id) is not None
    return in_text or follow_up.follow_up.of(action.id) is not None


def _status_said(follow_up: FollowUpDocument, action: Action) -> str | Markup:
    said = follow_up.follow_up.of(action.id)
    return status_badge(said.status) if said and said.status else "–"


def _decisions_part(context: TextContext, lines: list[str]) -> str:
    if not lines:
        return ""
    items = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    return "## Beslut i ärendet {: #beslut-i-arendet }\n" + _put(
        context, Markup('<ol class="hp-beslut">{}</ol>').format(items)
    )


def _remarks_part(context: TextContext, publication: Publication, path: str) -> str:
    """Give the remarks about the document, with what people have answered: shown, not hidden."""
    problems = publication.problems_in(path.rsplit("/", 1)[0] + "/")
    if not problems:
        return ""
    return "## Att stämma av {: #att-stamma-av }\n" + _put(context, remarks_html(problems))


def _report_page(publication: Publication, municipality: Municipality, report: ReportDocument) -> SitePage:
    context = report_context(publication.library, municipality, report)
    trail = _trail(
        context,
        (_PLANS, "Planer"),
        (f"{municipality.id}/", municipality.organisation.name),
        (f"{municipality.id}/{report.year}/", str(report.year)),
        (report.address, report.report.title),
    )
    parts = [
        trail,
        _put(context, report_head_html(report, municipality)),
        publication.texts.get(report.address, ""),
        _signers(context, report),
        _decisions_part(context, [decision_line(each) for each in report.report.decisions]),
        _remarks_part(context, publication, report.facts.path),
    ]
    return SitePage(
        f"{report.address}index.md",
        report.report.title,
        "\n\n".join(part for part in parts if part),
        f"{report.report.title}, {municipality.organisation.name} {report.year}.",
        report.facts.path,
        report.narrative.path if report.narrative else "",
    )


def _signers(context: TextContext, report: ReportDocument) -> str:
    if not report.report.signers:
        return ""
    names = Markup("").join(
        Markup("<li><strong>{}</strong><br>{}</li>").format(signer.name, signer.role)
        for signer in report.report.signers
    )
    return _put(context, Markup('<ul class="hp-undertecknare">{}</ul>').format(names))
