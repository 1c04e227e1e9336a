"""The environment while a mock is active: credentials that never expire, a Region, no profile."""

import os
from collections.abc import Mapping
from types import MappingProxyType

_ABSENT = (
    "AWS_PROFILE",
    "AWS_DEFAULT_PROFILE",
    "AWS_SECURITY_TOKEN",
    "AWS_CREDENTIAL_EXPIRATION",
)


class Environment:
    """Variables that are set for a while and then put back exactly as they were."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._wanted: dict[str, str | None] = {**dict.fromkeys(_ABSENT), **variables}
        self._before: Mapping[str, str | None] = MappingProxyType({})

    def set(self) -> None:
        """Set the variables, and unset those that would choose a profile or let keys expire."""
        self._before = {name: os.environ.get(name) for name in self._wanted}
        _apply(self._wanted)

    def put_back(self) -> None:
        """Put every variable back as it was, whatever it has become meanwhile."""
        _apply(self._before)


def _apply(variables: Mapping[str, str | None]) -> None:
    for name, value in variables.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
