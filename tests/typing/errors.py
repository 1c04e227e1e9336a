"""Static types of errors and settings. Checked by mypy."""

from datetime import timedelta
from typing import assert_type

import peermock
from peermock import (
    EndlessWaitError,
    MockStateError,
    NetworkNotRestoredError,
    NotMockedError,
    PeermockError,
    Quotas,
    Settle,
    SwallowedRefusalError,
    UnsupportedOperationError,
    UnsupportedParameterError,
)

assert_type(peermock.__version__, str)
unknown: object = peermock.mock_pairing  # type: ignore[attr-defined]

not_mocked = NotMockedError("s3", "ListBuckets", "https://s3.amazonaws.com/")
assert_type(not_mocked.service_name, str)
assert_type(not_mocked.operation_name, str | None)
assert_type(not_mocked.url, str)

operation = UnsupportedOperationError("ec2", "RunInstances")
assert_type(operation.service_name, str)
assert_type(operation.operation_name, str)

parameter = UnsupportedParameterError("CreateRoute", "NatGatewayId")
assert_type(parameter.operation_name, str)
assert_type(parameter.parameters, tuple[str, ...])

swallowed = SwallowedRefusalError("text")
assert_type(swallowed.refusals, tuple[str, ...])
failed: AssertionError = swallowed

endless = EndlessWaitError(3, timedelta(1))
assert_type(endless.sleeps, int)
assert_type(endless.waited, timedelta)
timeout: TimeoutError = endless

errors: list[PeermockError] = [not_mocked, operation, parameter, MockStateError("text")]
missing: list[NotImplementedError] = [operation, parameter]
state: RuntimeError = MockStateError("text")
assert_type(NetworkNotRestoredError("vpc-1").resource_ids, tuple[str, ...])

quotas = Quotas(active_per_vpc=125)
assert_type(quotas.active_per_vpc, int)
assert_type(quotas.outstanding_requests, int)
quotas.active_per_vpc = 1  # type: ignore[misc]
Quotas(125)  # type: ignore[call-arg]

settle = Settle(duration=timedelta(seconds=5))
assert_type(settle.duration, timedelta)
assert_type(settle.describes, int)
Settle(duration=5)  # type: ignore[arg-type]
