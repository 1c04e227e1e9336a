"""Who is measured: each gives a boto3 client, and is imported when it is asked for.

A process measures one contender alone, so that none carries what another has patched.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from canned import record

if TYPE_CHECKING:
    from mypy_boto3_ec2 import EC2Client

ENOUGH = 100_000
"""More connections than any measurement makes, as a quota."""

CREDENTIALS = {
    "aws_access_key_id": "AKIAIOSFODNN7EXAMPLE",
    "aws_secret_access_key": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "region_name": "us-east-1",
}


@dataclass(frozen=True)
class Call:
    """A method of a client with its parameters."""

    method: str
    params: dict[str, Any]

    def bound(self, client: "EC2Client") -> Callable[[], Any]:
        """Return the call on a client, to be made."""
        method = getattr(client, self.method)
        return lambda: method(**self.params)


Scenario = Callable[["EC2Client"], Sequence[Call]]
"""Makes what its calls need, and returns the calls that are measured."""


def plain_mock(contender: str) -> AbstractContextManager[object]:
    """Return a mock as it is without settings."""
    if contender == "moto":
        from moto import mock_aws

        return mock_aws()
    from peermock import mock_peering

    return mock_peering()


@contextmanager
def mock(contender: str) -> Iterator[None]:
    """Return a block in which peermock is active, or moto, or both, or neither for the floor."""
    with ExitStack() as stack:
        if contender in ("moto", "both"):
            from moto import mock_aws

            stack.enter_context(mock_aws())
        if contender in ("peermock", "both"):
            from peermock import Quotas, mock_peering

            quotas = Quotas(outstanding_requests=ENOUGH, active_per_vpc=ENOUGH)
            stack.enter_context(mock_peering(quotas=quotas))
        yield


@contextmanager
def calls(contender: str, scenario: Scenario) -> Iterator[Sequence[Callable[[], object]]]:
    """Yield the calls of a scenario, ready to be made of a contender."""
    import boto3

    if contender == "floor":
        yield from _calls_of_the_floor(scenario)
        return
    with mock(contender):
        client = boto3.client("ec2", region_name="us-east-1")
        yield [call.bound(client) for call in scenario(client)]


def _calls_of_the_floor(scenario: Scenario) -> Iterator[Sequence[Callable[[], object]]]:
    """Yield the calls on a client that gets what peermock answered to the last of them.

    What remains is botocore's own work: parameters, signature, XML.
    """
    import boto3

    with mock("peermock"):
        asked = boto3.client("ec2", region_name="us-east-1")
        made = scenario(asked)
        heard = record(asked.meta.events)
        made[-1].bound(asked)()
    client = boto3.session.Session(**CREDENTIALS).client("ec2")
    client.meta.events.register("before-send.ec2", heard[-1].give)
    yield [call.bound(client) for call in made]
