"""Ring 3: where text comes from. Read-only; the readers do not know which source they read."""
