"""What is asked for while something is made: told as it is read, so that nobody has to guess it afterwards.

The parts of an archive that is watched (`site/warm/watched.py`) tell their names here. Whoever makes something that
is to be used again listens meanwhile, and then knows all that it depends on. Where nobody listens, nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar, cast
from weakref import WeakSet

#: What kind of thing was asked for, and which one: ("facts", "plans/storvik/2026/hemtjanst/plan.yml").
Name = tuple[str, str]
_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")
_heard: set[Name] | None = None  # of the process: nothing is made by two threads at a time
#: All that is remembered in this process.
_results: WeakSet[Remembered] = WeakSet()
_functions: list[Callable[[], None]] = []


def tell(name: Name) -> None:
    """Say that something is read."""
    if _heard is not None:
        _heard.add(name)


def tell_all(names: Iterable[Name]) -> None:
    """Say that several things are read."""
    if _heard is not None:
        _heard.update(names)


@contextmanager
def listening() -> Iterator[set[Name]]:
    """Give the names of all that is read until the end; whoever listens around this hears of it too."""
    global _heard  # noqa: PLW0603 - of the process
    around, _heard = _heard, set()
    mine = _heard
    try:
        yield mine
    finally:
        _heard = around
        tell_all(mine)


class Remembered:
    """Results by key, each computed once. What it was computed of is told each time, as if it were read again."""

    def __init__(self) -> None:
        self._results: dict[Hashable, tuple[Any, frozenset[Name]]] = {}
        _results.add(self)

    def get(self, key: Hashable, compute: Callable[[], _Result]) -> _Result:
        """Give the result of a key, or compute it."""
        if key not in self._results:
            with listening() as names:
                result = compute()
            self._results[key] = result, frozenset(names)
        else:
            tell_all(self._results[key][1])
        return cast(_Result, self._results[key][0])

    def forget(self) -> None:
        """Forget all results."""
        self._results.clear()


def remembered(
    most: int,
) -> Callable[[Callable[_Arguments, _Result]], Callable[_Arguments, _Result]]:
    """Make a function one that keeps its latest results. What it read is told each time, as if it were read again."""

    def decorate(function: Callable[_Arguments, _Result]) -> Callable[_Arguments, _Result]:
        @lru_cache(maxsize=most)
        def made(*positional: Hashable, **named: Hashable) -> tuple[_Result, frozenset[Name]]:
            with listening() as names:
                return function(*positional, **named), frozenset(names)  # type: ignore[arg-type]

        _functions.append(made.cache_clear)

        @wraps(function)
        def told(*positional: _Arguments.args, **named: _Arguments.kwargs) -> _Result:
            result, names = made(*positional, **named)  # type: ignore[arg-type]
            tell_all(names)
            return result

        return told

    return decorate


def forget_remembered() -> None:
    """Forget all that has been computed of what was read: whoever reads that again gets other objects."""
    for results in _results:
        results.forget()
    for forget in _functions:
        forget()
