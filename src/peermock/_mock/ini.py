"""Settings as a project writes them in its ini file, as text."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from peermock.domain.quotas import Quotas
from peermock.domain.settle import Settle

_BOOLEANS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


def read_ini(name: str, text: str) -> object:
    """Return the value that the text of an ini option means.

    Args:
        name: The setting, such as `settle`.
        text: What the ini file says.

    Raises:
        ValueError: The text means nothing.
    """
    try:
        return _READERS.get(name, str)(text.strip())
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


def _boolean(text: str) -> bool:
    return _BOOLEANS[text.lower()]


_READERS: Mapping[str, Callable[[str], object]] = {
    "quotas": _quotas,
    "settle": _settle,
    "seed": int,
    "passthrough": _services,
    "isolated": _boolean,
    "assert_all_faults_hit": _boolean,
}

_EXPECTED = {
    "quotas": "active_per_vpc=NUMBER, outstanding_requests=NUMBER or both",
    "settle": "duration=SECONDS or describes=NUMBER",
    "seed": "a whole number",
    "isolated": "true or false",
    "assert_all_faults_hit": "true or false",
}
