"""VPCs: ranges and attributes."""

from typing import Any

from peermock._verify.conversation import Conversation
from peermock._verify.scenario import Scenarios
from peermock._verify.scenarios.keeping import nothing

SCENARIOS = Scenarios("VPCs")

_UNKNOWN = "vpc-0123456789abcdef0"


@SCENARIOS.add("`CreateVpc`", "Other VPCs")
def create_vpc(talk: Conversation) -> None:
    """Create a VPC, and compare what AWS returns."""
    answer = talk.ask("requester", "CreateVpc", CidrBlock="10.81.0.0/16")
    for name in ("enableDnsSupport", "enableDnsHostnames"):
        talk.ask("requester", "DescribeVpcAttribute", VpcId=answer["Vpc"]["VpcId"], Attribute=name)


@SCENARIOS.add("A range with host bits", "A range that is not well formed")
def odd_ranges(talk: Conversation) -> None:
    """Create VPCs with host bits in the range, and with a malformed range."""
    for block in ("10.81.0.1/16", "10.81.0.0"):
        talk.ask(
            "requester",
            "CreateVpc",
            CidrBlock=block,
            keep=lambda answer: answer["Vpc"]["CidrBlock"],
        )


@SCENARIOS.add("A range larger than `/16` or smaller than `/28`")
def ranges_out_of_bounds(talk: Conversation) -> None:
    """Create VPCs with a range that is too large or too small."""
    for block in ("10.0.0.0/8", "10.81.0.0/29"):
        talk.ask("requester", "CreateVpc", CidrBlock=block, keep=nothing)


@SCENARIOS.add("Unusable ranges, such as `127.0.0.0/16`")
def impossible_ranges(talk: Conversation) -> None:
    """Create VPCs with ranges that are not allowed."""
    for block in ("127.0.0.0/16", "224.0.0.0/16", "0.0.0.0/16"):
        talk.ask("requester", "CreateVpc", CidrBlock=block, keep=nothing)


@SCENARIOS.add("A call without a range")
def no_range(talk: Conversation) -> None:
    """Create a VPC without a range."""
    talk.ask("requester", "CreateVpc", keep=nothing)


@SCENARIOS.add("A tenancy other than `default` and `dedicated`")
def odd_tenancy(talk: Conversation) -> None:
    """Create a VPC with a tenancy that AWS does not have."""
    talk.ask(
        "requester", "CreateVpc", CidrBlock="10.81.0.0/16", InstanceTenancy="rented", keep=nothing
    )


@SCENARIOS.add("`DescribeVpcs` with an unknown ID")
def describe_unknown_vpc(talk: Conversation) -> None:
    """Describe a VPC that does not exist."""
    talk.ask("requester", "DescribeVpcs", VpcIds=[_UNKNOWN], keep=nothing)


@SCENARIOS.add("`DeleteVpc` of a VPC with a live connection, subnets, other route tables or groups")
def delete_bound_vpc(talk: Conversation) -> None:
    """Delete the VPCs of a pending request, and a VPC with a subnet."""
    ours, theirs = talk.pair("requester")
    talk.request("requester", ours, "requester", theirs)
    for vpc_id in (ours, theirs):
        talk.ask("requester", "DeleteVpc", VpcId=vpc_id, keep=nothing)
    other = talk.vpc("requester", "10.83.0.0/16")
    talk.arrange("requester", "CreateSubnet", VpcId=other, CidrBlock="10.83.0.0/24")
    talk.ask("requester", "DeleteVpc", VpcId=other, keep=nothing)


@SCENARIOS.add(
    "The response of `AssociateVpcCidrBlock`", "A range from another private address range"
)
def associate_ranges(talk: Conversation) -> None:
    """Add a range to a VPC, and one from another private address space."""
    vpc_id = talk.vpc("requester", "10.81.0.0/16")
    talk.ask("requester", "AssociateVpcCidrBlock", VpcId=vpc_id, CidrBlock="10.83.0.0/16")
    talk.ask(
        "requester",
        "AssociateVpcCidrBlock",
        VpcId=vpc_id,
        CidrBlock="192.168.0.0/16",
        keep=nothing,
    )


@SCENARIOS.add("A range that overlaps the VPC or an active peer")
def associate_range_of_peer(talk: Conversation) -> None:
    """Add ranges to a VPC that overlap its own and an active peer's."""
    ours, theirs = talk.pair("requester")
    talk.accept("requester", talk.request("requester", ours, "requester", theirs))
    for block in ("10.81.128.0/24", "10.82.128.0/24"):
        talk.ask("requester", "AssociateVpcCidrBlock", VpcId=ours, CidrBlock=block, keep=nothing)


