"""Saving the world to a document that outlives the process, and loading it."""

from peermock._report.saved.document import SavedWorldError, load, save

__all__ = ["SavedWorldError", "load", "save"]
