"""Where an import goes: a dataset's address."""

from __future__ import annotations

from dataclasses import dataclass

from handlingsplan.creating.addresses import read_id


@dataclass(frozen=True, slots=True)
class Target:
    """A dataset's address: alingsas/projektutfall-2023-pa1."""

    municipality: str
    name: str

    @property
    def path(self) -> str:
        """The files' path in the repository, without their endings."""
        return f"data/{self.municipality}/{self.name}"


def read_target(text: str) -> Target:
    """Read `alingsas/projektutfall-2023-pa1`; raises ValueError with a Swedish message."""
    bare = text.removeprefix("data/").removesuffix(".csv").removesuffix(".yml")
    municipality, _, name = bare.strip("/").partition("/")
    if not name:
        raise ValueError(f"«{text}» ska vara kommun och namn, till exempel alingsas/projektutfall-2025")
    return Target(read_id(municipality), "/".join(map(read_id, name.split("/"))))
