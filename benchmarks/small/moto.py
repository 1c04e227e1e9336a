"""The small test's `mock` with moto, as its conftest.py."""

from collections.abc import Iterator

import pytest
from moto import mock_aws


@pytest.fixture
def mock() -> Iterator[None]:
    """Run the test inside moto's mock."""
    with mock_aws():
        yield
