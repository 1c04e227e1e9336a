"""Describes of resources that never exist: they return nothing, and validate their input."""

from collections.abc import Mapping, Sequence

import pytest
from botocore import xform_name
from botocore.exceptions import ClientError

from peermock import UnsupportedOperationError, UnsupportedParameterError
from peermock._operations.inventory import INVENTORIES
from tests.agreement import agree
from tests.operations.parties import Party, Refused

CALLS: Mapping[str, tuple[str, Mapping[str, Sequence[str]]]] = {
    "describe_customer_gateways": ("CustomerGateways", {}),
    "describe_images": ("Images", {"Owners": ["self"]}),
    "describe_instance_status": ("InstanceStatuses", {}),
    "describe_instances": ("Reservations", {}),
    "describe_key_pairs": ("KeyPairs", {}),
    "describe_snapshots": ("Snapshots", {"OwnerIds": ["self"]}),
    "describe_transit_gateway_attachments": ("TransitGatewayAttachments", {}),
    "describe_transit_gateway_peering_attachments": ("TransitGatewayPeeringAttachments", {}),
    "describe_transit_gateway_vpc_attachments": ("TransitGatewayVpcAttachments", {}),
    "describe_transit_gateways": ("TransitGateways", {}),
    "describe_volumes": ("Volumes", {}),
    "describe_vpc_endpoint_connections": ("VpcEndpointConnections", {}),
    "describe_vpn_connections": ("VpnConnections", {}),
    "describe_vpn_gateways": ("VpnGateways", {}),
}
PAGED = [
    name
    for name in CALLS
    if not name.endswith(("customer_gateways", "key_pairs", "vpn_connections", "vpn_gateways"))
]
IDS = [
    ("describe_customer_gateways", "CustomerGatewayIds", "cgw"),
    ("describe_images", "ImageIds", "ami"),
    ("describe_instance_status", "InstanceIds", "i"),
    ("describe_instances", "InstanceIds", "i"),
    ("describe_key_pairs", "KeyPairIds", "key"),
    ("describe_snapshots", "SnapshotIds", "snap"),
    ("describe_transit_gateway_attachments", "TransitGatewayAttachmentIds", "tgw-attach"),
    ("describe_transit_gateways", "TransitGatewayIds", "tgw"),
    ("describe_volumes", "VolumeIds", "vol"),
    ("describe_vpn_connections", "VpnConnectionIds", "vpn"),
    ("describe_vpn_gateways", "VpnGatewayIds", "vgw"),
]
UNKNOWN = {
    "ami": ("InvalidAMIID", "The image id '[{}]' does not exist"),
    "cgw": ("InvalidCustomerGatewayID", "The customerGateway ID '{}' does not exist"),
    "i": ("InvalidInstanceID", "The instance ID '{}' does not exist"),
    "key": ("InvalidKeyPair", "The key pair '{}' does not exist"),
    "snap": ("InvalidSnapshot", "The snapshot '{}' does not exist."),
    "tgw": ("InvalidTransitGatewayID", "Transit Gateway {} was deleted or does not exist."),
    "tgw-attach": (
        "InvalidTransitGatewayAttachmentID",
        "Transit Gateway Attachment {} was deleted or does not exist.",
    ),
    "vgw": ("InvalidVpnGatewayID", "The vpnGateway ID '{}' does not exist"),
    "vol": ("InvalidVolume", "The volume '{}' does not exist."),
    "vpn": ("InvalidVpnConnectionID", "The vpnConnection ID '{}' does not exist"),
}
MALFORMED = {
    "ami": "InvalidAMIID.Malformed",
    "cgw": "InvalidCustomerGatewayId.Malformed",
    "i": "InvalidInstanceID.Malformed",
    "key": "InvalidKeyPairId.Malformed",
    "snap": "snapshotId",
    "tgw": "InvalidTransitGatewayID.Malformed",
    "tgw-attach": "InvalidTransitGatewayAttachmentID.Malformed",
    "vgw": "InvalidVpnGatewayId.Malformed",
    "vol": "volumeId",
    "vpn": "InvalidVpnConnectionId.Malformed",
}


def test_every_inventory_is_tried() -> None:
    """These tests cover every such Describe."""
    place = "CALLS in tests/operations/inventory/test_inventory.py"
    agree(place, CALLS, map(xform_name, INVENTORIES))


@pytest.mark.parametrize("name", CALLS)
def test_an_inventory_is_empty(ours: Party, name: str) -> None:
    """An account has no resources of kinds that peermock does not model."""
    answer, params = CALLS[name]
    assert getattr(ours.ec2, name)(**params)[answer] == []


