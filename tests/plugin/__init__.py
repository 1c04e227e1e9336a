"""The pytest plugin: its fixture, marker, settings and failure report."""
