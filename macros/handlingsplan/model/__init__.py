"""Ring 1: frozen values behind the Swedish YAML keys. No files, no clock, no output."""
