"""Values as bytes. A frozen value is written as its class and fields; `pickle` reads that back twice as fast.

What `dataclasses` does by itself is to set them one by one, in Python, and to ask each time which they are.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from fractions import Fraction
from functools import cache
from operator import attrgetter
from typing import Any, cast

from handlingsplan.reading.yaml_tree import Source
from handlingsplan.site.warm.unread import PackedPlaces


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        return _way(cast(Any, type(value)))(value)


@cache
def _way(kind: type[Any]) -> Callable[[Any], Any]:
    """Give how values of a class are written; as `pickle` does by itself, most of those that are not our own."""
    if kind is Source:
        return PackedPlaces.made_of
    if kind is Fraction:
        return _fraction
    as_read = getattr(kind, "read_as", kind)  # what is not read yet (`unread.py`) is written as if it were
    known = fields(as_read) if is_dataclass(as_read) and "__slots__" in vars(as_read) else ()
    names = [each.name for each in known]
    if not names or not all(each.init for each in known):
        return lambda _: NotImplemented
    if len(names) == 1:
        return lambda value: (as_read, (getattr(value, names[0]),))
    values = attrgetter(*names)
    return lambda value: (as_read, values(value))


def _fraction(value: Fraction) -> tuple[type[Fraction], tuple[int, ...]]:
    """Give a whole number as one: it need not be reduced when it is read."""
    whole = value.denominator == 1
    return Fraction, (value.numerator,) if whole else (value.numerator, value.denominator)


def as_bytes(value: object) -> bytes:
    """Write a value."""
    written = io.BytesIO()
    _Pickler(written, pickle.HIGHEST_PROTOCOL).dump(value)
    return written.getvalue()
