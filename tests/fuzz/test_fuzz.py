"""Every reader on a few hundred inputs changed at random, always the same. `make fuzz` runs a million."""

import pytest
from fuzz_targets import TARGETS
from fuzzing import fuzz


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_breaks_a_reader(name: str) -> None:
    assert fuzz(name, 60 if name in ("xlsx", "page") else 300, seed=7).executions
