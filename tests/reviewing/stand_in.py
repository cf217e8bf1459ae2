"""A stand-in for the parts of the forges' APIs that comments need, on this machine.

It keeps comments, pages its lists, asks for a token, and answers with any fault that a test puts in `faults`.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "hemlig-token-1234"  # noqa: S105 - the stand-in's own
HEAD = "a" * 40
ME, OTHER = ("github-actions[bot]", 7), ("mallory", 8)


@dataclass
class Fault:
    """An answer given instead of the right one, after the request was obeyed if `obeyed`."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    content: bytes = b'{"message": "nej"}'
    obeyed: bool = False
    method: str = ""
    path: str = ""


@dataclass
class Forge:
    """What the stand-in keeps, and what it has been asked."""

    address: str = ""
    head: str = HEAD
    notes: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    tokens: list[str | None] = field(default_factory=list)

    def environment(self, forge: str) -> dict[str, str]:
        """The variables that the CI system and the job's author set."""
        if forge == "github":
            return {
                "GITHUB_API_URL": f"{self.address}/api/v3",
                "GITHUB_GRAPHQL_URL": f"{self.address}/api/graphql",
                "GITHUB_REPOSITORY": "kommunen/handlingsplan",
                "GITHUB_TOKEN": TOKEN,
            }
        return {
            "CI_API_V4_URL": f"{self.address}/api/v4",
            "CI_PROJECT_ID": "31",
            "CI_MERGE_REQUEST_IID": "12",
            "GITLAB_TOKEN": TOKEN,
        }

    def write(self, text: str, author: tuple[str, int] | None = ME, **further: object) -> None:
        """Keep a comment."""
        user = {"login": author[0], "id": author[1]} if author else None
        self.notes.append({"id": len(self.notes) + 100, "body": text, "user": user, "author": user} | further)

    def texts(self) -> list[str]:
        """The comments as they are."""
        return [each["body"] for each in self.notes]

    def answer(self, method: str, path: str, body: dict[str, str]) -> Any:
        """Obey a request; a list is given whole, and None is 404."""
        match method, path:
            case "POST", "/api/graphql":
                assert "viewer" in body["query"]
                return {"data": {"viewer": {"login": ME[0]}}}
            case "GET", "/api/v4/user":
                return {"id": ME[1], "username": "projekt-robot"}
            case "GET", "/api/v3/repos/kommunen/handlingsplan/pulls/12":
                return {"head": {"sha": self.head}}
            case "GET", "/api/v4/projects/31/merge_requests/12":
                return {"sha": self.head}
        return self._comments(method, path, body)

    def _comments(self, method: str, path: str, body: dict[str, str]) -> Any:
        lists = (
            "/api/v3/repos/kommunen/handlingsplan/issues/12/comments",
            "/api/v4/projects/31/merge_requests/12/notes",
        )
        if path in lists and method == "GET":
            return self.notes
        if path in lists and method == "POST":
            self.write(body["body"])
            return self.notes[-1]
        one = re.fullmatch(r"/api/v3/repos/kommunen/handlingsplan/issues/comments/(\d+)", path)
        one = one or re.fullmatch(re.escape(lists[1]) + r"/(\d+)", path)
        if one and method == ("PATCH" if "/v3/" in path else "PUT"):
            note = self.notes[int(one[1]) - 100]
            note["body"] = body["body"].replace("\n", "\r\n") if "/v3/" in path else body["body"]
            return note
        return None


@contextmanager
def standing_in() -> Iterator[Forge]:
    """Run the stand-in for a while."""
    forge = Forge()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def handle_one(self) -> None:
            parts = urlsplit(self.path)
            query = parse_qs(parts.query)
            content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            token = self.headers.get("PRIVATE-TOKEN") or (self.headers.get("Authorization") or "").removeprefix(
                "Bearer "
            )
            forge.asked.append((self.command, self.path))
            forge.tokens.append(token)
            fault = next(
                (each for each in forge.faults if each.method in ("", self.command) and each.path in self.path), None
            )
            if fault:
                forge.faults.remove(fault)
            if fault and not fault.obeyed:
                self.say(fault.status, fault.headers, fault.content)
            elif token != TOKEN:
                self.say(401, {}, json.dumps({"message": f"bad token {token}"}).encode())
            else:
                value = forge.answer(self.command, parts.path, json.loads(content or b"{}"))
                if fault:
                    self.say(fault.status, fault.headers, fault.content)
                else:
                    self.give(value, query)

        def give(self, value: Any, query: dict[str, list[str]]) -> None:
            headers = {}
            if isinstance(value, list):
                size, page = int(query["per_page"][0]), int(query["page"][0])
                if len(value) > size * page:
                    headers["Link"] = f'<{forge.address}/elsewhere?page={page + 1}>; rel="next", <x>; rel="last"'
                value = value[size * (page - 1) : size * page]
            self.say(404 if value is None else 200, headers, json.dumps(value).encode())

        def say(self, status: int, headers: dict[str, str], content: bytes) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PATCH = do_PUT = handle_one  # noqa: N815 - the names that http.server calls

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    forge.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield forge
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
