"""Describe operations for resources that peermock does not have: they return empty lists."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from peermock._domain.absent import (
    CUSTOMER_GATEWAY,
    IMAGE,
    INSTANCE,
    KEY_PAIR,
    SNAPSHOT,
    TRANSIT_GATEWAY,
    TRANSIT_GATEWAY_ATTACHMENT,
    VOLUME,
    VPN_CONNECTION,
    VPN_GATEWAY,
)
from peermock._domain.errors import AwsError
from peermock._domain.errors.inventory import KeyPairNotFound
from peermock._domain.errors.tags import UnknownFilter
from peermock._domain.kind import Kind
from peermock._domain.world import World
from peermock._operations import inventory_filters as filters
from peermock._operations.call import Call, Operation, Result
from peermock._operations.listing import Listing
from peermock._operations.resources import find
from peermock.exceptions import UnsupportedParameterError

SELF = "self"
"""The word for the caller's own account in owner parameters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """A Describe operation that returns an empty list, but validates its parameters.

    Attributes:
        listing: The listing that it would return.
        kind: The kind of resource that its IDs belong to.
        names: For parameters with names instead of IDs, the error for an unknown name.
        owners: The parameter with owners. Only the caller is accepted: peermock does not know what
            other accounts share.
        also: Parameters without effect on an empty list.
    """

    listing: Listing
    kind: Kind[Any] | None = None
    names: Mapping[str, type[AwsError]] = field(default_factory=dict)
    owners: str = ""
    also: tuple[str, ...] = ()

    def __call__(self, world: World, call: Call) -> Result:
        """Return an empty list.

        Raises:
            AwsError: A parameter is invalid, or names a resource.
            UnsupportedParameterError: The response would include other accounts' resources.
        """
        for name, unknown in self.names.items():
            if call.params.get(name):
                raise unknown(*dict.fromkeys(call.params[name]))
        found = partial(find, world, call, self.kind) if self.kind else None
        not_found = self.kind.not_found if self.kind else None
        answer = self.listing.describe(
            world, call, scan=lambda _: iter(()), find=found, not_found=not_found
        )
        self._check_owners(call)
        return answer

    def row(self) -> Operation:
        """Return the operation's row."""
        owners = filter(None, [self.owners])
        return Operation(self, (*self.listing.parameters, *self.names, *owners, *self.also))

    def _check_owners(self, call: Call) -> None:
        if self.owners and not {*call.params.get(self.owners, [""])} <= {
            SELF,
            call.place.account_id,
        }:
            but = f"{SELF!r} or the caller's account"
            raise UnsupportedParameterError(call.operation_name, self.owners, but=but)


_ATTACHMENTS = "TransitGatewayAttachmentIds"

INVENTORIES: Mapping[str, Inventory] = {
    "DescribeCustomerGateways": Inventory(
        listing=Listing(
            answer="CustomerGateways",
            ids="CustomerGatewayIds",
            filters=filters.CUSTOMER_GATEWAYS,
            has_pages=False,
        ),
        kind=CUSTOMER_GATEWAY,
    ),
    "DescribeImages": Inventory(
        listing=Listing(answer="Images", ids="ImageIds", filters=filters.IMAGES),
        kind=IMAGE,
        owners="Owners",
        also=("IncludeDeprecated", "IncludeDisabled"),
    ),
    "DescribeInstanceStatus": Inventory(
        listing=Listing(
            answer="InstanceStatuses", ids="InstanceIds", filters=filters.INSTANCE_STATUSES
        ),
        kind=INSTANCE,
        also=("IncludeAllInstances", "IncludeManagedResources"),
    ),
    "DescribeInstances": Inventory(
        listing=Listing(answer="Reservations", ids="InstanceIds", filters=filters.INSTANCES),
        kind=INSTANCE,
        also=("IncludeManagedResources",),
    ),
    "DescribeKeyPairs": Inventory(
        listing=Listing(
            answer="KeyPairs", ids="KeyPairIds", filters=filters.KEY_PAIRS, has_pages=False
        ),
        kind=KEY_PAIR,
        names={"KeyNames": KeyPairNotFound},
        also=("IncludePublicKey",),
    ),
    "DescribeSnapshots": Inventory(
        listing=Listing(answer="Snapshots", ids="SnapshotIds", filters=filters.SNAPSHOTS),
        kind=SNAPSHOT,
        owners="OwnerIds",
    ),
    "DescribeTransitGatewayAttachments": Inventory(
        listing=Listing(
            answer="TransitGatewayAttachments",
            ids=_ATTACHMENTS,
            filters=filters.TRANSIT_GATEWAY_ATTACHMENTS,
        ),
        kind=TRANSIT_GATEWAY_ATTACHMENT,
    ),
    "DescribeTransitGatewayPeeringAttachments": Inventory(
        listing=Listing(
            answer="TransitGatewayPeeringAttachments",
            ids=_ATTACHMENTS,
            filters=filters.TRANSIT_GATEWAY_PEERING_ATTACHMENTS,
        ),
        kind=TRANSIT_GATEWAY_ATTACHMENT,
    ),
    "DescribeTransitGatewayVpcAttachments": Inventory(
        listing=Listing(
            answer="TransitGatewayVpcAttachments",
            ids=_ATTACHMENTS,
            filters=filters.TRANSIT_GATEWAY_VPC_ATTACHMENTS,
        ),
        kind=TRANSIT_GATEWAY_ATTACHMENT,
    ),
    "DescribeTransitGateways": Inventory(
        listing=Listing(
            answer="TransitGateways", ids="TransitGatewayIds", filters=filters.TRANSIT_GATEWAYS
        ),
        kind=TRANSIT_GATEWAY,
    ),
    "DescribeVolumes": Inventory(
        listing=Listing(answer="Volumes", ids="VolumeIds", filters=filters.VOLUMES),
        kind=VOLUME,
        also=("IncludeManagedResources",),
    ),
    "DescribeVpcEndpointConnections": Inventory(
        listing=Listing(
            answer="VpcEndpointConnections",
            filters=filters.VPC_ENDPOINT_CONNECTIONS,
            unknown_filter=UnknownFilter,
            least=1,
            caps=True,
        ),
    ),
    "DescribeVpnConnections": Inventory(
        listing=Listing(
            answer="VpnConnections",
            ids="VpnConnectionIds",
            filters=filters.VPN_CONNECTIONS,
            has_pages=False,
        ),
        kind=VPN_CONNECTION,
    ),
    "DescribeVpnGateways": Inventory(
        listing=Listing(
            answer="VpnGateways",
            ids="VpnGatewayIds",
            filters=filters.VPN_GATEWAYS,
            has_pages=False,
        ),
        kind=VPN_GATEWAY,
    ),
}
"""The operations by name."""

OPERATIONS: Mapping[str, Operation] = {name: each.row() for name, each in INVENTORIES.items()}
"""The rows of these operations."""
