"""Operations on VPC endpoints: create, describe and delete."""

from collections.abc import Mapping

from peermock._domain.endpoint import VPC_ENDPOINT
from peermock._domain.errors import AwsError
from peermock._domain.errors.tags import UnknownFilter
from peermock._domain.vpc import VPC
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Result
from peermock._operations.endpoint_interfaces import keep_endpoint
from peermock._operations.endpoint_parameters import new_endpoint
from peermock._operations.endpoint_routes import add_routes, remove_routes
from peermock._operations.endpoint_views import endpoint_view
from peermock._operations.listing import Listing
from peermock._operations.resources import Picture, describe, find, find_asked, picture
from peermock._operations.tags import put_tags, tags_on_create

ENDPOINTS = Listing(
    answer="VpcEndpoints",
    ids="VpcEndpointIds",
    filters={
        "ip-address-type": "IpAddressType",
        "service-name": "ServiceName",
        "service-region": "ServiceRegion",
        "tag": "Tags",
        "tag-key": "Tags.Key",
        "vpc-endpoint-id": "VpcEndpointId",
        "vpc-endpoint-state": "State",
        "vpc-endpoint-type": "VpcEndpointType",
        "vpc-id": "VpcId",
    },
    unknown_filter=UnknownFilter,
    least=1,
    caps=True,
)


def create_vpc_endpoint(world: World, call: Call) -> Result:
    """Create an endpoint for a service, or return the one created with the same token."""
    vpc = find(world, call, VPC, call.params["VpcId"])
    tags = tags_on_create(call, VPC_ENDPOINT)
    store = world.store(call.place)
    token = call.params.get("ClientToken")
    endpoint = store.made_with(token, VPC_ENDPOINT)
    if endpoint is None:
        endpoint = new_endpoint(world, call, vpc)
        add_routes(world, call, endpoint, endpoint.table_ids)
        keep_endpoint(world, call, endpoint, token)
        put_tags(world, call, endpoint.id, tags)
    state = None if endpoint.is_gateway else "pending"
    view = {"VpcEndpoint": endpoint_view(world, call, endpoint, state)}
    return view | {"ClientToken": token} if token else view


def describe_vpc_endpoints(world: World, call: Call) -> Result:
    """List the caller's endpoints."""
    for endpoint in find_asked(world, call, VPC_ENDPOINT, ENDPOINTS):
        if endpoint.settling.looks:
            keep_endpoint(world, call, endpoint.looked_at(call.at))
    return describe(world, call, VPC_ENDPOINT, ENDPOINTS, endpoint_view)


def delete_vpc_endpoints(world: World, call: Call) -> Result:
    """Delete endpoints with their routes. The response lists those that do not exist."""
    unsuccessful = []
    for endpoint_id in dict.fromkeys(call.params["VpcEndpointIds"]):
        try:
            endpoint = find(world, call, VPC_ENDPOINT, endpoint_id)
        except AwsError as error:
            problem = {"Code": error.code, "Message": error.message}
            unsuccessful.append({"Error": problem, "ResourceId": endpoint_id})
            continue
        remove_routes(world, call, endpoint, endpoint.table_ids)
        if not endpoint.is_deleted:
            keep_endpoint(world, call, endpoint.deleted(call.at, world.settle))
    return {"Unsuccessful": unsuccessful}


OPERATIONS: Mapping[str, Operation] = {
    "CreateVpcEndpoint": Operation(
        create_vpc_endpoint,
        (
            "VpcId",
            "VpcEndpointType",
            "ServiceName",
            "PolicyDocument",
            "RouteTableIds",
            "SubnetIds",
            "SecurityGroupIds",
            "IpAddressType",
            "PrivateDnsEnabled",
            "ClientToken",
            "TagSpecifications",
        ),
        "VpcId",
    ),
    "DeleteVpcEndpoints": Operation(delete_vpc_endpoints, ("VpcEndpointIds",), "VpcEndpointIds"),
    "DescribeVpcEndpoints": Operation(describe_vpc_endpoints, ENDPOINTS.parameters),
}
"""The rows of these operations."""

PICTURES: Mapping[str, Picture] = {ENDPOINTS.answer: picture(VPC_ENDPOINT, endpoint_view)}
"""The view of each endpoint in pictures of a place."""
