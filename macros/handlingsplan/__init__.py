"""Swedish municipal action plans as code."""
