"""VPC endpoints: connections of a VPC to an AWS service, through routes or network interfaces."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from peermock._domain.errors.endpoints import VpcEndpointIdMalformed, VpcEndpointNotFound
from peermock._domain.identity import Place
from peermock._domain.kind import Kind
from peermock._domain.service import service_list_id
from peermock._domain.settle import Settle, Settling

GATEWAY, INTERFACE = "Gateway", "Interface"

FULL_ACCESS = (
    '{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*",'
    '"Resource":"*"}]}'
)
"""The policy of an endpoint that is created without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VpcEndpoint:
    """A VPC endpoint.

    Attributes:
        id: The endpoint's ID.
        place: The owner's account and the Region.
        vpc_id: The VPC.
        kind: `Gateway` or `Interface`.
        service_name: The service, such as `com.amazonaws.us-east-1.s3`.
        policy: The endpoint policy, in JSON.
        created_at: When it was created, to the second.
        table_ids: The route tables with a route to a gateway endpoint.
        subnet_ids: The subnets of an interface endpoint.
        group_ids: The security groups of an interface endpoint.
        has_private_dns: Whether the service's own DNS name resolves to an interface endpoint.
        address_type: `ipv4`, `ipv6` or `dualstack`, for an interface endpoint.
        is_deleted: Whether it was deleted.
        settling: How long the last step stays transitional.
    """

    id: str
    place: Place
    vpc_id: str
    kind: str
    service_name: str
    policy: str
    created_at: datetime
    table_ids: tuple[str, ...] = ()
    subnet_ids: tuple[str, ...] = ()
    group_ids: tuple[str, ...] = ()
    has_private_dns: bool = False
    address_type: str = "ipv4"
    is_deleted: bool = False
    settling: Settling

    @property
    def is_gateway(self) -> bool:
        """Whether this is a gateway endpoint, which is reached through routes."""
        return self.kind == GATEWAY

    @property
    def prefix_list_id(self) -> str:
        """The service's prefix list, the destination of routes to a gateway endpoint."""
        return service_list_id(self.service_name)

    def state(self, now: datetime) -> str:
        """Return the state at a moment. A gateway endpoint is available immediately."""
        if self.is_deleted:
            return "deleted" if self.settling.is_over(now) else "deleting"
        return "available" if self.is_gateway or self.settling.is_over(now) else "pending"

    def is_there(self, now: datetime) -> bool:
        """Return whether the owner still sees the endpoint."""
        return self.state(now) != "deleted"

    def is_open_to(self, vpc_id: str, _now: datetime) -> bool:
        """Return whether traffic from a VPC gets through."""
        return self.vpc_id == vpc_id and not self.is_deleted

    def deleted(self, now: datetime, settle: Settle) -> "VpcEndpoint":
        """Return the endpoint as deleted, which takes a while for an interface endpoint."""
        takes = Settle() if self.is_gateway else settle
        return replace(self, is_deleted=True, settling=takes.start(now))

    def looked_at(self, now: datetime) -> "VpcEndpoint":
        """Return the endpoint after another Describe."""
        return replace(self, settling=self.settling.looked_at(now))


def _list_needs(endpoint: VpcEndpoint, now: datetime) -> Iterable[str]:
    if not endpoint.is_there(now):
        return ()
    return (endpoint.vpc_id, *endpoint.subnet_ids, *endpoint.group_ids)


VPC_ENDPOINT: Kind[VpcEndpoint] = Kind(
    prefix="vpce",
    type_name="vpc-endpoint",
    noun="vpcEndpoint",
    malformed=VpcEndpointIdMalformed,
    not_found=VpcEndpointNotFound,
    names=lambda endpoint: (endpoint.vpc_id, *endpoint.subnet_ids, *endpoint.group_ids),
    needs=_list_needs,
    is_seen=VpcEndpoint.is_there,
)