@SCENARIOS.add("A range that contains the destination of a route")
def associate_range_of_route(talk: Conversation) -> None:
    """Add ranges to a VPC that contain or equal the destination of one of its routes."""
    ours, theirs = talk.pair("requester")
    peering_id = talk.request("requester", ours, "requester", theirs)
    talk.accept("requester", peering_id)
    table = talk.arrange("requester", "CreateRouteTable", VpcId=ours)["RouteTable"]
    talk.arrange(
        "requester",
        "CreateRoute",
        RouteTableId=table["RouteTableId"],
        DestinationCidrBlock="10.84.0.0/24",
        VpcPeeringConnectionId=peering_id,
    )
    for block in ("10.84.0.0/16", "10.84.0.0/24"):
        talk.ask("requester", "AssociateVpcCidrBlock", VpcId=ours, CidrBlock=block, keep=nothing)


@SCENARIOS.add(
    "Any range, while the VPC has an outstanding request of its own",
    "A range for the accepter's VPC that overlaps the requester's",
)
def associate_range_while_pending(talk: Conversation) -> None:
    """Add ranges to both VPCs of a pending request, and describe the request."""
    ours, theirs = talk.pair("requester")
    peering_id = talk.request("requester", ours, "requester", theirs)
    talk.ask(
        "requester", "AssociateVpcCidrBlock", VpcId=ours, CidrBlock="10.83.0.0/16", keep=nothing
    )
    talk.ask(
        "requester",
        "AssociateVpcCidrBlock",
        VpcId=theirs,
        CidrBlock="10.81.128.0/24",
        keep=nothing,
    )
    talk.ask(
        "requester",
        "DescribeVpcPeeringConnections",
        VpcPeeringConnectionIds=[peering_id],
        keep=lambda answer: answer["VpcPeeringConnections"][0]["Status"],
    )


@SCENARIOS.add("More than five ranges of an IP version")
def too_many_ranges(talk: Conversation) -> None:
    """Add ranges to a VPC until AWS rejects one."""
    vpc_id = talk.vpc("requester", "10.81.0.0/16")
    for number in range(5):
        talk.ask(
            "requester",
            "AssociateVpcCidrBlock",
            VpcId=vpc_id,
            CidrBlock=f"10.{90 + number}.0.0/16",
            keep=nothing,
        )


@SCENARIOS.add(
    "`DisassociateVpcCidrBlock` of the primary range",
    "`DisassociateVpcCidrBlock` of an unknown association",
)
def disassociate_ranges(talk: Conversation) -> None:
    """Disassociate a VPC's only range, and an unknown association."""
    vpc = talk.arrange("requester", "CreateVpc", CidrBlock="10.81.0.0/16")["Vpc"]
    found = vpc["CidrBlockAssociationSet"][0]["AssociationId"]
    for association_id in (found, "vpc-cidr-assoc-0123456789abcdef0"):
        talk.ask(
            "requester", "DisassociateVpcCidrBlock", AssociationId=association_id, keep=nothing
        )


@SCENARIOS.add("`DisassociateVpcCidrBlock` of a range with a subnet")
def disassociate_used_range(talk: Conversation) -> None:
    """Disassociate a range with a subnet in it."""
    vpc_id = talk.vpc("requester", "10.81.0.0/16")
    answer = talk.arrange(
        "requester", "AssociateVpcCidrBlock", VpcId=vpc_id, CidrBlock="10.83.0.0/16"
    )
    talk.arrange("requester", "CreateSubnet", VpcId=vpc_id, CidrBlock="10.83.0.0/24")
    association_id = answer["CidrBlockAssociation"]["AssociationId"]
    talk.ask("requester", "DisassociateVpcCidrBlock", AssociationId=association_id, keep=nothing)


@SCENARIOS.add("Two attributes in one `ModifyVpcAttribute`", "No attribute in `ModifyVpcAttribute`")
def modify_attributes(talk: Conversation) -> None:
    """Modify two attributes of a VPC in one call, and none."""
    vpc_id = talk.vpc("requester", "10.81.0.0/16")
    on = {"Value": True}
    both: dict[str, Any] = {"EnableDnsSupport": on, "EnableDnsHostnames": on}
    for sent in (both, {}):
        talk.ask("requester", "ModifyVpcAttribute", VpcId=vpc_id, keep=nothing, **sent)


@SCENARIOS.add("After `DisassociateVpcCidrBlock` of an IPv6 range", "Disassociate it again")
def disassociate_ipv6(talk: Conversation) -> None:
    """Disassociate a VPC's IPv6 range twice, and describe the remaining associations."""
    vpc_id = talk.vpc("requester", "10.81.0.0/16")
    answer = talk.arrange(
        "requester", "AssociateVpcCidrBlock", VpcId=vpc_id, AmazonProvidedIpv6CidrBlock=True
    )
    association_id = answer["Ipv6CidrBlockAssociation"]["AssociationId"]
    for _ in range(2):
        talk.ask(
            "requester", "DisassociateVpcCidrBlock", AssociationId=association_id, keep=nothing
        )
        talk.ask(
            "requester",
            "DescribeVpcs",
            VpcIds=[vpc_id],
            keep=lambda answer: [
                each["Ipv6CidrBlockState"]["State"]
                for each in answer["Vpcs"][0].get("Ipv6CidrBlockAssociationSet", ())
            ],
        )
