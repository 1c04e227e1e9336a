"""Handles to resources: their IDs, and their current views as AWS shows them."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Literal

from peermock._domain.errors import AwsError
from peermock._domain.identity import Place
from peermock._domain.vpc import VPC
from peermock._domain.world import World
from peermock._gateway import Gateway, present
from peermock._operations.call import call_from
from peermock._operations.subnets import create_subnet
from peermock._operations.views import peering_view
from peermock._operations.vpc_views import vpc_view

StatusCode = Literal[
    "initiating-request",
    "pending-acceptance",
    "active",
    "deleted",
    "rejected",
    "failed",
    "expired",
    "provisioning",
    "deleting",
]
"""The nine status codes of a connection."""

_GONE = "{} no longer exists: it was deleted, or the world was restored to an earlier snapshot"


@dataclass(frozen=True, slots=True)
class Vpc:
    """A handle to a VPC.

    Attributes:
        id: The VPC's ID.
        account_id: The owner's account ID.
        region_name: The VPC's Region.
        cidr_block: The primary CIDR block.
    """

    id: str
    account_id: str
    region_name: str
    cidr_block: str
    _gateway: Gateway = field(repr=False, compare=False)

    @property
    def view(self) -> dict[str, Any]:
        """The VPC as `describe_vpcs` shows it to its owner; raises LookupError if it is gone."""
        call = call_from(Place(self.account_id, self.region_name), present())
        with self._gateway.locked() as world:
            vpc = world.at(call.place).of(VPC).get(self.id)
            if vpc is None:
                raise LookupError(_GONE.format(self.id))
            return deepcopy(dict(vpc_view(world, call, vpc)))

    def subnet(
        self,
        cidr_block: str,
        *,
        availability_zone: str | None = None,
        tags: Mapping[str, str] | None = None,
    ) -> "Subnet":
        """Create a subnet in the VPC and return a handle to it.

        Use it to arrange a test.

        Args:
            cidr_block: The subnet's CIDR block, within one of the VPC's.
            availability_zone: The zone, such as `us-east-1a`. Defaults to the Region's first.
            tags: The subnet's tags.

        Raises:
            ValueError: AWS would reject the request, or the network is moto's.

        Example:
            >>> from peermock import mock_peering
            >>> with mock_peering() as aws:
            ...     aws.vpc("10.0.0.0/16").subnet("10.0.1.0/24").cidr_block
            '10.0.1.0/24'
        """
        asked: dict[str, object] = {}
        if availability_zone:
            asked["AvailabilityZone"] = availability_zone
        if tags:
            sent = [{"Key": key, "Value": value} for key, value in tags.items()]
            asked["TagSpecifications"] = [{"ResourceType": "subnet", "Tags": sent}]
        place = Place(self.account_id, self.region_name)
        params: dict[str, object] = {"VpcId": self.id, "CidrBlock": cidr_block, **asked}
        call = call_from(place, present(), "CreateSubnet", **params)
        try:
            with self._gateway.locked() as world:
                _check_own(world, "subnet")
                made = create_subnet(world, call)["Subnet"]
        except AwsError as error:
            raise ValueError(f"subnet({cidr_block!r}): AWS rejects it: {error.message}") from None
        return Subnet(made["SubnetId"], self, made["CidrBlock"], made["AvailabilityZone"])


def _check_own(world: World, name: str) -> None:
    """Check that the network is peermock's own.

    Raises:
        ValueError: The network is moto's.
    """
    if world.network.is_foreign:
        raise ValueError(f"{name}(): the network is moto's; create the {name} with a client")


@dataclass(frozen=True, slots=True)
class Subnet:
    """A handle to a subnet.

    Attributes:
        id: The subnet's ID.
        vpc: The subnet's VPC.
        cidr_block: The CIDR block.
        availability_zone: The Availability Zone.
    """

    id: str
    vpc: Vpc
    cidr_block: str
    availability_zone: str


@dataclass(frozen=True, slots=True)
class VpcPeeringConnection:
    """A handle to a connection.

    Attributes:
        id: The connection's ID.
        requester: The requester VPC.
        accepter: The accepter VPC.
    """

    id: str
    requester: Vpc
    accepter: Vpc
    _gateway: Gateway = field(repr=False, compare=False)

    @property
    def status(self) -> StatusCode:
        """The current status code; raises LookupError if the connection no longer exists."""
        with self._gateway.locked() as world:
            peering = world.peerings.get(self.id)
        if peering is None:
            raise LookupError(_GONE.format(self.id))
        return peering.status(present()).value

    @property
    def requester_view(self) -> dict[str, Any] | None:
        """The connection as the requester sees it now, or None if it is not visible there."""
        return self._view_for(self.requester)

    @property
    def accepter_view(self) -> dict[str, Any] | None:
        """The connection as the accepter sees it now, or None if it is not visible there."""
        return self._view_for(self.accepter)

    def _view_for(self, vpc: Vpc) -> dict[str, Any] | None:
        call = call_from(Place(vpc.account_id, vpc.region_name), present())
        with self._gateway.locked() as world:
            peering = world.peerings.get(self.id)
            if peering is None or not peering.is_visible_to(call.place, call.at):
                return None
            return deepcopy(dict(peering_view(world, call, peering)))
