"""Warm builds: what an earlier build made is used again where nothing that it was made of has changed."""
