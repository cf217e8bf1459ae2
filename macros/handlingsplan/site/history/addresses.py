"""The permanent addresses of the pages of history, and where a commit is on the web."""

from __future__ import annotations

from urllib.parse import urlsplit

from handlingsplan.model.archive import PlanDocument

CHANGES = "andringar/"
FEED = "andringar/flode.xml"


def history_address(plan: PlanDocument) -> str:
    """Give the permanent address of a plan's revisions."""
    return f"{plan.address}historik/"


def is_number(commit: str) -> bool:
    """Whether a commit is called by its number in Git; one whose number is withheld has a day and a place in it."""
    return "-" not in commit


def revision_anchor(commit: str) -> str:
    """Give the id of a revision on its page."""
    return f"version-{commit[:12] if is_number(commit) else commit}"


def commit_url(repository: str, commit: str) -> str:
    """Give a commit's page at the code hosting; empty without its address. GitHub, Gitea and Forgejo agree on it."""
    parts = urlsplit(repository)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    folder = "-/commit" if "gitlab" in parts.netloc else "commits" if "bitbucket" in parts.netloc else "commit"
    return f"{repository.rstrip('/').removesuffix('.git')}/{folder}/{commit}"
