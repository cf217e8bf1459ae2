"""Ring 2: figures, checks and reconciliation. Pure functions over the model; no files, no clock."""
