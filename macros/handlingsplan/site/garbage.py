"""How often Python looks for circular garbage: seldom, since a command makes hardly any."""

from __future__ import annotations

import atexit
import gc


def collect_seldom() -> None:
    """Let Python look for circular garbage after 50 000 new objects instead of 700.

    Nearly all that a command loads and makes lives until it ends, and is looked through in vain: that took a tenth of
    its time. What it may leave lying meanwhile is some megabytes. Nor is anything looked for when the program ends.
    """
    gc.set_threshold(50_000, 20, 50)
    atexit.register(gc.freeze)
