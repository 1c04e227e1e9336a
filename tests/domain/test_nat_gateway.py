"""NAT gateways: their states and what they hold."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from peermock._domain.identity import Place
from peermock._domain.nat_gateway import NAT_GATEWAY, NatFailure, NatGateway, NatState
from peermock._domain.settle import Settle

NOW = datetime(2024, 5, 1, 12, 0, 0, 500, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
SLOW = Settle(duration=MINUTE)


@pytest.fixture
def gateway() -> NatGateway:
    """A public gateway that takes a minute for each transition."""
    return NatGateway(
        id="nat-1a2b3c4d",
        place=Place("111111111111", "us-east-1"),
        vpc_id="vpc-1a2b3c4d",
        subnet_id="subnet-1a2b3c4d",
        created_at=NOW.replace(microsecond=0),
        settling=SLOW.start(NOW),
        allocation_id="eipalloc-1a2b3c4d",
    )


def test_a_gateway_is_pending_and_then_available(gateway: NatGateway) -> None:
    """Traffic of the gateway's VPC gets through only once it is available."""
    assert gateway.state(NOW) is NatState.PENDING
    assert not gateway.is_open_to("vpc-1a2b3c4d", NOW)
    assert gateway.state(NOW + MINUTE) is NatState.AVAILABLE
    assert gateway.is_open_to("vpc-1a2b3c4d", NOW + MINUTE)
    assert not gateway.is_open_to("vpc-5e6f7a8b", NOW + MINUTE)


def test_a_gateway_that_cannot_work_fails(gateway: NatGateway) -> None:
    """A failed gateway is visible for an hour."""
    failing = replace(gateway, failure=NatFailure("Gateway.NotAttached", "no way"))
    assert failing.state(NOW) is NatState.PENDING
    assert failing.state(NOW + MINUTE) is NatState.FAILED
    assert failing.is_seen(NOW + MINUTE + HOUR - timedelta(microseconds=1))
    assert not failing.is_seen(NOW + MINUTE + HOUR)


def test_a_deleted_gateway_is_deleting_at_first(gateway: NatGateway) -> None:
    """Deleting the gateway again changes nothing."""
    later = NOW + HOUR
    deleted = gateway.delete(later, SLOW)
    assert deleted.deleted_at == later.replace(microsecond=0)
    assert deleted.state(later) is NatState.DELETING
    assert deleted.state(later + MINUTE) is NatState.DELETED
    assert deleted.delete(later + MINUTE, SLOW) is deleted
    assert deleted.is_seen(later + MINUTE)
    assert not deleted.is_seen(later + MINUTE + HOUR)


def test_a_failed_gateway_can_be_deleted(gateway: NatGateway) -> None:
    """A failed gateway becomes deleted."""
    failed = replace(gateway, failure=NatFailure("Gateway.NotAttached", "no way"))
    assert failed.delete(NOW + MINUTE, Settle()).state(NOW + MINUTE) is NatState.DELETED


@pytest.mark.parametrize("kind", ["public", "private"])
def test_a_gateway_with_an_address_is_public(gateway: NatGateway, kind: str) -> None:
    """A gateway without an address is private."""
    made = gateway if kind == "public" else replace(gateway, allocation_id=None)
    assert made.is_public is (kind == "public")


def test_a_gateway_holds_its_subnet_and_vpc_until_its_end(gateway: NatGateway) -> None:
    """A pending or deleting gateway holds them too."""
    held = ("subnet-1a2b3c4d", "vpc-1a2b3c4d")
    assert tuple(NAT_GATEWAY.needs(gateway, NOW)) == held
    deleted = gateway.delete(NOW + HOUR, SLOW)
    assert tuple(NAT_GATEWAY.needs(deleted, NOW + HOUR)) == held
    assert tuple(NAT_GATEWAY.needs(deleted, NOW + HOUR + MINUTE)) == ()


def test_a_look_brings_a_gateway_nearer(gateway: NatGateway) -> None:
    """Each Describe advances a gateway whose states last for a number of Describes."""
    twice = replace(gateway, settling=Settle(describes=2).start(NOW))
    assert twice.looked_at(NOW).state(NOW) is NatState.PENDING
    assert twice.looked_at(NOW).looked_at(NOW).state(NOW) is NatState.AVAILABLE
