"""Peermock's own errors: messages, attributes and base classes."""

import pickle

import pytest

from peermock import (
    MockStateError,
    NoSuchRegionError,
    NotMockedError,
    PeermockError,
    UnsupportedOperationError,
    UnsupportedParameterError,
    UnusedFaultError,
)

URL = "https://s3.amazonaws.com/"


@pytest.mark.parametrize(
    ("error", "base"),
    [
        (MockStateError("text"), RuntimeError),
        (NotMockedError("s3", "ListBuckets", URL), PeermockError),
        (UnsupportedOperationError("ec2", "RunInstances"), NotImplementedError),
        (UnsupportedParameterError("CreateRoute", "NatGatewayId"), NotImplementedError),
        (NoSuchRegionError("eu-wset-1"), ValueError),
    ],
)
def test_every_error_is_one_of_peermocks(error: Exception, base: type[Exception]) -> None:
    """Errors can be caught together, and by their built-in base classes."""
    assert isinstance(error, PeermockError)
    assert isinstance(error, base)


@pytest.mark.parametrize(
    "error",
    [
        MockStateError("text"),
        NoSuchRegionError("eu-wset-1", "eu-west-1"),
        NotMockedError("s3", None, URL),
        UnsupportedOperationError("ec2", "RunInstances"),
        UnsupportedParameterError("CreateRoute", "NatGatewayId"),
        UnusedFaultError("a fault"),
    ],
)
def test_every_error_goes_from_process_to_process(error: PeermockError) -> None:
    """An error in a worker process can be sent to its parent."""
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301  # ours
    assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))


def test_an_unsupported_operation_says_what_to_do() -> None:
    """The message names the operation and the alternatives."""
    error = UnsupportedOperationError("ec2", "RunInstances")
    assert (error.service_name, error.operation_name) == ("ec2", "RunInstances")
    assert str(error).startswith(
        "peermock does not support ec2:RunInstances. The call got no response"
    )
    assert "Answer this call in your test: aws.answer(" in str(error)


def test_an_unsupported_parameter_says_what_to_do() -> None:
    """The message names the parameters and the alternatives."""
    error = UnsupportedParameterError("CreateRoute", "NatGatewayId", "CarrierGatewayId")
    assert error.operation_name == "CreateRoute"
    assert error.parameters == ("NatGatewayId", "CarrierGatewayId")
    assert "CreateRoute does not support NatGatewayId, CarrierGatewayId." in str(error)
    assert "Leave it out, or answer this call in your test with aws.answer(...)." in str(error)


def test_an_unsupported_value_says_which_is_supported() -> None:
    """The message names the supported values."""
    error = UnsupportedParameterError("DescribeImages", "Owners", but="'self'")
    assert error.parameters == ("Owners",)
    assert "DescribeImages does not support Owners other than 'self'." in str(error)
    assert "Pass a supported value, or answer this call in your test with aws.answer(...)." in str(
        error
    )


@pytest.mark.parametrize(
    ("service_name", "operation_name", "start"),
    [
        ("s3", "ListBuckets", "s3:ListBuckets is not mocked"),
        ("169.254.169.254", None, "169.254.169.254 is not mocked"),
    ],
)
def test_what_is_not_mocked_says_what_to_do(
    service_name: str, operation_name: str | None, start: str
) -> None:
    """The message names the service, operation and address, and how to mock or allow it."""
    error = NotMockedError(service_name, operation_name, URL)
    assert (error.service_name, error.operation_name) == (service_name, operation_name)
    assert error.url == URL
    assert str(error).startswith(f"{start}, and nothing was sent to {URL}.")
    assert "Mock the service too" in str(error)
    assert f'mock_peering(passthrough=["{service_name}"])' in str(error)
