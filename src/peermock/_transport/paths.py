"""Paths of an endpoint that AWS does not have."""

ROOT = "/_peermock"
"""The path of the administration API, which no AWS service uses."""

CONSOLE = f"{ROOT}/console"
"""The path of the console's pages."""
