"""Properties that all errors share."""

import inspect
import re

import pytest

from peermock._domain import errors
from peermock._domain.errors import AwsError

PUBLIC = [getattr(errors, name) for name in errors.__all__]


def test_every_error_can_be_imported_from_the_package() -> None:
    """Code that raises or catches an error need not know its module."""
    assert sorted(errors.__all__) == sorted(
        name
        for name, value in vars(errors).items()
        if inspect.isclass(value) and issubclass(value, AwsError)
    )


@pytest.mark.parametrize("error", PUBLIC)
def test_an_error_is_an_aws_error(error: type[AwsError]) -> None:
    """The gateway catches a single class."""
    assert issubclass(error, AwsError)


@pytest.mark.parametrize("error", [error for error in PUBLIC if error is not AwsError])
def test_an_error_has_a_code_and_a_status(error: type[AwsError]) -> None:
    """A code has letters and dots only, and the status is a client error."""
    assert re.fullmatch(r"[A-Za-z]+(\.[A-Za-z]+)?", error.code)
    assert 400 <= error.status < 500


def test_the_message_is_what_python_shows() -> None:
    """A traceback shows AWS's message."""
    error = errors.InvalidParameterValue("Tag key cannot be empty.")
    assert (str(error), error.message) == ("Tag key cannot be empty.",) * 2
