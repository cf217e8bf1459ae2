"""From the model to the published pages."""
