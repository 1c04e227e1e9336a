"""The pytest plugin: the `peering` fixture. Nothing of botocore is loaded before it is used."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from peermock import PeeringMock


@pytest.fixture
def peering() -> "Iterator[PeeringMock]":
    """An active mock of VPC peering, for the length of a test."""
    from peermock import mock_peering  # noqa: PLC0415  # pytest starts faster without botocore

    with mock_peering() as mock:
        yield mock
