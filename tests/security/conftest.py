"""What the tests of security share with others: the small municipality of tests/site, and the browser."""

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
# Appended: tests/site has its own conftest.py, and a folder is on the path only when its tests are run.
sys.path += [str(TESTS / name) for name in ("site", "browser") if str(TESTS / name) not in sys.path]
