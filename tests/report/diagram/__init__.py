"""Diagrams of a world."""
