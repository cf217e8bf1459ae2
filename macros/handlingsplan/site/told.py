"""What MkDocs tells while a page is built, kept to be told by another process, or by a later build."""

from __future__ import annotations

import logging
from collections.abc import Sequence

#: A line of the log: who says it, how grave it is, and the words.
Told = tuple[str, int, str]


class Listening(logging.Handler):
    """Keeps what MkDocs would tell in a worker, for the parent to tell: it counts the warnings of a strict build."""

    def __init__(self) -> None:
        super().__init__()
        self._told: list[Told] = []

    def __enter__(self) -> Listening:
        """Begin to keep."""
        logger = logging.getLogger("mkdocs")
        self._before = (logger.handlers, logger.propagate)
        logger.handlers, logger.propagate = [self], False
        return self

    def __exit__(self, fault: object, *_: object) -> None:
        """Let MkDocs tell by itself again, and first what led to a fault."""
        logger = logging.getLogger("mkdocs")
        logger.handlers, logger.propagate = self._before
        if fault is not None:
            tell_log(self.taken())

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self._told.append((record.name, record.levelno, record.getMessage()))

    def taken(self) -> list[Told]:
        """Give what has been told since the last time."""
        told, self._told = self._told, []
        return told


def tell_log(told: Sequence[Told]) -> None:
    """Tell what was kept."""
    for name, level, message in told:
        logging.getLogger(name).log(level, "%s", message)
