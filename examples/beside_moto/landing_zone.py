"""A landing zone: a VPC with an instance, peered with the shared services of another account."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_ec2 import EC2Client
    from mypy_boto3_ec2.type_defs import FilterTypeDef


@dataclass(frozen=True, slots=True)
class LandingZone:
    """A team's network.

    Attributes:
        vpc_id: Its VPC.
        instance_id: The instance in it.
        peering_id: The connection to the shared services.
    """

    vpc_id: str
    instance_id: str
    peering_id: str


def build(
    ours: "EC2Client", theirs: "EC2Client", shared_vpc_id: str, shared_account_id: str
) -> LandingZone:
    """Build a landing zone and peer it.

    Args:
        ours: An EC2 client for the team's account.
        theirs: An EC2 client for the account of the shared services, which accepts the request.
        shared_vpc_id: The VPC of the shared services.
        shared_account_id: Their account.
    """
    vpc_id = ours.create_vpc(CidrBlock="10.20.0.0/16")["Vpc"]["VpcId"]
    subnet = ours.create_subnet(VpcId=vpc_id, CidrBlock="10.20.1.0/24")["Subnet"]
    image_id = ours.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
    run = ours.run_instances(ImageId=image_id, MinCount=1, MaxCount=1, SubnetId=subnet["SubnetId"])
    peering_id = _peer(ours, theirs, vpc_id, shared_vpc_id, shared_account_id)
    return LandingZone(vpc_id, run["Instances"][0]["InstanceId"], peering_id)


def _peer(
    ours: "EC2Client", theirs: "EC2Client", vpc_id: str, shared_vpc_id: str, shared_account_id: str
) -> str:
    request = ours.create_vpc_peering_connection(
        VpcId=vpc_id, PeerVpcId=shared_vpc_id, PeerOwnerId=shared_account_id
    )["VpcPeeringConnection"]
    peering_id: str = request["VpcPeeringConnectionId"]
    theirs.accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    for client, own, other in (
        (ours, vpc_id, "10.0.0.0/16"),
        (theirs, shared_vpc_id, "10.20.0.0/16"),
    ):
        of_vpc: list[FilterTypeDef] = [{"Name": "vpc-id", "Values": [own]}]
        table = client.describe_route_tables(Filters=of_vpc)["RouteTables"][0]
        client.create_route(
            RouteTableId=table["RouteTableId"],
            DestinationCidrBlock=other,
            VpcPeeringConnectionId=peering_id,
        )
    return peering_id
