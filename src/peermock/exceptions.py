"""What goes wrong for the person who writes the test. AWS's own errors arrive as `ClientError`."""

import copyreg


class PeermockError(Exception):
    """The base of all errors that peermock raises on its own behalf."""

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error go from a worker process to the one that waits for it."""
        new = copyreg.__newobj__  # type: ignore[attr-defined]  # typeshed leaves it out
        return new, (type(self), *self.args), vars(self)


class UnsupportedOperationError(PeermockError, NotImplementedError):
    """The code under test called an operation that peermock does not have.

    Attributes:
        service_name: The service, such as `ec2`.
        operation_name: The operation, such as `RunInstances`.
    """

    def __init__(self, service_name: str, operation_name: str) -> None:
        super().__init__(
            f"peermock does not have {service_name}:{operation_name}. Nothing was answered and "
            "nothing was sent to AWS. Stub this call in your test, with botocore's Stubber or "
            "unittest.mock."
        )
        self.service_name = service_name
        self.operation_name = operation_name


class UnsupportedParameterError(PeermockError, NotImplementedError):
    """The code under test used a parameter that AWS has and peermock does not honour.

    Attributes:
        operation_name: The operation, such as `CreateRoute`.
        parameters: The parameters, such as `NatGatewayId`.
    """

    def __init__(self, operation_name: str, *parameters: str) -> None:
        super().__init__(
            f"peermock's {operation_name} does not honour {', '.join(parameters)}. The call was "
            "refused and changed nothing, because an answer that ignores a parameter would be "
            "wrong. Leave it out, or stub this call in your test."
        )
        self.operation_name = operation_name
        self.parameters = parameters


class NotMockedError(PeermockError):
    """A request was about to leave the machine while a mock is active.

    Attributes:
        service_name: The service that it was for, or the host where the service is unknown.
        operation_name: The operation, where it is known.
    """

    def __init__(self, service_name: str, operation_name: str | None, url: str) -> None:
        what = f"{service_name}:{operation_name}" if operation_name else service_name
        place = url.partition("?")[0]  # the query of a presigned URL holds a session token
        super().__init__(
            f"{what} is not mocked, and nothing was sent to {place}. While mock_peering is active "
            "no request of botocore leaves this machine. Mock the service too (moto, botocore's "
            "Stubber), make the call before the mock starts, or let it out: "
            f'mock_peering(passthrough=["{service_name}"]).'
        )
        self.service_name = service_name
        self.operation_name = operation_name
        self.url = place


class UnusedFaultError(PeermockError, AssertionError):
    """A fault was asked for and no call met it before the mock ended.

    Attributes:
        faults: What was asked for, in words.
    """

    faults: tuple[str, ...]

    def __init__(self, *faults: str) -> None:
        super().__init__(
            f"No call met {'this fault' if len(faults) == 1 else 'these faults'}: "
            f"{'; '.join(faults)}. Either the code under test does not make the call, or the "
            "fault is for another account or Region. Leave it out, or say "
            "mock_peering(assert_all_faults_hit=False)."
        )
        self.faults = faults


class MockStateError(PeermockError, RuntimeError):
    """A mock was started twice, stopped twice or out of order, or used while it was not active."""
