"""Subnets: ranges and attributes."""

from peermock._verify.conversation import Conversation
from peermock._verify.scenario import Scenarios
from peermock._verify.scenarios.keeping import nothing

SCENARIOS = Scenarios("Subnets")


@SCENARIOS.add("A range that overlaps another subnet")
def overlapping_subnets(talk: Conversation) -> None:
    """Create two subnets whose ranges overlap."""
    vpc_id = talk.vpc("requester", "10.81.0.0/16")
    for block in ("10.81.0.0/24", "10.81.0.128/25"):
        talk.ask("requester", "CreateSubnet", VpcId=vpc_id, CidrBlock=block, keep=nothing)


@SCENARIOS.add("A range that is not well formed", "`CreateSubnet` in an unknown zone")
def odd_subnets(talk: Conversation) -> None:
    """Create subnets outside their VPC, with invalid ranges, and in an unknown zone."""
    vpc_id = talk.vpc("requester", "10.81.0.0/16")
    for block in ("10.99.0.0/24", "10.81.0.0/29", "10.81.0.0"):
        talk.ask("requester", "CreateSubnet", VpcId=vpc_id, CidrBlock=block, keep=nothing)
    talk.ask(
        "requester",
        "CreateSubnet",
        VpcId=vpc_id,
        CidrBlock="10.81.0.0/24",
        AvailabilityZone="mars-1a",
        keep=nothing,
    )


@SCENARIOS.add("`DescribeSubnets` with an unknown or malformed ID")
def describe_unknown_subnet(talk: Conversation) -> None:
    """Describe a subnet that does not exist, and a malformed ID."""
    for subnet_id in ("subnet-0123456789abcdef0", "nonsense"):
        talk.ask("requester", "DescribeSubnets", SubnetIds=[subnet_id], keep=nothing)


@SCENARIOS.add(("VPCs", "`ModifySubnetAttribute` with several attributes"))
def two_subnet_attributes(talk: Conversation) -> None:
    """Modify two attributes of a subnet in one call."""
    vpc_id = talk.vpc("requester", "10.81.0.0/16")
    answer = talk.arrange("requester", "CreateSubnet", VpcId=vpc_id, CidrBlock="10.81.0.0/24")
    talk.ask(
        "requester",
        "ModifySubnetAttribute",
        SubnetId=answer["Subnet"]["SubnetId"],
        MapPublicIpOnLaunch={"Value": True},
        AssignIpv6AddressOnCreation={"Value": True},
        keep=nothing,
    )


@SCENARIOS.add(
    ("VPCs", "A second IPv6 range for a subnet"),
    ("VPCs", "`DisassociateSubnetCidrBlock` of an unknown range"),
)
def subnets_and_ipv6(talk: Conversation) -> None:
    """Add two IPv6 ranges to a subnet, and remove one that it does not have."""
    vpc_id = talk.vpc("requester", "10.81.0.0/16")
    talk.arrange(
        "requester", "AssociateVpcCidrBlock", VpcId=vpc_id, AmazonProvidedIpv6CidrBlock=True
    )
    described = talk.arrange("requester", "DescribeVpcs", VpcIds=[vpc_id])["Vpcs"][0]
    block = described["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"]
    answer = talk.arrange("requester", "CreateSubnet", VpcId=vpc_id, CidrBlock="10.81.0.0/24")
    named = {"SubnetId": answer["Subnet"]["SubnetId"]}
    operation = "AssociateSubnetCidrBlock"
    for sent in (block.replace("00::/56", "00::/64"), block.replace("00::/56", "01::/64")):
        talk.ask("requester", operation, keep=nothing, Ipv6CidrBlock=sent, **named)
    unknown = "subnet-cidr-assoc-0123456789abcdef0"
    talk.ask("requester", "DisassociateSubnetCidrBlock", AssociationId=unknown, keep=nothing)


@SCENARIOS.add("A range outside the VPC, or of an invalid size")
def subnets_out_of_range(talk: Conversation) -> None:
    """Create subnets outside their VPC and of invalid sizes."""
    vpc_id = talk.vpc("requester", "10.81.0.0/16")
    for block in ("10.82.0.0/24", "10.80.0.0/15", "10.81.0.0/29"):
        talk.ask("requester", "CreateSubnet", VpcId=vpc_id, CidrBlock=block, keep=nothing)


@SCENARIOS.add("`DeleteSubnet`")
def delete_subnet_with_a_table(talk: Conversation) -> None:
    """Delete a subnet with its own route table, then delete the table."""
    vpc_id = talk.vpc("requester", "10.81.0.0/16")
    answer = talk.arrange("requester", "CreateSubnet", VpcId=vpc_id, CidrBlock="10.81.0.0/24")
    subnet_id = answer["Subnet"]["SubnetId"]
    table = talk.arrange("requester", "CreateRouteTable", VpcId=vpc_id)["RouteTable"]
    table_id = table["RouteTableId"]
    talk.arrange("requester", "AssociateRouteTable", RouteTableId=table_id, SubnetId=subnet_id)
    talk.ask("requester", "DeleteSubnet", SubnetId=subnet_id, keep=nothing)
    talk.ask("requester", "DeleteRouteTable", RouteTableId=table_id, keep=nothing)
