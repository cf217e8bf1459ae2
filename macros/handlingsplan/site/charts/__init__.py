"""Charts as inline SVG: numbers to shapes, shapes to text."""
