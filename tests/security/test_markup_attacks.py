"""Nothing that somebody writes does anything on the site but to be read: held in a browser, without any policy."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from attacked_site import pages_of_attacks, write_project
from markup_attacks import ATTACKS, SWALLOWING
from playwright.sync_api import Browser, Page

from handlingsplan.site import publishing

#: What a page must not hold, as the browser has read it. `own` are the scripts of a page without attacks.
SCAN = """own => {
  const found = [];
  for (const each of document.querySelectorAll("*")) {
    for (const {name, value} of each.attributes) {
      if (/^on/i.test(name)) found.push(`${each.outerHTML.slice(0, 200)}: ${name}`);
      if (/^(href|src|action|formaction|xlink:href|data|poster|srcset|ping)$/i.test(name)
          && !/^(https?|mailto):$/.test(new URL(value, document.baseURI).protocol))
        found.push(`${each.outerHTML.slice(0, 200)}: ${name}`);
    }
  }
  for (const each of document.scripts) {
    const inline = !each.src && each.type !== "application/json" && !own.includes(each.textContent);
    if (inline || (each.src && !each.src.startsWith(`${location.origin}/assets/`))) found.push(each.outerHTML.slice(0, 200));
  }
  for (const each of document.querySelectorAll("link"))
    if (!each.href.startsWith(`${location.origin}/`)) found.push(each.outerHTML);
  const strange = "iframe,object,embed,base,math,template,dialog,portal,frame,style,meta,form,textarea,video,audio,slot";
  for (const each of document.querySelectorAll(strange.split(",").map(name => `article ${name}:not(.hp-filter)`).join()))
    found.push(each.outerHTML.slice(0, 200));
  for (const each of document.querySelectorAll("article h3[id^=__], article li[id^=__], article a[name]"))
    found.push(each.outerHTML.slice(0, 200));
  if (window.canary) found.push("canary");
  return found;
}"""
OWN = "() => [...document.scripts].map(each => each.textContent)"


class Quiet(SimpleHTTPRequestHandler):
    """A web server without the policy, which must not be what stops an attack."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class calls it so
        """Say nothing."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file, if the browser has not gone on to the next page."""
        with suppress(ConnectionError):
            super().copyfile(source, outputfile)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_project(tmp_path_factory.mktemp("attacked"))
    with pytest.MonkeyPatch.context() as patched:  # Links that lead nowhere would stop it, as in mkdocs.yml.
        patched.setattr(publishing, "faults_of_site", lambda *_, **__: [])
        assert publishing.publish_site(root) == 0
    return root / "site"


def addresses(site: Path) -> list[str]:
    """Every page but those of the revisions, of which there are none here."""
    pages = (path.parent for path in site.rglob("index.html"))
    return sorted(page.relative_to(site).as_posix() for page in pages if page.name != "historik")


def test_the_corpus_is_large_and_has_no_doubles() -> None:
    assert len(ATTACKS) == len(set(ATTACKS)) >= 150
    assert set(ATTACKS) == {attack for page in pages_of_attacks() for attack in page}


def test_nothing_acts_in_a_browser(attacked: Path, browser: Browser) -> None:
    """No dialog, no other host, no navigation, no handler, no script but the site's own, on any page."""
    told: list[str] = []
    with served(attacked) as address:
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{address}/")
        own = page.evaluate(OWN)
        watch(page, urlsplit(address).netloc, told)
        for each in addresses(attacked):
            wanted = f"{address}/{each}/" if each != "." else f"{address}/"
            page.goto(wanted, wait_until="domcontentloaded")
            told += [f"{each}: {found}" for found in page.evaluate(SCAN, own)]
            told += [] if page.url == wanted else [f"{each}: navigated to {page.url}"]
        context.close()
    assert told == []


def watch(page: Page, host: str, told: list[str]) -> None:
    def on_dialog(dialog: object) -> None:
        told.append("dialog")
        dialog.dismiss()  # type: ignore[attr-defined]

    page.on("dialog", on_dialog)
    page.on("popup", lambda _: told.append("popup"))
    page.on("request", lambda asked: None if urlsplit(asked.url).netloc == host else told.append(asked.url))


def test_what_is_looked_for_is_found(attacked: Path, browser: Browser) -> None:
    """So that the test above finds something if there is something."""
    told: list[str] = []
    with served(attacked) as address:
        page = browser.new_page()
        page.goto(f"{address}/")
        own = page.evaluate(OWN)
        watch(page, urlsplit(address).netloc, told)
        page.evaluate(
            "html => document.querySelector('article').innerHTML += html",
            "<img src='https://angripare.example/x' onerror='window.canary=1;alert(1)'><a href='javascript:x'>x</a>",
        )
        page.wait_for_function("window.canary")
        found = page.evaluate(SCAN, own)
        page.close()
    assert "dialog" in told
    assert any("angripare" in each for each in told)
    assert len(found) == 3


def test_every_attack_is_there_to_be_read(attacked: Path) -> None:
    """An attack that never reached the page would prove nothing: what follows it stands there, for each one."""
    for number, attacks in enumerate(pages_of_attacks()):
        html = (attacked / f"storby/2025/enhet-{number}/index.html").read_text(encoding="utf-8")
        assert len(re.findall(r'<h2 id="a\d+"', html)) == len(attacks), attacks
        assert "alert(1)" in html or attacks[0] in SWALLOWING
