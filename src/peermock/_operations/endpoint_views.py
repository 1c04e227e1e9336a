"""The views of VPC endpoints."""

import hashlib
from typing import Any

from peermock._domain.endpoint import VpcEndpoint
from peermock._domain.routing import ROUTE_TABLE
from peermock._domain.security import SECURITY_GROUP
from peermock._domain.world import World
from peermock._operations.call import Call
from peermock._operations.endpoint_interfaces import interfaces_of
from peermock._operations.filters import View
from peermock._operations.views import tags_view

_HOSTED_ZONE_ID = "Z7HUB22UULQXV"


def endpoint_view(
    world: World, call: Call, endpoint: VpcEndpoint, state: str | None = None
) -> View:
    """Return an endpoint as its owner sees it."""
    view: dict[str, Any] = {
        "CreationTimestamp": endpoint.created_at,
        "DnsEntries": [],
        "DnsOptions": {"DnsRecordIpType": "service-defined"},
        "Groups": [],
        "IpAddressType": endpoint.address_type,
        "NetworkInterfaceIds": [],
        "OwnerId": endpoint.place.account_id,
        "PolicyDocument": endpoint.policy,
        "PrivateDnsEnabled": endpoint.has_private_dns,
        "RequesterManaged": False,
        "RouteTableIds": [],
        "ServiceName": endpoint.service_name,
        "ServiceRegion": endpoint.place.region_name,
        "State": state or endpoint.state(call.at),
        "SubnetIds": list(endpoint.subnet_ids),
        "Tags": tags_view(world, call, endpoint.id),
        "VpcEndpointId": endpoint.id,
        "VpcEndpointType": endpoint.kind,
        "VpcId": endpoint.vpc_id,
    }
    if endpoint.is_gateway:
        return view | {"RouteTableIds": _table_ids(world, call, endpoint)}
    return view | {
        "DnsEntries": [_dns_entry(endpoint)],
        "DnsOptions": {"DnsRecordIpType": endpoint.address_type},
        "Groups": _group_views(world, call, endpoint),
        "NetworkInterfaceIds": [each.id for each in interfaces_of(world, call, endpoint)],
    }


def _table_ids(world: World, call: Call, endpoint: VpcEndpoint) -> list[str]:
    tables = world.at(call.place).of(ROUTE_TABLE)
    return [each for each in endpoint.table_ids if each in tables]


def _group_views(world: World, call: Call, endpoint: VpcEndpoint) -> list[View]:
    groups = world.at(call.place).of(SECURITY_GROUP)
    return [{"GroupId": each, "GroupName": groups[each].name} for each in endpoint.group_ids]


def _dns_entry(endpoint: VpcEndpoint) -> dict[str, str]:
    service = endpoint.service_name.rpartition(f"{endpoint.place.region_name}.")[2]
    digits = hashlib.blake2b(endpoint.id.encode(), digest_size=4).hexdigest()
    name = f"{endpoint.id}-{digits}.{service}.{endpoint.place.region_name}.vpce.amazonaws.com"
    return {"DnsName": name, "HostedZoneId": _HOSTED_ZONE_ID}
