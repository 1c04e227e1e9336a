"""The settings of a mock, validated once."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache, lru_cache
from typing import Any

from peermock._config import configuration
from peermock._domain.identity import is_account_id
from peermock._domain.ids import IdSource
from peermock._domain.quotas import Quotas
from peermock._domain.settle import Settle
from peermock._domain.world import World
from peermock._gateway import SERVICES, Gateway
from peermock._protocol.regions import is_region, regions

DEFAULT_ACCOUNT_ID = "123456789012"
NETWORKS = ("peermock", "moto")
"""The libraries that can provide the network."""

DEFAULT_REGION_NAME = "us-east-1"

_SWITCHES = (
    "assert_all_faults_hit",
    "assert_nothing_swallowed",
    "expire_sessions",
    "isolated",
)

SLEEPS = ("auto", "real", "shift")
"""The ways in which the code under test can sleep."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a mock; see `mock_peering`.

    Raises:
        ValueError: A value is invalid.
        TypeError: A value has the wrong type.
    """

    account_id: str = DEFAULT_ACCOUNT_ID
    region_name: str = DEFAULT_REGION_NAME
    quotas: Quotas = field(default_factory=Quotas)
    settle: Settle = field(default_factory=Settle)
    seed: int = 0
    passthrough: frozenset[str] = frozenset()
    isolated: bool = False
    network: str | None = None
    assert_all_faults_hit: bool = True
    assert_nothing_swallowed: bool = True
    sleep: str = "auto"
    expire_sessions: bool = False
    given: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        check_account_id(self.account_id)
        check_region_name(self.region_name)
        if not isinstance(self.quotas, Quotas):
            raise TypeError(f"quotas={self.quotas!r}: expected Quotas(active_per_vpc=...)")
        if not isinstance(self.seed, int) or isinstance(self.seed, bool):
            raise TypeError(f"seed={self.seed!r}: expected a whole number")
        for name in _SWITCHES:
            value = getattr(self, name)
            if not isinstance(value, bool):
                raise TypeError(f"{name}={value!r}: expected True or False")
        if self.sleep not in SLEEPS:
            raise ValueError(
                f"sleep={self.sleep!r}: expected one of {', '.join(map(repr, SLEEPS))}"
            )
        _check_passthrough(self.passthrough)
        if self.network not in (None, *NETWORKS):
            raise ValueError(f"network={self.network!r}: expected 'peermock' or 'moto'")


def read_settings(**given: object) -> Settings:
    """Return a mock's settings: explicit ones, then the project's, then the defaults.

    Args:
        **given: Settings by name; None for unset ones.

    Raises:
        ValueError: A value is invalid.
        TypeError: A value has the wrong type.
    """
    explicit = {name: value for name, value in given.items() if value is not None}
    if not explicit and not configuration.defaults:
        return _plain_settings()
    settings: dict[str, Any] = {
        name: read_ini(name, configuration.defaults[name])
        for name in configuration.defaults.keys() & given.keys() - explicit.keys()
    }
    for name, value in explicit.items():
        settings[name] = _READERS.get(name, _as_given)(value)
    settings["given"] = frozenset(explicit)
    with suppress(TypeError):  # a value is not hashable
        return _checked(**settings)
    return Settings(**settings)


@cache
def _plain_settings() -> Settings:
    return Settings()


_checked = lru_cache(maxsize=32, typed=True)(Settings)


def build_gateway(settings: Settings) -> Gateway:
    """Return a gateway to a new world with these settings."""
    world = World(
        ids=IdSource(settings.seed),
        quotas=settings.quotas,
        settle=settings.settle,
        regions=regions,
    )
    world.expires_sessions = settings.expire_sessions
    return Gateway(world, settings.account_id, settings.passthrough)


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
    mocked = sorted(SERVICES & names)
    if mocked:
        raise ValueError(
            f"passthrough={sorted(names)}: peermock itself answers {', '.join(mocked)}"
        )


_READERS: dict[str, Callable[[object], object]] = {
    "settle": _read_settle,
    "passthrough": _read_passthrough,
}


def check_region_name(region_name: object) -> str:
    """Return the Region's name if AWS has such a Region.

    Raises:
        ValueError: AWS has no such Region.
        TypeError: The name is not a string.
    """
    if not isinstance(region_name, str):
        raise TypeError(f"region_name={region_name!r}: expected a Region such as 'us-east-1'")
    if not is_region(region_name):
        raise ValueError(f"region_name={region_name!r}: AWS has no such Region")
    return region_name


def check_account_id(account_id: object) -> str:
    """Return the account ID if it is well-formed.

    Raises:
        ValueError: The account ID is not twelve digits.
        TypeError: The account ID is not a string.
    """
    if not isinstance(account_id, str):
        example = f"{account_id:012}" if isinstance(account_id, int) else "123456789012"
        raise TypeError(
            f'account_id={account_id!r}: expected a string of twelve digits, such as "{example}"'
        )
    if not is_account_id(account_id):
        raise ValueError(f"account_id={account_id!r}: expected twelve digits")
    return account_id


_BOOLEANS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


def read_ini(name: str, text: str) -> object:
    """Return the value of an ini option.

    Args:
        name: The setting, such as `settle`.
        text: The text in the ini file.

    Raises:
        ValueError: The text is not a valid value.
    """
    try:
        return _INI_READERS.get(name, str)(text.strip())
    except (KeyError, OverflowError, TypeError, ValueError):
        raise ValueError(f"peermock_{name} = {text.strip()}: expected {_EXPECTED[name]}") from None


def _pairs(text: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in text.replace(",", " ").split())


def _quotas(text: str) -> Quotas:
    return Quotas(**{name: int(number) for name, number in _pairs(text).items()})


def _settle(text: str) -> Settle:
    pairs: dict[str, Any] = {}
    for name, number in _pairs(text).items():
        seconds = name == "duration"
        pairs[name] = timedelta(seconds=float(number)) if seconds else int(number)
    return Settle(**pairs)


def _services(text: str) -> frozenset[str]:
    return frozenset(text.replace(",", " ").split())


def _one_of(words: tuple[str, ...]) -> Callable[[str], str]:
    return lambda text: words[words.index(text)]


def _boolean(text: str) -> bool:
    return _BOOLEANS[text.lower()]


_INI_READERS: Mapping[str, Callable[[str], object]] = {
    "quotas": _quotas,
    "settle": _settle,
    "seed": int,
    "passthrough": _services,
    "isolated": _boolean,
    "assert_all_faults_hit": _boolean,
    "assert_nothing_swallowed": _boolean,
    "expire_sessions": _boolean,
    "sleep": _one_of(SLEEPS),
}

_EXPECTED = {
    "quotas": "active_per_vpc=NUMBER, outstanding_requests=NUMBER or both",
    "settle": "duration=SECONDS or describes=NUMBER",
    "seed": "a whole number",
    "isolated": "true or false",
    "assert_all_faults_hit": "true or false",
    "assert_nothing_swallowed": "true or false",
    "expire_sessions": "true or false",
    "sleep": "auto, real or shift",
}
