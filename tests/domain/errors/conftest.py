"""Each error is created inside its test, so that a broken one fails only that test."""

from collections.abc import Callable

import pytest

from peermock._domain.errors import AwsError


@pytest.fixture
def error(make: Callable[[], AwsError]) -> AwsError:
    """The error that the parameters of the test describe."""
    return make()
