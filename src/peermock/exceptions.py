"""Exceptions for mistakes in a test. Errors that AWS would return are raised as `ClientError`."""

import copyreg
from datetime import timedelta


class PeermockError(Exception):
    """Base class of all exceptions that peermock raises itself."""

    def __reduce__(self) -> tuple[object, ...]:
        """Support pickling, so that a worker process can send the error to its parent."""
        new = copyreg.__newobj__  # type: ignore[attr-defined]  # typeshed leaves it out
        return new, (type(self), *self.args), vars(self)

    def at_endpoint(self) -> str:
        """Return the message for a client of a local endpoint, where there is no test to fix."""
        return str(self)


class UnsupportedOperationError(PeermockError, NotImplementedError):
    """The code under test called an operation that peermock does not support.

    Attributes:
        service_name: The service, such as `ec2`.
        operation_name: The operation, such as `RunInstances`.
    """

    def __init__(self, service_name: str, operation_name: str, remark: str = "") -> None:
        super().__init__(
            f"peermock does not support {service_name}:{operation_name}. The call got no response, "
            "and nothing was sent to AWS. "
            + (remark or f'Answer this call in your test: aws.answer("{operation_name}", {{...}}).')
        )
        self.service_name = service_name
        self.operation_name = operation_name

    def at_endpoint(self) -> str:
        """Return the message for a client of a local endpoint, where there is no test to fix."""
        return (
            f"peermock does not support {self.service_name}:{self.operation_name}. Nothing was "
            "changed, and nothing was sent to AWS."
        )


class UnsupportedParameterError(PeermockError, NotImplementedError):
    """The code under test used a parameter that AWS supports and peermock does not.

    Attributes:
        operation_name: The operation, such as `CreateRoute`.
        parameters: The parameters, such as `NatGatewayId`.
        but: A description of the values that peermock supports; empty if it supports none.
    """

    def __init__(self, operation_name: str, *parameters: str, but: str = "") -> None:
        refused = ", ".join(parameters) + (f" other than {but}" if but else "")
        advice = "Pass a supported value" if but else "Leave it out"
        super().__init__(
            f"peermock's {operation_name} does not support {refused}. The call was refused and "
            "changed nothing, because an answer that ignores a parameter would be wrong. "
            f"{advice}, or answer this call in your test with aws.answer(...)."
        )
        self.operation_name = operation_name
        self.parameters = parameters
        self.but = but

    def at_endpoint(self) -> str:
        """Return the message for a client of a local endpoint, where there is no test to fix."""
        return (
            f"peermock's {self.operation_name} does not support "
            f"{', '.join(self.parameters)}{f' other than {self.but}' if self.but else ''}, so "
            "nothing was changed. Leave the parameter out if you do not depend on it."
        )


class NotMockedError(PeermockError):
    """A request was about to leave the machine while a mock is active.

    Attributes:
        service_name: The service that was called, or the host if the service is unknown.
        operation_name: The operation, if it is known.
        url: The URL, without its query string.
    """

    def __init__(self, service_name: str, operation_name: str | None, url: str) -> None:
        what = f"{service_name}:{operation_name}" if operation_name else service_name
        place = url.partition("?")[0]  # the query of a presigned URL holds a session token
        super().__init__(
            f"{what} is not mocked, and nothing was sent to {place}. While mock_peering is active, "
            "no botocore request leaves this machine. Mock the service too (moto, botocore's "
            "Stubber), make the call before the mock starts, or let the service through: "
            f'mock_peering(passthrough=["{service_name}"]).'
        )
        self.service_name = service_name
        self.operation_name = operation_name
        self.url = place

    def at_endpoint(self) -> str:
        """Return the message for a client of a local endpoint, where there is no test to fix."""
        return (
            f"peermock does not support the service {self.service_name}. Nothing was changed, and "
            "nothing was sent to AWS. Give your client another endpoint for this service."
        )


class NetworkNotRestoredError(PeermockError):
    """A snapshot was restored, but moto's network has changed since it was taken.

    The connections and their tags were restored.

    Attributes:
        resource_ids: The resources of moto's network that were added, removed or changed.
    """

    def __init__(self, *resource_ids: str) -> None:
        super().__init__(
            "The peering connections were restored, but not the network: it is moto's, and has "
            f"changed: {', '.join(resource_ids)}. Undo these changes in the test, or start a new "
            "mock_aws for each test."
        )
        self.resource_ids = resource_ids


class NoSuchRegionError(PeermockError, ValueError):
    """A request was signed for a Region that AWS does not have, so no endpoint would receive it.

    Attributes:
        region_name: The Region.
    """

    def __init__(self, region_name: str, nearest: str = "") -> None:
        meant = f" Did you mean {nearest!r}?" if nearest else ""
        super().__init__(
            f"AWS has no Region {region_name!r}, so a client there has no endpoint to call.{meant} "
            "The list of Regions comes from the installed botocore; a newer version may know more."
        )
        self.region_name = region_name


class UnusedFaultError(PeermockError, AssertionError):
    """A fault was requested, but no call met it before the mock ended.

    Attributes:
        faults: A description of each unused fault.
    """

    faults: tuple[str, ...]

    def __init__(self, *faults: str) -> None:
        super().__init__(
            f"No call met {'this fault' if len(faults) == 1 else 'these faults'}: "
            f"{'; '.join(faults)}. Either the code under test does not make the call, or the fault "
            "is for another account or Region. Remove the fault, or pass "
            "mock_peering(assert_all_faults_hit=False)."
        )
        self.faults = faults


class EndlessWaitError(PeermockError, TimeoutError):
    """The code under test is polling for a change that will never come.

    Attributes:
        sleeps: The number of consecutive sleeps during which no call changed anything.
        waited: The total length of these sleeps on the mock's clock.
    """

    def __init__(self, sleeps: int, waited: timedelta) -> None:
        super().__init__(
            f"The code under test has slept {sleeps} times in a row, for {waited} of the mock's "
            "time, but no call has changed anything and no status is about to change. On AWS it "
            "would wait forever. Make the other party act first, in another thread or with "
            "aws.peer(..., status=...); or limit the number of attempts; or pass "
            'mock_peering(sleep="real").'
        )
        self.sleeps = sleeps
        self.waited = waited


class SwallowedRefusalError(PeermockError, AssertionError):
    """The code under test caught one of peermock's refusals and carried on without a response.

    Attributes:
        refusals: A description of each refusal and of where it was caught.
    """

    refusals: tuple[str, ...]

    def __init__(self, *refusals: str) -> None:
        caught = "a refusal" if len(refusals) == 1 else f"{len(refusals)} refusals"
        super().__init__(
            f"The code under test caught {caught} raised by peermock and carried on, so this test "
            f"proves less than it claims: {'; '.join(refusals)}. Answer the call in the test with "
            "aws.answer(...), or pass mock_peering(assert_nothing_swallowed=False)."
        )
        self.refusals = refusals


class MockStateError(PeermockError, RuntimeError):
    """A mock was started twice, stopped twice or out of order, or used while inactive."""
