"""`AWS::EC2::VPCPeeringConnection` in moto's CloudFormation stacks, with AWS's behaviour."""

from typing import Any

from peermock._domain.errors import InvalidParameterValue
from peermock._domain.identity import Place
from peermock._domain.peering import ENDED, Peering, Status
from peermock._domain.tags import read_tags
from peermock._domain.world import World
from peermock._gateway import present
from peermock._operations.call import call_from
from peermock._operations.peering import (
    accept_vpc_peering_connection,
    create_vpc_peering_connection,
    delete_vpc_peering_connection,
)
from peermock._operations.tags import create_tags
from peermock._operations.views import status_message
from peermock._transport.inprocess.patch import Method, Patch
from peermock._transport.moto import names
from peermock._transport.moto.choice import decide
from peermock._transport.moto.connections import object_of
from peermock._transport.moto.network import backend_at
from peermock._transport.moto.rules import OF_STACKS, as_moto_errors

_PARAMETERS = ("VpcId", "PeerVpcId", "PeerOwnerId", "PeerRegion")


def create_for_stack(world: World, place: Place, properties: dict[str, Any]) -> Peering:
    """Create a stack's connection, and accept it at once, with the peer's role if necessary.

    Raises:
        AwsError: A call that CloudFormation makes is rejected, or the connection has failed.
        InvalidParameterValue: The peer is another account, but its role is not given.
    """
    params = {name: properties[name] for name in _PARAMETERS if name in properties}
    owner = params.get("PeerOwnerId", place.account_id)
    if owner != place.account_id and "PeerRoleArn" not in properties:
        raise InvalidParameterValue(
            f"PeerRoleArn is required to create a VPC peering connection with account {owner}"
        )
    call = call_from(place, present(), "CreateVpcPeeringConnection", **params)
    made = create_vpc_peering_connection(world, call)["VpcPeeringConnection"]
    peering = world.peerings[made["VpcPeeringConnectionId"]]
    if peering.status(call.at) is Status.FAILED:
        raise InvalidParameterValue(status_message(peering, Status.FAILED))
    named = {"VpcPeeringConnectionId": peering.id}
    accept_vpc_peering_connection(
        world, call_from(peering.accepter.place, present(), "AcceptVpcPeeringConnection", **named)
    )
    if properties.get("Tags"):
        sent = {"Resources": [peering.id], "Tags": properties["Tags"]}
        create_tags(world, call_from(place, present(), "CreateTags", **sent))
    return world.peerings[peering.id]


def delete_for_stack(peering_id: str, account_id: str, region_name: str) -> None:
    """Delete a stack's connection, unless it has already ended."""
    gateway = decide()
    if gateway is None:
        return
    call = call_from(
        Place(account_id, region_name),
        present(),
        "DeleteVpcPeeringConnection",
        VpcPeeringConnectionId=peering_id,
    )
    with gateway.held() as world:
        peering = world.peerings.get(peering_id)
        if peering is not None and peering.status(call.at) not in ENDED:
            delete_vpc_peering_connection(world, call)


def update_for_stack(
    world: World, place: Place, peering_id: str, properties: dict[str, Any]
) -> Peering:
    """Return the connection of a stack after an update.

    Other tags are put on the same connection. Another peer takes another connection, after which
    the former one is deleted.

    Raises:
        AwsError: A call that CloudFormation makes is refused, or the new connection fails.
    """
    former = world.peerings.get(peering_id)
    tags = world.at(place).tags_of(peering_id)
    if former is None or _parties(former) != _read_properties(place, properties):
        peering = create_for_stack(world, place, properties)
        delete_for_stack(peering_id, *place)
    else:
        peering = former
    wanted = read_tags((tag["Key"], tag["Value"]) for tag in properties.get("Tags", ()))
    kept = {key: value for key, value in tags.items() if key.startswith(OF_STACKS)}
    world.network.put_tags(place, peering.id, {**kept, **wanted})
    return peering


def _parties(peering: Peering) -> tuple[str, str, Place]:
    return peering.requester.vpc_id, peering.accepter.vpc_id, peering.accepter.place


def _read_properties(place: Place, properties: dict[str, Any]) -> tuple[str, str, Place]:
    owner = properties.get("PeerOwnerId", place.account_id)
    region_name = properties.get("PeerRegion", place.region_name)
    return properties["VpcId"], properties["PeerVpcId"], Place(owner, region_name)


def _create_from_template(method: Any) -> Any:
    def create(
        cls: type[Any], /, name: str, template: Any, account_id: str, region_name: str, **facts: Any
    ) -> Any:
        gateway = decide()
        if gateway is None:
            return method.__func__(cls, name, template, account_id, region_name, **facts)
        place = Place(account_id, region_name)
        with gateway.held() as world, as_moto_errors():
            return _object_of(place, create_for_stack(world, place, template["Properties"]))

    return classmethod(create)


def _update_from_template(_: Method) -> Any:
    """Update a connection, which moto alone loses."""

    def update(
        _: type[Any],
        /,
        original_resource: Any,
        new_resource_name: str,  # noqa: ARG001  # connections have no names
        cloudformation_json: Any,
        account_id: str,
        region_name: str,
    ) -> Any:
        gateway, place = decide(), Place(account_id, region_name)
        if gateway is None:
            return original_resource
        properties = cloudformation_json["Properties"]
        with gateway.held() as world, as_moto_errors():
            updated = update_for_stack(world, place, original_resource.id, properties)
            return _object_of(place, updated)

    return classmethod(update)


def _object_of(place: Place, peering: Peering) -> Any:
    made = object_of(backend_at(place), peering, present())
    made.get_cfn_attribute = {"Id": peering.id}.__getitem__
    return made


def _delete(_: Method) -> Method:
    def delete(connection: Any, account_id: str, region_name: str) -> None:
        delete_for_stack(connection.id, account_id, region_name)

    return delete


PATCHES = (
    Patch(
        names.CONNECTIONS,
        "VPCPeeringConnection",
        "create_from_cloudformation_json",
        _create_from_template,
    ),
    Patch(
        names.CONNECTIONS,
        "VPCPeeringConnection",
        "update_from_cloudformation_json",
        _update_from_template,
        is_added=True,
    ),
    Patch(names.CONNECTIONS, "VPCPeeringConnection", "delete", _delete, is_added=True),
)
