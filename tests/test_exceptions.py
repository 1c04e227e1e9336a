"""Errors for the person who writes the test: what they say, carry and are."""

import pickle

import pytest

from peermock import (
    MockStateError,
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
    ],
)
def test_every_error_is_one_of_peermocks(error: Exception, base: type[Exception]) -> None:
    """Errors can be caught together, and as what Python calls them."""
    assert isinstance(error, PeermockError)
    assert isinstance(error, base)


@pytest.mark.parametrize(
    "error",
    [
        MockStateError("text"),
        NotMockedError("s3", None, URL),
        UnsupportedOperationError("ec2", "RunInstances"),
        UnsupportedParameterError("CreateRoute", "NatGatewayId"),
        UnusedFaultError("a fault"),
    ],
)
def test_every_error_goes_from_process_to_process(error: PeermockError) -> None:
    """A worker process that fails with it can say so to the one that waits for it."""
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301  # ours
    assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))


def test_an_unsupported_operation_says_what_to_do() -> None:
    """The text names the operation, and how to do without it."""
    error = UnsupportedOperationError("ec2", "RunInstances")
    assert (error.service_name, error.operation_name) == ("ec2", "RunInstances")
    assert str(error).startswith("peermock does not have ec2:RunInstances. Nothing was answered")
    assert "Stub this call in your test" in str(error)


def test_an_unsupported_parameter_says_what_to_do() -> None:
    """The text names the parameters, and how to do without them."""
    error = UnsupportedParameterError("CreateRoute", "NatGatewayId", "CarrierGatewayId")
    assert error.operation_name == "CreateRoute"
    assert error.parameters == ("NatGatewayId", "CarrierGatewayId")
    assert "CreateRoute does not honour NatGatewayId, CarrierGatewayId." in str(error)
    assert "Leave it out, or stub this call in your test." in str(error)


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
    """The text names service, operation and address, and how to mock or allow it."""
    error = NotMockedError(service_name, operation_name, URL)
    assert (error.service_name, error.operation_name) == (service_name, operation_name)
    assert error.url == URL
    assert str(error).startswith(f"{start}, and nothing was sent to {URL}.")
    assert "Mock the service too" in str(error)
    assert f'mock_peering(passthrough=["{service_name}"])' in str(error)
