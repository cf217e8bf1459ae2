"""Ring 3: files out."""
