"""Uses of the public names for mypy to read; never run."""
