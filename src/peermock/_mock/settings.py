"""What a mock is told when it is made, checked once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from peermock import _project
from peermock._mock.account import check_account_id
from peermock._mock.ini import read_ini
from peermock.domain.quotas import Quotas
from peermock.domain.settle import Settle
from peermock.operations import OPERATIONS
from peermock.protocol.regions import is_region

DEFAULT_ACCOUNT_ID = "123456789012"
DEFAULT_REGION_NAME = "us-east-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a mock; `mock_peering` says what they mean.

    Raises:
        ValueError: A value is not as AWS has it.
        TypeError: A value has the wrong type.
    """

    account_id: str = DEFAULT_ACCOUNT_ID
    region_name: str = DEFAULT_REGION_NAME
    quotas: Quotas = field(default_factory=Quotas)
    settle: Settle = field(default_factory=Settle)
    seed: int = 0
    passthrough: frozenset[str] = frozenset()
    isolated: bool = False
    assert_all_faults_hit: bool = True
    given: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        check_account_id(self.account_id)
        _check_region_name(self.region_name)
        if not isinstance(self.quotas, Quotas):
            raise TypeError(f"quotas={self.quotas!r}: expected Quotas(active_per_vpc=...)")
        if not isinstance(self.seed, int) or isinstance(self.seed, bool):
            raise TypeError(f"seed={self.seed!r}: expected a whole number")
        for name in ("isolated", "assert_all_faults_hit"):
            value = getattr(self, name)
            if not isinstance(value, bool):
                raise TypeError(f"{name}={value!r}: expected True or False")
        _check_passthrough(self.passthrough)


def read_settings(**given: object) -> Settings:
    """Return the settings of a mock: what is given, else what the project says, else the default.

    Args:
        **given: Settings by name; None for one that is not given.

    Raises:
        ValueError: A value is not as AWS has it.
        TypeError: A value has the wrong type.
    """
    settings: dict[str, Any] = {}
    for name, value in given.items():
        if value is not None:
            settings[name] = _READERS.get(name, _as_given)(value)
        elif name in _project.defaults:
            settings[name] = read_ini(name, str(_project.defaults[name]))
    explicit = (name for name, value in given.items() if value is not None)
    return Settings(**settings, given=frozenset(explicit))


def _as_given(value: object) -> object:
    return value


def _read_settle(settle: object) -> Settle:
    if isinstance(settle, timedelta):
        return Settle(duration=settle)
    if isinstance(settle, Settle):
        return settle
    raise TypeError(
        f"settle={settle!r}: expected a datetime.timedelta, Settle(duration=...) or "
        "Settle(describes=...)"
    )


def _read_passthrough(services: object) -> frozenset[str]:
    if isinstance(services, str) or not isinstance(services, Iterable):
        raise TypeError(f"passthrough={services!r}: expected a list, such as ['s3']")
    names = [*services]
    if not all(isinstance(name, str) for name in names):
        raise TypeError(f"passthrough={names!r}: expected names of services, such as 's3'")
    return frozenset(names)


def _check_passthrough(names: frozenset[str]) -> None:
    mocked = sorted(OPERATIONS.keys() & names)
    if mocked:
        raise ValueError(
            f"passthrough={sorted(names)}: {', '.join(mocked)} is what peermock answers"
        )


_READERS: dict[str, Callable[[object], object]] = {
    "settle": _read_settle,
    "passthrough": _read_passthrough,
}


def _check_region_name(region_name: str) -> None:
    if not isinstance(region_name, str):
        raise TypeError(f"region_name={region_name!r}: expected a Region such as 'us-east-1'")
    if not is_region(region_name):
        raise ValueError(f"region_name={region_name!r}: AWS has no such Region")
