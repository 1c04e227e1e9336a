"""The small test's `mock` with peermock, as its conftest.py."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from peermock import PeeringMock


@pytest.fixture
def mock(peering: "PeeringMock") -> None:
    """Run the test inside peermock's mock."""
