"""The steps of a path, each with the reason if the path ends there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class EndHop:
    """The start or the destination of the path.

    Attributes:
        is_target: Whether this is the destination.
        id: The VPC's ID, or the subnet's.
        vpc_id: The VPC.
        account_id: Its owner.
        region_name: Its Region.
        cidr_blocks: The CIDR blocks in question.
        problem: Why the path ends here; None if it does not.
    """

    is_target: bool
    id: str
    vpc_id: str
    account_id: str
    region_name: str
    cidr_blocks: tuple[str, ...]
    problem: str | None = None

    def __str__(self) -> str:
        word = "to" if self.is_target else "from"
        name = self.id if self.id == self.vpc_id else f"{self.id} of {self.vpc_id}"
        blocks = " ".join(self.cidr_blocks) or "no range"
        return f"{word:<5} {name} ({self.account_id}, {self.region_name}): {blocks}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteHop:
    """A lookup in a route table, in either direction.

    Attributes:
        is_back: Whether the lookup is for return traffic.
        id: The subnet that uses the table, or the VPC that has no subnets.
        route_table_id: The table.
        is_main: Whether it is the main table of its VPC.
        cidr_block: The range that is looked up, or the part of it that the route covers.
        destination: The destination of the matching route; None if there is none.
        peering_id: The connection that the route targets; None for another target.
        gateway_id: The gateway, interface or endpoint that it targets; None for another target.
        vpc_id: The VPC that the route leads to; None if there is none.
        problem: Why the path ends here; None if it does not.
    """

    is_back: bool
    id: str
    route_table_id: str
    is_main: bool
    cidr_block: str
    destination: str | None = None
    peering_id: str | None = None
    gateway_id: str | None = None
    vpc_id: str | None = None
    problem: str | None = None

    def __str__(self) -> str:
        word = "back" if self.is_back else "there"
        table = f"{self.route_table_id}{' (main)' if self.is_main else ''}"
        return f"{word:<5} {self.cidr_block} from {self.id} by {table}: {self._route}"

    @property
    def _route(self) -> str:
        if self.destination is None:
            return "no route"
        return f"{self.destination} -> {self.peering_id or self.gateway_id or 'local'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeeringHop:
    """The connection between the two VPCs.

    Attributes:
        peering_id: The connection; None if there is none.
        status: Its status; None if there is no connection.
        problem: Why the path ends here; None if it does not.
    """

    peering_id: str | None = None
    status: str | None = None
    problem: str | None = None

    def __str__(self) -> str:
        return (
            f"over  {self.peering_id}: {self.status}" if self.peering_id else "over  no connection"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupHop:
    """A security group that the traffic leaves or enters through.

    Attributes:
        is_egress: Whether the traffic leaves through the group.
        group_id: The group; None if several were tried and none allows the traffic.
        traffic: The traffic, in words.
        cidr_block: The destination or source of the traffic.
        problem: Why the path ends here; None if it does not.
    """

    is_egress: bool
    group_id: str | None
    traffic: str
    cidr_block: str
    problem: str | None = None

    def __str__(self) -> str:
        word, preposition = ("out", "to") if self.is_egress else ("in", "from")
        group = self.group_id or "no group"
        return f"{word:<5} {group}: {self.traffic} {preposition} {self.cidr_block}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AclHop:
    """A network ACL that packets pass when they leave or enter a subnet.

    Attributes:
        is_back: Whether the packets are return traffic.
        is_egress: Whether they leave the subnet.
        id: The subnet, or the VPC that has no subnets.
        network_acl_id: The ACL.
        traffic: The traffic, in words.
        cidr_block: The destination or source of the packets.
        rule_number: The entry that denies some of them; None if they all pass.
    """

    is_back: bool
    is_egress: bool
    id: str
    network_acl_id: str
    traffic: str
    cidr_block: str
    rule_number: int | None = None

    @property
    def problem(self) -> str | None:
        """Why the path ends here; None if it does not."""
        if self.rule_number is None:
            return None
        text = (
            f"entry {self.rule_number} of {self.network_acl_id} denies {self.id} "
            f"{self.traffic} {self._way}"
        )
        return f"on the way back {text}" if self.is_back else text

    def __str__(self) -> str:
        word = "back" if self.is_back else "there"
        return f"{word:<5} {self.network_acl_id} of {self.id}: {self.traffic} {self._way}"

    @property
    def _way(self) -> str:
        return f"{'out to' if self.is_egress else 'in from'} {self.cidr_block}"


Hop = EndHop | RouteHop | PeeringHop | GroupHop | AclHop
