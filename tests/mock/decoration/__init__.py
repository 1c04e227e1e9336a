"""Decorated functions and classes."""
