"""What a test run tells peermock; light, because the pytest plugin loads it at every start."""

defaults: dict[str, object] = {}
"""The settings that a project has chosen for all its mocks, by name."""

began: list[object] | None = None
"""The gateways that have begun since somebody asked to know; None when nobody has."""
