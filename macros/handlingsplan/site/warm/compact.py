"""Values as bytes. A frozen value is written as its class and fields; `pickle` reads that back twice as fast.

What `dataclasses` does by itself is to set them one by one, in Python, and to ask each time which they are.
"""

from __future__ import annotations

import io
import pickle
from dataclasses import fields, is_dataclass
from fractions import Fraction
from functools import cache
from typing import Any, cast

from handlingsplan.reading.yaml_tree import Source
from handlingsplan.site.warm.unread import PackedPlaces


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, Source):
            return PackedPlaces.made_of(value)
        if type(value) is Fraction and value.denominator == 1:
            return Fraction, (value.numerator,)  # which need not be reduced when it is read
        kind, names = _made_of(cast(Any, type(value)))
        if not names:
            return NotImplemented
        return kind, tuple(getattr(value, name) for name in names)


@cache
def _made_of(kind: type[Any]) -> tuple[type[Any], tuple[str, ...]]:
    """Give what a value is made as, and the fields it is made of; none for what is made in another way."""
    kind = getattr(kind, "read_as", kind)  # what is not read yet (`unread.py`) is written as if it were
    known = fields(kind) if is_dataclass(kind) and "__slots__" in vars(kind) else ()
    return kind, tuple(each.name for each in known) if all(each.init for each in known) else ()


def as_bytes(value: object) -> bytes:
    """Write a value."""
    written = io.BytesIO()
    _Pickler(written, pickle.HIGHEST_PROTOCOL).dump(value)
    return written.getvalue()
