"""Requests that are answered in the process that makes them."""
