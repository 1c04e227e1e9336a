"""A peering with boto3, in a process that does not know peermock."""

import json
import os
import sys

import boto3
from botocore.exceptions import ClientError

told: dict[str, object] = {}
session = boto3.session.Session()
ours = session.client("ec2")
role = boto3.session.Session(profile_name="theirs")
theirs = role.client("ec2", "eu-west-1")

identity = session.client("sts").get_caller_identity()
told["identity"] = [identity["Account"], identity["Arn"]]
told["assumed"] = role.client("sts").get_caller_identity()["Account"]

request = ours.create_vpc_peering_connection(
    VpcId=os.environ["OUR_VPC"],
    PeerVpcId=os.environ["THEIR_VPC"],
    PeerOwnerId=os.environ["THEIR_ACCOUNT"],
    PeerRegion="eu-west-1",
    TagSpecifications=[
        {"ResourceType": "vpc-peering-connection", "Tags": [{"Key": "Name", "Value": "ä & <b>"}]}
    ],
)["VpcPeeringConnection"]
told["requested"], told["tags"] = request["Status"]["Code"], request["Tags"]
named = [request["VpcPeeringConnectionId"]]
exists = theirs.get_waiter("vpc_peering_connection_exists")
exists.wait(VpcPeeringConnectionIds=named)
told["exists"] = "SUCCESS"
accepted = theirs.accept_vpc_peering_connection(VpcPeeringConnectionId=named[0])
told["accepted"] = accepted["VpcPeeringConnection"]["Status"]["Code"]
(active,) = ours.describe_vpc_peering_connections(VpcPeeringConnectionIds=named)[
    "VpcPeeringConnections"
]
told["active"] = active["Status"]["Code"]

refused = []
for call in (
    lambda: ours.accept_vpc_peering_connection(VpcPeeringConnectionId="pcx-00000000"),
    lambda: ours.describe_vpcs(DryRun=True),
    ours.describe_fleets,
):
    try:
        call()
    except ClientError as error:
        metadata = error.response["ResponseMetadata"]
        refused.append(
            [
                error.response["Error"]["Code"],
                metadata["HTTPStatusCode"],
                metadata["RetryAttempts"] + 1,
            ]
        )
told["refused"] = refused

pages = ours.get_paginator("describe_vpcs").paginate(PaginationConfig={"PageSize": 5})
told["pages"] = [len(page["Vpcs"]) for page in pages]
ours.delete_vpc_peering_connection(VpcPeeringConnectionId=named[0])
deleted = ours.get_waiter("vpc_peering_connection_deleted")
deleted.wait(VpcPeeringConnectionIds=named)
told["deleted"] = "SUCCESS"
told["alone"] = not [name for name in sys.modules if name.startswith("peermock")]
sys.stdout.write(json.dumps(told))
