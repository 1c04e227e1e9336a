"""Stacks and services that refer to subnets and groups, on the shared network."""

import contextlib
import json
from collections.abc import Callable, Mapping
from importlib.metadata import version
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from peermock import NetworkNotRestoredError, PeeringMock, mock_peering
from peermock._transport.moto.answers import amend_arns
from tests.transport.moto.network import OTHER, UNKNOWN, Network

STACK = "AWS::EC2::VPCPeeringConnection"


def create_stack(stack_name: str = "net", **resources: Mapping[str, Any]) -> None:
    """Create a stack of resources."""
    body = json.dumps({"Resources": resources})
    boto3.client("cloudformation", "us-east-1").create_stack(
        StackName=stack_name, TemplateBody=body
    )


def connection(**properties: object) -> Mapping[str, Any]:
    """Return the resource of a connection."""
    return {"Type": STACK, "Properties": properties}


def vpc(cidr_block: str) -> Mapping[str, Any]:
    """Return the resource of a VPC."""
    return {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": cidr_block}}


def test_a_stack_makes_an_active_connection(network: Network) -> None:
    """A stack creates a connection with a route and tags, and deletes it at its end."""
    create_stack(
        Theirs=vpc("10.3.0.0/16"),
        Peering=connection(
            VpcId=network.ours,
            PeerVpcId={"Ref": "Theirs"},
            Tags=[{"Key": "Name", "Value": "stack"}],
        ),
        Route={
            "Type": "AWS::EC2::Route",
            "Properties": {
                "RouteTableId": network.table(),
                "DestinationCidrBlock": "10.3.0.0/16",
                "VpcPeeringConnectionId": {"Ref": "Peering"},
            },
        },
    )
    found = network.ec2.describe_vpc_peering_connections()["VpcPeeringConnections"][0]
    assert found["Status"]["Code"] == "active"
    assert {"Key": "Name", "Value": "stack"} in found["Tags"]
    through = [
        {
            "Name": "route.vpc-peering-connection-id",
            "Values": [found["VpcPeeringConnectionId"]],
        }
    ]
    tables = network.ec2.describe_route_tables(Filters=through)["RouteTables"]
    assert tables[0]["Routes"][-1]["State"] == "active"
    boto3.client("cloudformation", "us-east-1").delete_stack(StackName="net")
    assert network.status(found["VpcPeeringConnectionId"]) == "deleted"


def test_a_stack_may_touch_the_network_first(aws: PeeringMock) -> None:
    """A stack's connection follows AWS even before the first call to EC2."""
    both = {"Ours": vpc("10.2.0.0/16"), "Theirs": vpc("10.3.0.0/16")}
    made = connection(VpcId={"Ref": "Ours"}, PeerVpcId={"Ref": "Theirs"})
    body = {
        "Resources": {**both, "Peering": made},
        "Outputs": {"Id": {"Value": {"Fn::GetAtt": ["Peering", "Id"]}}},
    }
    cloudformation = boto3.client("cloudformation", "us-east-1")
    cloudformation.create_stack(StackName="net", TemplateBody=json.dumps(body))
    outputs = cloudformation.describe_stacks(StackName="net")["Stacks"][0]["Outputs"]
    assert aws.connection(outputs[0]["OutputValue"]).status == "active"


def update_stack(**resources: Mapping[str, Any]) -> str:
    """Update the stack, and return the ID of its first resource."""
    cloudformation = boto3.client("cloudformation", "us-east-1")
    body = json.dumps({"Resources": resources})
    cloudformation.update_stack(StackName="net", TemplateBody=body)
    resource = cloudformation.list_stack_resources(StackName="net")["StackResourceSummaries"][0]
    physical_id: str = resource["PhysicalResourceId"]
    return physical_id


def test_an_update_changes_tags_or_takes_another_connection(network: Network) -> None:
    """New tags go onto the connection there is; a new peer VPC makes CloudFormation replace it."""
    pair_of_vpcs = {"VpcId": network.ours, "PeerVpcId": network.theirs}
    create_stack(Peering=connection(**pair_of_vpcs, Tags=[{"Key": "Name", "Value": "old"}]))
    first = update_stack(Peering=connection(**pair_of_vpcs, Tags=[{"Key": "Team", "Value": "a"}]))
    (found,) = network.ec2.describe_vpc_peering_connections()["VpcPeeringConnections"]
    keys = {tag["Key"] for tag in found["Tags"]}
    assert {"Team", "aws:cloudformation:stack-name"} <= keys
    assert "Name" not in keys
    pair_of_vpcs["PeerVpcId"] = network.new_vpc("10.2.0.0/16")
    second = update_stack(Peering=connection(**pair_of_vpcs))
    assert network.status(first) == "deleted"
    assert network.status(second) == "active"


def test_a_connection_that_somebody_has_removed_is_made_again(network: Network) -> None:
    """An update that finds nothing to change the tags of makes the connection."""
    create_stack(Peering=connection(VpcId=network.ours, PeerVpcId=network.theirs))
    before = network.aws.snapshot()
    update_stack(Peering=connection(VpcId=network.ours, PeerVpcId=network.new_vpc("10.2.0.0/16")))
    with contextlib.suppress(NetworkNotRestoredError):
        network.aws.restore(before)
    made = update_stack(Peering=connection(VpcId=network.ours, PeerVpcId=network.theirs))
    assert network.status(made) == "active"


def test_moto_alone_loses_a_connection_at_an_update(network: Network) -> None:
    """With `network='peermock'`, a stack update leaves connections unchanged."""
    create_stack(Peering=connection(VpcId=network.ours, PeerVpcId=network.theirs))
    (found,) = network.ec2.describe_vpc_peering_connections()["VpcPeeringConnections"]
    with mock_peering(isolated=True):
        changed = connection(VpcId=network.ours, PeerVpcId="vpc-1a2b3c4d")
        assert update_stack(Peering=changed) == found["VpcPeeringConnectionId"]


def test_the_vpcs_of_a_stack_can_be_peered(network: Network) -> None:
    """A stack's VPC can be peered like any other."""
    create_stack(Vpc=vpc("10.2.0.0/16"))
    resources = boto3.client("cloudformation", "us-east-1").list_stack_resources(StackName="net")
    vpc_id = resources["StackResourceSummaries"][0]["PhysicalResourceId"]
    assert network.status(network.peer(PeerVpcId=vpc_id)) == "active"


def test_a_stack_across_accounts_needs_a_role(aws: PeeringMock, network: Network) -> None:
    """With `PeerRoleArn` the peer accepts in its Region; without it the stack fails."""
    theirs = aws.account(OTHER).client("ec2", "eu-west-1")
    peer = {"PeerVpcId": network.new_vpc("10.2.0.0/16", theirs), "PeerOwnerId": OTHER}
    asked = {"VpcId": network.ours, "PeerRegion": "eu-west-1", **peer}
    with pytest.raises(ClientError):
        create_stack("without", Peering=connection(**asked))
    create_stack(Peering=connection(**asked, PeerRoleArn=f"arn:aws:iam::{OTHER}:role/peer"))
    found = theirs.describe_vpc_peering_connections()["VpcPeeringConnections"][0]
    assert found["Status"]["Code"] == "active"


def test_a_stack_whose_connection_fails_fails(network: Network) -> None:
    """Overlapping CIDR blocks fail the connection and the stack."""
    overlapping = network.new_vpc("10.0.0.0/16")
    with pytest.raises(ClientError):
        create_stack(Peering=connection(VpcId=network.ours, PeerVpcId=overlapping))


def test_a_connection_that_has_ended_does_not_keep_its_stack(network: Network) -> None:
    """A stack whose connection was deleted by hand can be deleted."""
    create_stack(Peering=connection(VpcId=network.ours, PeerVpcId=network.theirs))
    found = network.ec2.describe_vpc_peering_connections()["VpcPeeringConnections"][0]
    network.ec2.delete_vpc_peering_connection(
        VpcPeeringConnectionId=found["VpcPeeringConnectionId"]
    )
    boto3.client("cloudformation", "us-east-1").delete_stack(StackName="net")


def test_the_tagging_api_lists_connections(network: Network) -> None:
    """The tagging API lists the account's connections with its tags, and can tag them."""
    peering_id = network.request()
    arn = f"arn:aws:ec2:us-east-1:123456789012:vpc-peering-connection/{peering_id}"
    network.ec2.create_tags(Resources=[peering_id], Tags=[{"Key": "Name", "Value": "ours"}])
    tagging = boto3.client("resourcegroupstaggingapi", "us-east-1")
    named = {"TagFilters": [{"Key": "Name", "Values": ["ours"]}]}
    listed = tagging.get_resources(**named)["ResourceTagMappingList"]
    assert [each["ResourceARN"] for each in listed] == [arn]
    tagging.tag_resources(ResourceARNList=[arn], Tags={"Team": "net"})
    found = network.ec2.describe_vpc_peering_connections()["VpcPeeringConnections"][0]
    if version("moto") != "5.1.0":  # which does not tag by ARN
        assert {"Key": "Team", "Value": "net"} in found["Tags"]


@pytest.mark.skipif(version("moto") == "5.1.0", reason="moto 5.1.0 does not tag by ARN")
@pytest.mark.filterwarnings("ignore:Exception")  # moto's, of an error that is EC2's
def test_the_tagging_api_tags_what_there_is(network: Network) -> None:
    """An ARN of a connection that the account does not see is refused, and so are AWS's keys."""
    tagging = boto3.client("resourcegroupstaggingapi", "us-east-1")
    arn = "arn:aws:ec2:us-east-1:123456789012:vpc-peering-connection/{}"
    with pytest.raises(ClientError, match="does not exist"):
        tagging.tag_resources(ResourceARNList=[arn.format(UNKNOWN)], Tags={"Team": "net"})
    with pytest.raises(ClientError, match="reserved"):
        tagging.tag_resources(ResourceARNList=[arn.format(network.request())], Tags={"aws:x": "1"})


@pytest.mark.parametrize("form", [str, str.encode])
def test_arns_of_older_versions_are_amended(form: Callable[[str], str | bytes]) -> None:
    """Older versions repeat the name of the service."""
    assert amend_arns(form("1:ec2:vpc-peering-connection/pcx")) == form(
        "1:vpc-peering-connection/pcx"
    )


def load_balancer(subnets: list[str], group: str) -> object:
    """Pass subnets and a group to ELB."""
    return boto3.client("elbv2", "us-east-1").create_load_balancer(
        Name="lb", Subnets=subnets, SecurityGroups=[group]
    )


def database(subnets: list[str], group: str) -> object:
    """Pass subnets and a group to RDS."""
    rds = boto3.client("rds", "us-east-1")
    rds.create_db_subnet_group(
        DBSubnetGroupName="db", DBSubnetGroupDescription="db", SubnetIds=subnets
    )
    return rds.create_db_instance(
        DBInstanceIdentifier="db",
        DBInstanceClass="db.t3.micro",
        Engine="postgres",
        DBSubnetGroupName="db",
        VpcSecurityGroupIds=[group],
    )


def file_system(subnets: list[str], group: str) -> object:
    """Pass subnets and a group to EFS."""
    efs = boto3.client("efs", "us-east-1")
    made = efs.create_file_system(CreationToken="files")
    return efs.create_mount_target(
        FileSystemId=made["FileSystemId"], SubnetId=subnets[0], SecurityGroups=[group]
    )


def scaling_group(subnets: list[str], group: str) -> object:
    """Pass subnets and a group to Auto Scaling, which launches an instance."""
    scaling = boto3.client("autoscaling", "us-east-1")
    ec2 = boto3.client("ec2", "us-east-1")
    image = ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
    scaling.create_launch_configuration(
        LaunchConfigurationName="web",
        ImageId=image,
        InstanceType="t2.micro",
        SecurityGroups=[group],
    )
    return scaling.create_auto_scaling_group(
        AutoScalingGroupName="web",
        LaunchConfigurationName="web",
        MinSize=1,
        MaxSize=1,
        VPCZoneIdentifier=",".join(subnets),
    )


def cluster(subnets: list[str], group: str) -> object:
    """Pass subnets and a group to EKS."""
    return boto3.client("eks", "us-east-1").create_cluster(
        name="web",
        roleArn="arn:aws:iam::123456789012:role/eks",
        resourcesVpcConfig={"subnetIds": subnets, "securityGroupIds": [group]},
    )


@pytest.mark.usefixtures("images")
@pytest.mark.parametrize("use", [load_balancer, database, file_system, scaling_group, cluster])
def test_services_find_subnets_and_groups(
    network: Network, use: Callable[[list[str], str], object]
) -> None:
    """Other moto services find subnets and groups by ID."""
    subnets = [
        network.ec2.create_subnet(
            VpcId=network.ours, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=zone
        )["Subnet"]["SubnetId"]
        for number, zone in enumerate(("us-east-1a", "us-east-1b"))
    ]
    assert use(subnets, network.group(network.ours))
