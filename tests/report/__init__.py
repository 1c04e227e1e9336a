"""Reports of a world: text, plain data and diagrams."""
