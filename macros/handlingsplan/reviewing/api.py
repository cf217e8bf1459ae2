"""One question at a time to a forge's API, with a token.

The standard library is enough for it, and careful in ways that suit a token: urllib knows the proxies and the
certificates of the system, reads no file of passwords, and here it follows no redirect, so the token goes to
the forge's own address and nowhere else. An attempt that failed is made anew by `posting`, not here: only a
whole look-up can tell whether a comment was made before the line was lost.
"""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass, field
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

#: For connecting and for each wait for more, and for a whole answer.
TIMEOUT, WHOLE_ANSWER = 20.0, 60.0
_LARGEST_ANSWER = 80_000_000
_CHUNK = 1 << 16
_WHY = {
    400: "tog inte emot begäran",
    401: "godtar inte token: den är fel, återkallad eller för gammal",
    403: "tillåter inte det: token saknar rätt att läsa eller kommentera",
    404: "hittar inte det som efterfrågas: adressen eller numret är fel, eller så får token inte se det",
    410: "har stängt det som efterfrågas",
    413: "tycker att kommentaren är för lång",
    422: "tog inte emot kommentaren",
}


class ForgeError(Exception):
    """The forge cannot be asked, or says no; the message is Swedish and for the user."""


class PassingError(ForgeError):
    """A fault that may be gone at the next attempt, which is allowed after some seconds."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Answer:
    """What the forge answered, and whether its list has a further page."""

    value: Any
    has_next: bool = False


class _NoRedirect(HTTPRedirectHandler):
    """Follow no redirect: the answer is then an error, told as such."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Make no new request."""


_OPENER = build_opener(_NoRedirect)


@dataclass(frozen=True, slots=True)
class Api:
    """A forge's API: its root, and the headers that go with every question, the token among them."""

    root: str
    headers: dict[str, str] = field(repr=False)
    secret: str = field(repr=False)

    def ask(self, method: str, path: str, body: object = None) -> Answer:
        """Ask, and give the answer; raises ForgeError. A path may be a whole address of the same forge."""
        address = path if path.startswith(("https://", "http://")) else self.root + path
        content = None if body is None else json.dumps(body).encode()
        request = Request(address, content, self._headers(), method=method)  # noqa: S310 - http or https: `read_root`
        try:
            with _OPENER.open(request, timeout=TIMEOUT) as response:
                return _answer(response)
        except HTTPError as fault:
            with fault:
                raise self._refusal(fault) from None
        except (OSError, HTTPException) as fault:
            raise PassingError(f"{_host(address)} svarar inte ({_one_line(str(fault))})") from None

    def _headers(self) -> dict[str, str]:
        return {"Content-Type": "application/json", "User-Agent": "handlingsplan", **self.headers}

    def _refusal(self, fault: HTTPError) -> ForgeError:
        host, wait = _host(fault.url), _wait(fault.headers)
        if fault.code == 429 or (fault.code == 403 and wait is not None):
            return PassingError(f"{host} har fått för många frågor (svar {fault.code})", wait)
        if fault.code >= 500:
            return PassingError(f"{host} har ett tillfälligt fel (svar {fault.code})", wait)
        if 300 <= fault.code < 400:
            return ForgeError(f"{host} hänvisar till en annan adress (svar {fault.code}), och dit skickas inte token")
        said = self._said(fault)
        return ForgeError(f"{host} {_WHY.get(fault.code, 'säger nej')} (svar {fault.code}{said})")

    def _said(self, fault: HTTPError) -> str:
        """Give the forge's own words, never the token."""
        try:
            value = json.loads(fault.read(_CHUNK))
        except (OSError, ValueError, HTTPException):
            return ""
        words = value.get("message") if isinstance(value, dict) else None
        return f": {_one_line(str(words).replace(self.secret, '…'))}" if words else ""


def read_root(text: str) -> str:
    """Read the root of an API, as a CI system gives it; raises ForgeError."""
    if not re.fullmatch(r"https?://[\w.-]+(:\d+)?(/[\w./-]*)?", text, re.ASCII):
        raise ForgeError("adressen till API:et ska vara som https://git.kommunen.se/api/v4, utan lösenord")
    return text.rstrip("/")


def _answer(response: HTTPResponse) -> Answer:
    content, end = bytearray(), time.monotonic() + WHOLE_ANSWER
    while chunk := response.read1(_CHUNK):
        content += chunk
        if len(content) > _LARGEST_ANSWER:
            raise ForgeError("svaret från API:et är för stort")
        if time.monotonic() > end:
            raise PassingError("svaret från API:et kommer för långsamt")
    try:
        value = json.loads(content or b"null")
    except ValueError:
        raise ForgeError("svaret från API:et går inte att läsa: det är inte JSON. Är adressen rätt?") from None
    return Answer(value, 'rel="next"' in response.headers.get("Link", ""))


def _wait(headers: Message[str, str]) -> float | None:
    """Give how many seconds the forge asks for before the next question."""
    if said := headers.get("Retry-After"):
        return _seconds(said)
    if headers.get("X-RateLimit-Remaining") == "0":
        reset = headers.get("X-RateLimit-Reset", "")
        return max(0.0, float(reset) - time.time()) if reset.isdecimal() else None
    return None


def _seconds(said: str) -> float | None:
    """Read Retry-After: seconds, or a day and time."""
    if said.strip().isdecimal():
        return float(said)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
    except ValueError:
        return None


def _host(address: str) -> str:
    return urlsplit(address).netloc


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]
