"""Files of a dataset, exchanged all at once."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from handlingsplan.creating.drafts import beside, parents

from .sheet import RefusedError


def write_files(root: Path, folder: str, texts: Mapping[str, str]) -> None:
    """Write the files of one folder, byte for byte, over what stands there. Raises RefusedError, OSError.

    They are written in a hidden folder beside and then change names; when that fails for one of them, the others
    get their earlier contents back.
    """
    target = root / folder
    if not target.resolve().is_relative_to(root.resolve()):
        raise RefusedError("mappen är en länk ut ur förvaret; inget skrivs dit")
    with parents(target / "file"), beside(target) as hidden, ExitStack() as undo:
        for name, text in texts.items():
            (hidden / name).write_bytes(text.encode())
            if (target / name).exists():
                shutil.copymode(target / name, hidden / name)
                shutil.copy2(target / name, hidden / f"{name}.before")
        for name in texts:
            undo.callback(_restore, target / name, hidden / f"{name}.before")
            (hidden / name).replace(target / name)
        undo.pop_all()


def _restore(path: Path, before: Path) -> None:
    if before.exists():
        before.replace(path)
    else:
        path.unlink(missing_ok=True)
