"""VPC peering between AWS accounts, mocked in this process to the letter.

`mock_peering` is a decorator, a context manager and, as `peering`, a pytest fixture. What it needs
is loaded when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peermock._mock.account import Account
    from peermock._mock.diagram import Diagram
    from peermock._mock.entry import mock_peering
    from peermock._mock.mock import PeeringMock
    from peermock._mock.resources import Vpc, VpcPeeringConnection
    from peermock.domain.quotas import Quotas
    from peermock.domain.reachability import Reachability
    from peermock.domain.settle import Settle
    from peermock.exceptions import (
        MockStateError,
        NotMockedError,
        PeermockError,
        UnsupportedOperationError,
        UnsupportedParameterError,
        UnusedFaultError,
    )
    from peermock.gateway import Call, CallLog

    __version__: str
else:  # to type checkers, names that are not above do not exist

    def __getattr__(name: str) -> object:
        if name == "__version__":
            from importlib.metadata import version  # noqa: PLC0415  # reads files

            return version("peermock")
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(_HOMES[name]), name)
        return value


_HOMES = {
    "Account": "peermock._mock.account",
    "Call": "peermock.gateway",
    "CallLog": "peermock.gateway",
    "Diagram": "peermock._mock.diagram",
    "MockStateError": "peermock.exceptions",
    "NotMockedError": "peermock.exceptions",
    "PeeringMock": "peermock._mock.mock",
    "PeermockError": "peermock.exceptions",
    "Quotas": "peermock.domain.quotas",
    "Reachability": "peermock.domain.reachability",
    "Settle": "peermock.domain.settle",
    "UnsupportedOperationError": "peermock.exceptions",
    "UnsupportedParameterError": "peermock.exceptions",
    "UnusedFaultError": "peermock.exceptions",
    "Vpc": "peermock._mock.resources",
    "VpcPeeringConnection": "peermock._mock.resources",
    "mock_peering": "peermock._mock.entry",
}

__all__ = [
    "Account",
    "Call",
    "CallLog",
    "Diagram",
    "MockStateError",
    "NotMockedError",
    "PeeringMock",
    "PeermockError",
    "Quotas",
    "Reachability",
    "Settle",
    "UnsupportedOperationError",
    "UnsupportedParameterError",
    "UnusedFaultError",
    "Vpc",
    "VpcPeeringConnection",
    "__version__",
    "mock_peering",
]


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
