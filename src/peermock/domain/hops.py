"""The steps of a path, each with what it is and, where the path ends there, why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class EndHop:
    """Where the path begins, or where it leads.

    Attributes:
        is_target: Whether it is where the path leads.
        id: The VPC's ID, or the subnet's.
        vpc_id: The VPC.
        account_id: Its owner.
        region_name: Its Region.
        cidr_blocks: The ranges in question.
        problem: Why the path ends here; empty where it does not.
    """

    is_target: bool
    id: str
    vpc_id: str
    account_id: str
    region_name: str
    cidr_blocks: tuple[str, ...]
    problem: str = ""

    def __str__(self) -> str:
        word = "to" if self.is_target else "from"
        name = self.id if self.id == self.vpc_id else f"{self.id} of {self.vpc_id}"
        blocks = " ".join(self.cidr_blocks) or "no range"
        return f"{word:<5} {name} ({self.account_id}, {self.region_name}): {blocks}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteHop:
    """A look into a route table, there or on the way back.

    Attributes:
        is_back: Whether it is on the way back.
        id: The subnet that uses the table, or the VPC that has no subnets.
        route_table_id: The table.
        is_main: Whether it is the main table of its VPC.
        cidr_block: The range that is looked up, or the part of it that the route is for.
        destination: The destination of the route by longest prefix; empty where there is none.
        peering_id: The connection that the route leads through; empty for a local route.
        vpc_id: The VPC that the route leads to; empty where it leads nowhere.
        problem: Why the path ends here; empty where it does not.
    """

    is_back: bool
    id: str
    route_table_id: str
    is_main: bool
    cidr_block: str
    destination: str = ""
    peering_id: str = ""
    vpc_id: str = ""
    problem: str = ""

    def __str__(self) -> str:
        word = "back" if self.is_back else "there"
        table = f"{self.route_table_id}{' (main)' if self.is_main else ''}"
        return f"{word:<5} {self.cidr_block} from {self.id} by {table}: {self._route}"

    @property
    def _route(self) -> str:
        if not self.destination:
            return "no route"
        return f"{self.destination} -> {self.peering_id or 'local'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeeringHop:
    """The connection between the two VPCs.

    Attributes:
        peering_id: The connection; empty where there is none.
        status: Its status; empty where there is none.
        problem: Why the path ends here; empty where it does not.
    """

    peering_id: str = ""
    status: str = ""
    problem: str = ""

    def __str__(self) -> str:
        return (
            f"over  {self.peering_id}: {self.status}" if self.peering_id else "over  no connection"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupHop:
    """A security group that the traffic leaves or enters by.

    Attributes:
        is_egress: Whether the traffic leaves.
        group_id: The group; empty where none lets it through.
        traffic: What is to pass, in words.
        cidr_block: The range that the traffic goes to, or comes from.
        problem: Why the path ends here; empty where it does not.
    """

    is_egress: bool
    group_id: str
    traffic: str
    cidr_block: str
    problem: str = ""

    def __str__(self) -> str:
        word, preposition = ("out", "to") if self.is_egress else ("in", "from")
        group = self.group_id or "no group"
        return f"{word:<5} {group}: {self.traffic} {preposition} {self.cidr_block}"


Hop = EndHop | RouteHop | PeeringHop | GroupHop
