"""The public site of the five documents: plan 81511's annexes are about persons, and nobody can be traced in them."""
