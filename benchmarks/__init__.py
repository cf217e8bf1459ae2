"""How fast the program is, on archives of any size. `make bench` measures; RESULTS.md is what it found.

Nothing here is part of the program or of its tests. Every figure is a ratio between two things that were measured in
turns on the same machine, because seconds say more of the machine than of the program.
"""
