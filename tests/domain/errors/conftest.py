"""Every error is made inside its test: one that cannot be made fails that test, not them all."""

from collections.abc import Callable

import pytest

from peermock.domain.errors import AwsError


@pytest.fixture
def error(make: Callable[[], AwsError]) -> AwsError:
    """The error that the parameters of the test describe."""
    return make()
