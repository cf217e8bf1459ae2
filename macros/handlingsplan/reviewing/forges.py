"""GitHub and GitLab: where a pull request's comments are read and written, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from .api import Api, ForgeError, read_root

#: How many comments are asked for at a time, and how many such pages are read.
_PER_PAGE, _MOST_PAGES = 50, 200


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on the forge."""

    id: int
    author: object
    text: str


class Forge(Protocol):
    """What posting needs of a forge."""

    @property
    def number(self) -> int:
        """Give the request's number."""

    @property
    def word(self) -> str:
        """Give what the forge calls such a request."""

    @property
    def limit(self) -> int:
        """Give how many characters a comment can have."""

    def head(self) -> str:
        """Give the commit that the request stands at."""

    def myself(self) -> object:
        """Give the author of what is written with the token, as comments name authors."""

    def comments(self) -> Iterator[Comment]:
        """Give the request's comments, oldest first."""

    def make(self, text: str) -> None:
        """Make a comment."""

    def update(self, comment: Comment, text: str) -> None:
        """Exchange a comment's text."""


@dataclass(frozen=True, slots=True)
class GitHub:
    """A pull request of GitHub. Its API has comments of pull requests among those of issues."""

    api: Api
    graphql: str
    repository: str
    number: int
    limit: int = 65_536
    word: str = "pull request"

    def head(self) -> str:
        """Give the commit that the pull request stands at."""
        return str(_at(self.api.ask("GET", f"/repos/{self.repository}/pulls/{self.number}").value, "head", "sha"))

    def myself(self) -> object:
        """Give the login of the token's owner.

        `GET /user` refuses the tokens of workflows and apps; GraphQL answers them too.
        """
        return _at(self.api.ask("POST", self.graphql, {"query": "{viewer{login}}"}).value, "data", "viewer", "login")

    def comments(self) -> Iterator[Comment]:
        """Give the comments, oldest first, but not those of the changed lines."""
        for each in _pages(self.api, f"{self._comments}?"):
            yield Comment(_at(each, "id"), (each.get("user") or {}).get("login"), each.get("body") or "")

    def make(self, text: str) -> None:
        """Make a comment."""
        self.api.ask("POST", self._comments, {"body": text})

    def update(self, comment: Comment, text: str) -> None:
        """Exchange a comment's text."""
        self.api.ask("PATCH", f"/repos/{self.repository}/issues/comments/{comment.id}", {"body": text})

    @property
    def _comments(self) -> str:
        return f"/repos/{self.repository}/issues/{self.number}/comments"


@dataclass(frozen=True, slots=True)
class GitLab:
    """A merge request of GitLab, whose comments are called notes."""

    api: Api
    project: str
    number: int
    limit: int = 1_000_000
    word: str = "merge request"

    def head(self) -> str:
        """Give the commit that the merge request stands at."""
        return str(_at(self.api.ask("GET", self._request).value, "sha"))

    def myself(self) -> object:
        """Give the id of the token's owner."""
        return _at(self.api.ask("GET", "/user").value, "id")

    def comments(self) -> Iterator[Comment]:
        """Give what people and programs have written, oldest first, but not what GitLab notes itself."""
        for each in _pages(self.api, f"{self._request}/notes?sort=asc&order_by=created_at&"):
            if not each.get("system"):
                yield Comment(_at(each, "id"), (each.get("author") or {}).get("id"), each.get("body") or "")

    def make(self, text: str) -> None:
        """Make a comment."""
        self.api.ask("POST", f"{self._request}/notes", {"body": text})

    def update(self, comment: Comment, text: str) -> None:
        """Exchange a comment's text."""
        self.api.ask("PUT", f"{self._request}/notes/{comment.id}", {"body": text})

    @property
    def _request(self) -> str:
        return f"/projects/{self.project}/merge_requests/{self.number}"


def read_github(environment: Mapping[str, str], number: int | None) -> GitHub:
    """Read the variables of a workflow of GitHub; raises ForgeError."""
    root = read_root(environment.get("GITHUB_API_URL") or "https://api.github.com")
    token = _token(environment, "GITHUB_TOKEN")
    headers = {
        "Authorization": f"Bearer {token}",
        "Accept": "application/vnd.github+json",
        "X-GitHub-Api-Version": "2022-11-28",
    }
    return GitHub(
        Api(root, headers, token),
        read_root(environment.get("GITHUB_GRAPHQL_URL") or f"{root}/graphql"),
        _variable(environment, "GITHUB_REPOSITORY", r"[\w.-]+/[\w.-]+", "ägare/förvar"),
        _number(number, "--request eller --request-file"),
    )


def read_gitlab(environment: Mapping[str, str], number: int | None) -> GitLab:
    """Read the variables of a job of GitLab; raises ForgeError."""
    token = _token(environment, "GITLAB_TOKEN")
    stated = environment.get("CI_MERGE_REQUEST_IID", "")
    if number is None and stated.isdecimal():
        number = int(stated)
    return GitLab(
        Api(read_root(environment.get("CI_API_V4_URL") or ""), {"PRIVATE-TOKEN": token}, token),
        _variable(environment, "CI_PROJECT_ID", r"\d+", "projektets nummer"),
        _number(number, "--request, --request-file eller variabeln CI_MERGE_REQUEST_IID"),
    )


FORGES: dict[str, Callable[[Mapping[str, str], int | None], Forge]] = {"github": read_github, "gitlab": read_gitlab}


def _pages(api: Api, path: str) -> Iterator[dict[str, Any]]:
    """Give what is on every page of a list."""
    for page in range(1, _MOST_PAGES + 1):
        answer = api.ask("GET", f"{path}per_page={_PER_PAGE}&page={page}")
        if not isinstance(answer.value, list):
            raise ForgeError("svaret från API:et är ingen lista. Är adressen rätt?")
        yield from (each for each in answer.value if isinstance(each, dict))
        if not answer.has_next:
            return
    raise ForgeError(f"det finns fler än {_MOST_PAGES * _PER_PAGE} kommentarer; alla går inte att läsa")


def _at(value: Any, *keys: str) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    if value is None or value == "":
        raise ForgeError(f"svaret från API:et saknar {'.'.join(keys)}")
    return value


def _token(environment: Mapping[str, str], name: str) -> str:
    token = environment.get(name, "")
    if not token:
        raise ForgeError(f"ingen token: sätt variabeln {name} i jobbet som kommenterar")
    if not re.fullmatch(r"[!-~]+", token):
        raise ForgeError(f"variabeln {name} har tecken som en token inte kan ha, till exempel ett mellanslag")
    return token


def _variable(environment: Mapping[str, str], name: str, form: str, what: str) -> str:
    value = environment.get(name, "")
    if not re.fullmatch(form, value, re.ASCII):
        raise ForgeError(f"variabeln {name} saknas eller är fel: den ska vara {what}")
    return value


def _number(number: int | None, where: str) -> int:
    if number is None:
        raise ForgeError(f"numret saknas: ange {where}")
    return number
