"""A Git repository, only read: its revisions by name, and its history."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from copy import copy
from pathlib import Path

from handlingsplan.text.words import suggestion

from .commits import Commit, read_commits
from .git_command import GitError, ask_git, run_git
from .git_objects import GitObjects, blob_id
from .index import index_entries
from .revision import Revision, Stored, is_hidden
from .worktree import FOLDERS

_UNSHALLOW = "hämta hela historiken med git fetch --unshallow"


class Repository:
    """The repository that a folder lies in. Raises GitError where there is none; closed at the end of a `with`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        shown = run_git(root, "rev-parse", "--is-shallow-repository", "--show-prefix").decode(
            "utf-8", "surrogateescape"
        )
        shallow, _, prefix = shown.partition("\n")
        self.is_shallow = shallow == "true"
        self._prefix = prefix.removesuffix("\n")
        self._objects = GitObjects(root)

    def __enter__(self) -> Repository:
        return self

    def __exit__(self, *fault: object) -> None:
        self._objects.close()

    @property
    def is_closed(self) -> bool:
        """Whether its revisions cannot be read any more."""
        return self._objects.is_closed

    def reopened(self) -> Repository:
        """Open the repository once more, for another process or after it has been closed."""
        found = copy(self)
        found._objects = GitObjects(self._root)  # noqa: SLF001 - of its own class
        return found

    def know(self, contents: Iterable[bytes]) -> None:
        """Take what files hold that many revisions may have too: Git is not asked for that."""
        for content in contents:
            self._objects.know(content)

    def revision(self, name: str) -> Revision:
        """Give the revision that a name stands for: a branch, a tag, a commit, HEAD~3."""
        return Revision(self._objects, self._commit(name), self._prefix)

    def differing(self, commit: str, contents: Mapping[str, bytes]) -> set[str]:
        """Give the paths of the files that a commit has not, or others, or that only it has."""
        listed = run_git(self._root, "ls-tree", "-r", "-z", commit, "--", *FOLDERS)
        known = (line.partition("\t") for line in listed.decode("utf-8", "surrogateescape").split("\0") if line)
        there = {path: facts.split()[-1] for facts, _, path in known if not is_hidden(path)}
        here = {path: blob_id(content) for path, content in contents.items()}
        return {path for path in {*there, *here} if there.get(path) != here.get(path)}

    def within(self, commit: str, paths: Collection[str]) -> Revision:
        """Give a commit as if it had only some folders and files."""
        return Revision(self._objects, commit, self._prefix, paths)

    def index(self) -> Stored:
        """Give what is about to be committed (*det som är lagt till för incheckning*)."""
        return Stored(self._objects, lambda: index_entries(self._root))

    def common_ancestor(self, one: str, other: str) -> Revision:
        """Give the revision that two have both grown from: where a branch left another."""
        ids = self._commit(one), self._commit(other)
        found = ask_git(self._root, "merge-base", *ids)
        if found is None:
            why = f"i den här kopian av förvaret; {_UNSHALLOW}" if self.is_shallow else "i historiken"
            raise GitError(f"«{one}» och «{other}» har ingen gemensam utgångspunkt {why}")
        return Revision(self._objects, found.decode().split()[0], self._prefix)

    def commits(self, until: str = "HEAD", paths: tuple[str, ...] = FOLDERS) -> list[Commit]:
        """Give the commits that changed any of the paths, latest first."""
        return read_commits(self._root, self._commit(until), paths)

    def main_line(self, until: str = "HEAD") -> list[Commit]:
        """Give the commits of the line that was published, latest first: a merge is one, what it merged is none."""
        return read_commits(self._root, self._commit(until), FOLDERS, main_line=True)

    def commit(self, name: str) -> Commit:
        """Give the commit that a name stands for."""
        return read_commits(self._root, self._commit(name), (), main_line=True, most=1)[0]

    def _commit(self, name: str) -> str:
        """Find the commit that a name stands for."""
        if not name or name.startswith("-") or not name.isprintable():
            raise GitError(f"«{name[:100]}» kan inte vara namnet på en version i Git")
        found = ask_git(self._root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        if found is None:
            raise GitError(self._why_unknown(name))
        return found.decode().split()[-1]

    def _why_unknown(self, name: str) -> str:
        refs = run_git(self._root, "for-each-ref", "--format=%(refname:short)").decode("utf-8", "replace").split()
        if not refs and ask_git(self._root, "rev-parse", "--verify", "--quiet", "HEAD") is None:
            return "förvaret har inga incheckade versioner ännu; checka in något först"
        remote = next((each for each in refs if each.endswith(f"/{name}")), None)
        near = f" – menade du «{remote}»?" if remote else suggestion(name, ["HEAD", *refs])
        shallow = f" Förvaret är en grund kopia utan äldre versioner; {_UNSHALLOW}." if self.is_shallow else ""
        return f"versionen «{name[:100]}» finns inte i förvaret{near or '.' if shallow else near}{shallow}"
