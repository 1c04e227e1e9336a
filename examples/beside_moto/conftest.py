"""Both mocks for every test: moto's decorator became a fixture, next to peermock's."""

from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from peermock import PeeringMock, mock_peering

if find_spec("moto") is None:  # to collect the examples where moto is not installed
    collect_ignore = ["test_landing_zone.py"]


@pytest.fixture
def aws() -> Iterator[PeeringMock]:
    """One AWS, with moto's network and peermock's connections."""
    from moto import mock_aws  # type: ignore[import-not-found]  # not where mypy runs

    with mock_aws(), mock_peering() as mock:
        yield mock