@pytest.mark.parametrize("name", PAGED)
def test_a_page_token_is_checked(ours: Party, refused: Refused, name: str) -> None:
    """An invalid token is rejected."""
    message = "Value ( made-up ) for parameter NextToken is invalid. The token is invalid."
    with refused("InvalidParameterValue", message):
        getattr(ours.ec2, name)(**CALLS[name][1], NextToken="made-up")


@pytest.mark.parametrize(("name", "parameter", "prefix"), IDS)
def test_an_unknown_id_is_not_found(
    ours: Party, refused: Refused, name: str, parameter: str, prefix: str
) -> None:
    """Every ID of such a kind is unknown."""
    code, text = UNKNOWN[prefix]
    unknown = f"{prefix}-0123456789abcdef0"
    with refused(f"{code}.NotFound", text.format(unknown)):
        getattr(ours.ec2, name)(**{parameter: [unknown]})


@pytest.mark.parametrize(("name", "parameter", "prefix"), IDS)
def test_unknown_ids_are_named_together(
    ours: Party, name: str, parameter: str, prefix: str
) -> None:
    """The message names every requested ID."""
    ids = [f"{prefix}-0123456789abcdef0", f"{prefix}-1234abcd"]
    with pytest.raises(ClientError, match=", ".join(ids)):
        getattr(ours.ec2, name)(**{parameter: ids})


@pytest.mark.parametrize(("name", "parameter", "prefix"), IDS)
def test_a_malformed_id_is_refused(
    ours: Party, refused: Refused, name: str, parameter: str, prefix: str
) -> None:
    """An ID requires its prefix and 8 or 17 hexadecimal digits."""
    code, message = MALFORMED[prefix], f'Invalid id: "{prefix}-xyz" (expecting "{prefix}-...")'
    if not code.endswith(".Malformed"):
        message = f"Value ({prefix}-xyz) for parameter {code} is invalid. Expected: '{prefix}-...'."
        code = "InvalidParameterValue"
    with refused(code, message):
        getattr(ours.ec2, name)(**{parameter: [f"{prefix}-xyz"]})


def test_an_unknown_key_name_is_not_found(ours: Party, refused: Refused) -> None:
    """Key pairs can be requested by name as well."""
    with refused("InvalidKeyPair.NotFound", "The key pair 'deploy' does not exist"):
        ours.ec2.describe_key_pairs(KeyNames=["deploy"])


@pytest.mark.parametrize(
    ("name", "parameter"), [("describe_images", "Owners"), ("describe_snapshots", "OwnerIds")]
)
@pytest.mark.parametrize("owners", [None, [], ["amazon"], ["self", "099720109477"]])
def test_what_others_share_is_refused_by_name(
    ours: Party, name: str, parameter: str, owners: list[str] | None
) -> None:
    """AWS would list public images and snapshots, which peermock does not have."""
    params = {} if owners is None else {parameter: owners}
    with pytest.raises(UnsupportedParameterError, match=f"{parameter} other than 'self'") as caught:
        getattr(ours.ec2, name)(**params)
    assert caught.value.parameters == (parameter,)


@pytest.mark.parametrize(
    ("name", "parameter", "answer"),
    [("describe_images", "Owners", "Images"), ("describe_snapshots", "OwnerIds", "Snapshots")],
)
def test_the_owner_may_be_named_by_account(
    ours: Party, name: str, parameter: str, answer: str
) -> None:
    """The caller's account ID is equivalent to `self`."""
    assert getattr(ours.ec2, name)(**{parameter: [ours.account_id]})[answer] == []


def test_what_would_make_one_is_refused_by_name(ours: Party) -> None:
    """Create operations are refused, so that the empty inventory stays correct."""
    with pytest.raises(UnsupportedOperationError, match="ec2:RunInstances"):
        ours.ec2.run_instances(ImageId="ami-0123456789abcdef0", MinCount=1, MaxCount=1)


def test_a_paginator_ends_at_once(ours: Party) -> None:
    """Botocore's paginators return a single empty page."""
    pages = list(ours.ec2.get_paginator("describe_instances").paginate())
    assert [page["Reservations"] for page in pages] == [[]]


def test_a_page_of_endpoint_connections_is_capped(ours: Party) -> None:
    """A MaxResults above a thousand counts as a thousand there (botocore's model)."""
    answer = ours.ec2.describe_vpc_endpoint_connections(MaxResults=5000)
    assert answer["VpcEndpointConnections"] == []
