"""VPCs and their CIDR blocks, as far as connections are concerned."""

from collections.abc import Callable
from datetime import datetime
from unittest.mock import ANY

from tests.model.peermodel import connections
from tests.model.peermodel.refusals import Refusal
from tests.model.peermodel.state import Place, State, connections_of, overlap, ranges, vpc_at

MOST_RANGES = 5


def create(state: State, place: Place, params: dict, _: datetime, new: Callable) -> dict:
    """CreateVpc."""
    vpc_id, block = new("Vpc", "VpcId"), params["CidrBlock"]
    association_id = new("Vpc", "CidrBlockAssociationSet", 0, "AssociationId")
    assert vpc_id not in state.vpcs, "an ID was given twice"
    vpc = {"place": place, "blocks": {association_id: block}, "routes": {}, "dns": False}
    state.vpcs[vpc_id] = vpc
    return {"Vpc": _view(vpc_id, vpc, "pending")}


def describe(state: State, place: Place, params: dict, _: datetime, __: Callable) -> dict:
    """DescribeVpcs by ID."""
    found = [(vpc_id, vpc_at(state, place, vpc_id)) for vpc_id in params["VpcIds"]]
    return {"Vpcs": [_view(vpc_id, vpc, "available") for vpc_id, vpc in found]}


def delete(state: State, place: Place, params: dict, now: datetime, __: Callable) -> dict:
    """DeleteVpc, which a live connection prevents."""
    vpc_id = params["VpcId"]
    vpc_at(state, place, vpc_id)
    for _, its_status in connections_of(state, vpc_id, now):
        if its_status in connections.LIVE:
            text = f"The vpc '{vpc_id}' has dependencies and cannot be deleted."
            raise Refusal("DependencyViolation", text)
    del state.vpcs[vpc_id]
    return {}


def modify(state: State, place: Place, params: dict, _: datetime, __: Callable) -> dict:
    """ModifyVpcAttribute: DNS hostnames."""
    vpc = vpc_at(state, place, params["VpcId"])
    vpc["dns"] = params["EnableDnsHostnames"]["Value"]
    return {}


def associate(state: State, place: Place, params: dict, now: datetime, new: Callable) -> dict:
    """AssociateVpcCidrBlock, which can fail a request to the VPC."""
    vpc_id, block = params["VpcId"], params["CidrBlock"]
    vpc = vpc_at(state, place, vpc_id)
    if overlap([block], ranges(vpc)):
        raise Refusal("CidrConflict")
    if len(vpc["blocks"]) >= MOST_RANGES:
        raise Refusal("CidrLimitExceeded")
    if any(_covers(block, destination) for destination in vpc["routes"]):
        raise Refusal("CidrConflict")
    failing = []
    for connection, its_status in connections_of(state, vpc_id, now):
        if its_status not in connections.LIVE:
            continue
        asked = connection["accepter"]["vpc"] == vpc_id
        if its_status == "pending-acceptance" and not asked:
            raise Refusal("CidrConflict")
        peer = connection["requester" if asked else "accepter"]["vpc"]
        if overlap([block], ranges(state.vpcs[peer])):
            if its_status == "active":
                raise Refusal("CidrConflict")
            failing.append(connection)
    for connection in failing:
        connections.end(connection, "failed", connection["requester"]["account"], now)
    association_id = new("CidrBlockAssociation", "AssociationId")
    vpc["blocks"][association_id] = block
    return _association(vpc_id, association_id, block, "associating")


def disassociate(state: State, place: Place, params: dict, _: datetime, __: Callable) -> dict:
    """DisassociateVpcCidrBlock, for any block but the primary one."""
    association_id = params["AssociationId"]
    for vpc_id, vpc in state.vpcs.items():
        if vpc["place"] == place and association_id in vpc["blocks"]:
            if association_id == next(iter(vpc["blocks"])):
                raise Refusal("OperationNotPermitted")
            block = vpc["blocks"].pop(association_id)
            return _association(vpc_id, association_id, block, "disassociating")
    raise Refusal("InvalidVpcCidrBlockAssociationID.NotFound")


def _covers(block: str, destination: str) -> bool:
    """Return whether a block equals or contains a destination."""
    return overlap([block], [destination]) and _length(block) <= _length(destination)


def _length(block: str) -> int:
    return int(block.split("/")[1])


def _association(vpc_id: str, association_id: str, block: str, state: str) -> dict:
    return {
        "VpcId": vpc_id,
        "CidrBlockAssociation": {
            "AssociationId": association_id,
            "CidrBlock": block,
            "CidrBlockState": {"State": state},
        },
    }


def _view(vpc_id: str, vpc: dict, state: str) -> dict:
    return {
        "VpcId": vpc_id,
        "OwnerId": vpc["place"][0],
        "State": state,
        "CidrBlock": ranges(vpc)[0],
        "CidrBlockAssociationSet": [
            {"AssociationId": each, "CidrBlock": block, "CidrBlockState": {"State": "associated"}}
            for each, block in vpc["blocks"].items()
        ],
        "DhcpOptionsId": ANY,
        "InstanceTenancy": "default",
        "IsDefault": False,
        **(
            {"Ipv6CidrBlockAssociationSet": []}
            if state == "pending"
            else {"BlockPublicAccessStates": {"InternetGatewayBlockMode": "off"}}
        ),
    }
