"""Quotas of outstanding requests and of active connections per VPC."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from time_machine import TimeMachineFixture

from peermock import PeeringMock, Quotas, mock_peering
from tests.operations.parties import Party, Refused

PENDING = (
    "PendingVpcPeeringConnectionLimitExceeded",
    "Vpc peering connection request limit exceeded.",
)


@pytest.fixture
def peering(request: pytest.FixtureRequest) -> Iterator[PeeringMock]:
    """A mock with the quotas of the test."""
    with mock_peering(quotas=getattr(request, "param", None)) as mock:
        yield mock


@pytest.fixture
def vpcs(accepter: Party) -> Callable[[int], list[str]]:
    """Return a function that creates VPCs of the accepter."""

    def make(count: int) -> list[str]:
        create = accepter.ec2.create_vpc
        return [create(CidrBlock="10.8.0.0/16")["Vpc"]["VpcId"] for _ in range(count)]

    return make


@pytest.fixture
def requests(
    requester: Party, accepter: Party, vpcs: Callable[[int], list[str]]
) -> Callable[[int], list[str]]:
    """Return a function that makes pending requests, each to another VPC."""

    def make(count: int) -> list[str]:
        return [requester.request(accepter, PeerVpcId=vpc_id) for vpc_id in vpcs(count)]

    return make


def test_twenty_five_requests_may_be_outstanding(
    requests: Callable[[int], list[str]], refused: Refused
) -> None:
    """By default the twenty-sixth request is rejected."""
    requests(25)
    with refused(*PENDING):
        requests(1)


@pytest.mark.parametrize("peering", [Quotas(outstanding_requests=2)], indirect=True)
def test_a_refused_request_leaves_nothing(
    requester: Party, requests: Callable[[int], list[str]], refused: Refused
) -> None:
    """A request over the quota is not created."""
    made = requests(2)
    with refused(*PENDING):
        requests(1)
    assert requester.finds() == made


@pytest.mark.parametrize("peering", [Quotas(outstanding_requests=2)], indirect=True)
@pytest.mark.parametrize("how", ["accept", "reject", "delete", "expire"])
def test_what_is_answered_is_not_outstanding(
    accepter: Party,
    requester: Party,
    requests: Callable[[int], list[str]],
    clock: TimeMachineFixture,
    how: str,
) -> None:
    """Accepted, rejected, deleted and expired requests do not count."""
    (first, _) = requests(2)
    {
        "accept": lambda: accepter.accept(first),
        "reject": lambda: accepter.reject(first),
        "delete": lambda: requester.delete(first),
        "expire": lambda: clock.shift(timedelta(days=7)),
    }[how]()
    assert requests(1)


@pytest.mark.parametrize("peering", [Quotas(outstanding_requests=1)], indirect=True)
def test_a_failed_request_is_not_outstanding(requester: Party, accepter: Party) -> None:
    """Failed requests do not count."""
    for owner in ("333333333333", "444444444444", "555555555555"):
        requester.request(accepter, PeerOwnerId=owner)
    assert requester.request(accepter)


@pytest.mark.parametrize("peering", [Quotas(outstanding_requests=1)], indirect=True)
def test_incoming_requests_do_not_count(requester: Party, accepter: Party) -> None:
    """The quota applies to the requester's account."""
    accepter.request(requester)
    assert requester.request(accepter)


@pytest.mark.parametrize("peering", [Quotas(outstanding_requests=1)], indirect=True)
def test_each_region_counts_its_own_requests(
    requester: Party, accepter: Party, abroad: Party
) -> None:
    """The quota is per Region, as on AWS."""
    requester.request(accepter)
    assert abroad.request(accepter)


@pytest.mark.parametrize("peering", [Quotas(outstanding_requests=1)], indirect=True)
def test_a_repeated_request_does_not_count(requester: Party, accepter: Party) -> None:
    """At the quota, a repeated request still returns the existing one."""
    assert requester.request(accepter) == requester.request(accepter)


@pytest.mark.parametrize("peering", [Quotas(outstanding_requests=0)], indirect=True)
def test_a_quota_may_be_nothing(requester: Party, accepter: Party, refused: Refused) -> None:
    """With a quota of zero the first request is rejected."""
    with refused(*PENDING):
        requester.request(accepter)


def test_fifty_connections_of_a_vpc_may_be_active(
    requester: Party, accepter: Party, requests: Callable[[int], list[str]], refused: Refused
) -> None:
    """By default the fifty-first Accept is rejected, and its request stays pending."""
    for _ in range(5):
        for peering_id in requests(10):
            accepter.accept(peering_id)
    (last,) = requests(1)
    text = f"Active VPC peering connection limit exceeded for the vpc '{requester.vpc_id}'."
    with refused("ActiveVpcPeeringConnectionPerVpcLimitExceeded", text):
        accepter.accept(last)
    assert accepter.status(last) == "pending-acceptance"


@pytest.mark.parametrize("peering", [Quotas(active_per_vpc=1)], indirect=True)
def test_the_quota_of_the_accepters_vpc_counts_too(
    requester: Party, accepter: Party, neighbour: Party, refused: Refused
) -> None:
    """Connections count in either role."""
    requester.peer(accepter)
    peering_id = neighbour.request(accepter)
    text = f"Active VPC peering connection limit exceeded for the vpc '{accepter.vpc_id}'."
    with refused("ActiveVpcPeeringConnectionPerVpcLimitExceeded", text):
        accepter.accept(peering_id)


@pytest.mark.parametrize("peering", [Quotas(active_per_vpc=1)], indirect=True)
def test_a_deleted_connection_makes_room(
    requester: Party, accepter: Party, neighbour: Party
) -> None:
    """Only active connections count."""
    peering_id = neighbour.request(accepter)
    requester.delete(requester.peer(accepter))
    assert accepter.accept(peering_id)["Status"]["Code"] == "provisioning"


@pytest.mark.parametrize("peering", [Quotas(active_per_vpc=51)], indirect=True)
def test_a_quota_can_be_raised(
    requester: Party, accepter: Party, requests: Callable[[int], list[str]]
) -> None:
    """With a higher quota the fifty-first connection becomes active."""
    for _ in range(51):
        accepter.accept(*requests(1))
    assert len(requester.finds()) == 51
