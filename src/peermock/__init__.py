"""Mock AWS VPC peering, across accounts and Regions, inside the test process.

`mock_peering` is a decorator, a context manager and, as `peering`, a pytest fixture. Submodules are
imported on first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peermock._domain.quotas import Quotas
    from peermock._domain.reachability.trace import Reachability
    from peermock._domain.settle import Settle
    from peermock._gateway import Call, CallLog
    from peermock._mock.account import Account
    from peermock._mock.entry import mock_peering
    from peermock._mock.lifecycle import stop_all
    from peermock._mock.mock import PeeringMock
    from peermock._mock.resources import Subnet, Vpc, VpcPeeringConnection
    from peermock._mock.snapshot import Snapshot
    from peermock._report.diagram import Diagram
    from peermock._transport.server.endpoint import Endpoint
    from peermock.exceptions import (
        EndlessWaitError,
        MockStateError,
        NetworkNotRestoredError,
        NoSuchRegionError,
        NotMockedError,
        PeermockError,
        SwallowedRefusalError,
        UnsupportedOperationError,
        UnsupportedParameterError,
        UnusedFaultError,
    )

    __version__: str
else:  # hidden from type checkers, so that they report unknown names

    def __getattr__(name: str) -> object:
        if name == "__version__":
            from peermock._version import find_version  # noqa: PLC0415  # reads files

            return find_version()
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(_HOMES[name]), name)
        return value


_HOMES = {
    "Account": "peermock._mock.account",
    "Call": "peermock._gateway",
    "CallLog": "peermock._gateway",
    "Diagram": "peermock._report.diagram",
    "Endpoint": "peermock._transport.server.endpoint",
    "EndlessWaitError": "peermock.exceptions",
    "MockStateError": "peermock.exceptions",
    "NetworkNotRestoredError": "peermock.exceptions",
    "NoSuchRegionError": "peermock.exceptions",
    "NotMockedError": "peermock.exceptions",
    "PeeringMock": "peermock._mock.mock",
    "PeermockError": "peermock.exceptions",
    "Quotas": "peermock._domain.quotas",
    "Reachability": "peermock._domain.reachability.trace",
    "Settle": "peermock._domain.settle",
    "Snapshot": "peermock._mock.snapshot",
    "Subnet": "peermock._mock.resources",
    "SwallowedRefusalError": "peermock.exceptions",
    "UnsupportedOperationError": "peermock.exceptions",
    "UnsupportedParameterError": "peermock.exceptions",
    "UnusedFaultError": "peermock.exceptions",
    "Vpc": "peermock._mock.resources",
    "VpcPeeringConnection": "peermock._mock.resources",
    "mock_peering": "peermock._mock.entry",
    "stop_all": "peermock._mock.lifecycle",
}

__all__ = [
    "Account",
    "Call",
    "CallLog",
    "Diagram",
    "EndlessWaitError",
    "Endpoint",
    "MockStateError",
    "NetworkNotRestoredError",
    "NoSuchRegionError",
    "NotMockedError",
    "PeeringMock",
    "PeermockError",
    "Quotas",
    "Reachability",
    "Settle",
    "Snapshot",
    "Subnet",
    "SwallowedRefusalError",
    "UnsupportedOperationError",
    "UnsupportedParameterError",
    "UnusedFaultError",
    "Vpc",
    "VpcPeeringConnection",
    "__version__",
    "mock_peering",
    "stop_all",
]


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
