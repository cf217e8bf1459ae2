"""Ring 3: files in. Reads exports of the finance system and writes to data/."""
