"""The filled-in texts of documents, each with what its macros put aside, taken in when its page is laid out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from handlingsplan.model.asked import tell
from handlingsplan.site.fragments import Fragments, Pieces
from handlingsplan.site.origins import Notes


@dataclass(frozen=True, slots=True)
class FilledText:
    """A text as Markdown, with the HTML that its macros put aside (numbered from 1), its notes and its charts."""

    markdown: str = ""
    pieces: Pieces = ()
    notes: Notes = field(default_factory=Notes)
    charts: int = 0


class Texts(Mapping[str, str]):
    """The texts of all documents by the addresses of their pages: Markdown, when its HTML has been put aside."""

    def __init__(self, fragments: Fragments) -> None:
        self._fragments = fragments
        self._texts: dict[str, FilledText | Callable[[], FilledText]] = {}
        self._digests: dict[str, str] = {}
        self._latest: tuple[str, FilledText] = ("", FilledText())

    def take_in(self, address: str, text: FilledText | Callable[[], FilledText], digest: str = "") -> None:
        """Have a text, or what fetches it, with a digest of it where there is one."""
        self._texts[address] = text
        self._digests[address] = digest

    def digest(self, address: str) -> str | None:
        """Give the digest of a text; None where there is no text."""
        return self._digests.get(address)

    def filled(self, address: str) -> FilledText:
        """Give a text as it was filled in; an empty one where there is none, or none yet."""
        if address not in self._texts:
            return FilledText()
        tell(("filled", address))
        if self._latest[0] != address:  # a page asks for its notes first, and then for its text
            found = self._texts[address]
            self._latest = (address, found if isinstance(found, FilledText) else found())
        return self._latest[1]

    def __getitem__(self, address: str) -> str:
        if address not in self._texts:
            raise KeyError(address)
        text = self.filled(address)
        return self._fragments.adopt(text.markdown, text.pieces)

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)
