"""Every kind of page, and a page that is watched while it is open."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Page

#: Every kind of page as the accessibility statement names it, with examples and their headings.
KINDS = {
    "startsidan och sidan om tillgänglighet": {
        "": "Handlingsplaner",
        "tillganglighet/": "Om webbplatsens tillgänglighet",
    },
    "listor över planer, åtgärder, viktiga datum, ändringar, anmärkningar, data och ord": {
        "planer/": "Planer",
        "atgarder/": "Åtgärder",
        "viktiga-datum/": "Viktiga datum",
        "andringar/": "Ändringar",
        "avstamning/": "Avstämning",
        "data/": "Data",
        "ordlista/": "Ordlista",
    },
    "en kommun och ett år": {
        "alingsas/": "Alingsås kommun",
        "alingsas/2025/": "Alingsås kommun 2025",
    },
    "planer, deras uppföljning och deras revisionshistorik": {
        "alingsas/2025/81516/": "Handlingsplan ansvar 81516",
        "alingsas/2024/81511/": "Handlingsplan ansvar 81511",
        "huddinge/2023/hemtjanst/": "Åtgärdsplan Hemtjänsten",
        "alingsas/2024/81511/uppfoljning/": "Uppföljning: Handlingsplan ansvar 81511",
        "alingsas/2025/81516/historik/": "Revisionshistorik: Handlingsplan ansvar 81516",
    },
    "rapporter till nämnden": {
        "alingsas/2023/rapporter/personlig-assistans/": "Handlingsplan personlig assistans",
        "huddinge/2023/rapporter/atgardsplan-2023-03-31/": "Åtgärdsplan per 31 mars för vård- och omsorgsnämnden",
    },
    "läget för en nämnd, och uppföljningen per ett datum": {
        "huddinge/2023/laget/von/": "Läget 2023: Vård- och omsorgsnämnden",
        "alingsas/2024/laget/von/": "Läget 2024: Vård- och omsorgsnämnden",
        "alingsas/2024/uppfoljning/2024-08-31/": "Uppföljning per 31 augusti 2024",
    },
    "en datamängd": {
        "alingsas/data/utfall-81511/": "Utfall januari och februari, ansvar 81511",
    },
    "guiden, en roll i guiden och en kontroll": {
        "guide/": "Guide",
        "guide/makron/": "Makron",
        "guide/falt/": "Fält",
        "guide/kontroller/": "Kontroller",
        "guide/roller/enhetschef/": "För dig som är enhetschef",
        "guide/kontroller/fel-enhet/": "Ett belopp är troligen i fel enhet",
    },
    "sidan för adresser som inte finns": {
        "finns-inte/": "Sidan finns inte",
    },
}
PAGES = {address: heading for pages in KINDS.values() for address, heading in pages.items()}

# What Chromium says of a request that it breaks off since the page is left, the icon's above all: it is
# fetched last. A file that is missing or refused says something else.
LEFT = "net::ERR_ABORTED"


@dataclass
class Watched:
    """A page with everything that went wrong on it, and the hosts it asked."""

    page: Page
    faults: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.page.on("console", lambda said: self._note(said.type in ("error", "warning"), f"console: {said.text}"))
        self.page.on("pageerror", lambda fault: self._note(True, f"script: {fault}"))
        self.page.on("requestfailed", lambda asked: self._note(asked.failure != LEFT, f"failed: {asked.url}"))
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        self.page.on("response", lambda answer: self._note(answer.status >= 400, f"{answer.status}: {answer.url}"))

    def _note(self, wrong: bool, text: str) -> None:
        if wrong:
            self.faults.append(text)


def search_with_keyboard(page: Page, words: str) -> None:
    """Open the search with its key and type; a key that is pressed before the page's script listens is lost."""
    field = page.locator("[data-md-component=search-query]")
    for _ in range(200):
        page.keyboard.press("/")
        if field.evaluate("each => each === document.activeElement"):
            break
        page.wait_for_timeout(50)
    field.press_sequentially(words)
