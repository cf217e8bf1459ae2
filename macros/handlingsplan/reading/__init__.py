"""Ring 2: text to model and problems. Never touches a disk: it is given a `Tree` to read."""
