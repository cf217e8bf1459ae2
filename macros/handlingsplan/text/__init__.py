"""Ring 0: Swedish text and numbers. Imports nothing else of the package."""
