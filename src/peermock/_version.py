"""The version of peermock that is installed; light, because few ask."""

from functools import cache


@cache
def find_version() -> str:
    """Return the version, such as `1.2.3`."""
    from importlib.metadata import version  # noqa: PLC0415  # reads files

    return version("peermock")
