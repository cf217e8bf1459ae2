"""`python -m handlingsplan` is the command `handlingsplan`."""

from __future__ import annotations

from handlingsplan.cli import main

if __name__ == "__main__":
    main(prog_name="handlingsplan")
