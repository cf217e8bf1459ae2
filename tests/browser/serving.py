"""A local server for a built site, which sends the headers that the guide asks for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

GUIDE = Path(__file__).parents[2] / "docs/guide/publicera.md"


class Quiet(SimpleHTTPRequestHandler):
    """Serves files as a web server does, with the site's own page for wrong addresses, and says nothing."""

    def __init__(self, *args: Any, headers: dict[str, str], **options: Any) -> None:
        self.extra = headers
        super().__init__(*args, **options)

    def end_headers(self) -> None:
        """Send the headers that the guide asks for, too."""
        for name, value in self.extra.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Answer with 404.html."""
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class calls it so
        """Say nothing."""


def documented_headers() -> dict[str, str]:
    """The headers that the guide tells to send, so that every test here is made under its policy."""
    text = GUIDE.read_text(encoding="utf-8")
    lines = text.split("```text\n", 1)[1].split("```", 1)[0].splitlines()
    return dict(line.split(": ", 1) for line in lines)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder; give its address."""
    handler = partial(Quiet, directory=str(folder), headers=documented_headers())
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
