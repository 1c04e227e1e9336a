"""Kinds of AWS resources that peermock never creates, so that no ID of theirs is ever found."""

from collections.abc import Mapping
from functools import partial

from peermock._domain.errors import inventory as errors
from peermock._domain.errors.absent import ABSENT_KINDS, AbsentIdMalformed, AbsentResourceNotFound
from peermock._domain.kind import Identified, Kind

INSTANCE: Kind[Identified] = Kind(
    prefix="i",
    type_name="instance",
    noun="instance",
    malformed=errors.InstanceIdMalformed,
    not_found=errors.InstanceNotFound,
)
IMAGE: Kind[Identified] = Kind(
    prefix="ami",
    type_name="image",
    noun="image",
    malformed=errors.ImageIdMalformed,
    not_found=errors.ImageNotFound,
)
KEY_PAIR: Kind[Identified] = Kind(
    prefix="key",
    type_name="key-pair",
    noun="keyPair",
    malformed=errors.KeyPairIdMalformed,
    not_found=errors.KeyPairNotFound,
)
VOLUME: Kind[Identified] = Kind(
    prefix="vol",
    type_name="volume",
    noun="volume",
    malformed=errors.VolumeIdMalformed,
    not_found=errors.VolumeNotFound,
)
SNAPSHOT: Kind[Identified] = Kind(
    prefix="snap",
    type_name="snapshot",
    noun="snapshot",
    malformed=errors.SnapshotIdMalformed,
    not_found=errors.SnapshotNotFound,
)
VPN_GATEWAY: Kind[Identified] = Kind(
    prefix="vgw",
    type_name="vpn-gateway",
    noun="vpnGateway",
    malformed=errors.VpnGatewayIdMalformed,
    not_found=errors.VpnGatewayNotFound,
)
VPN_CONNECTION: Kind[Identified] = Kind(
    prefix="vpn",
    type_name="vpn-connection",
    noun="vpnConnection",
    malformed=errors.VpnConnectionIdMalformed,
    not_found=errors.VpnConnectionNotFound,
)
CUSTOMER_GATEWAY: Kind[Identified] = Kind(
    prefix="cgw",
    type_name="customer-gateway",
    noun="customerGateway",
    malformed=errors.CustomerGatewayIdMalformed,
    not_found=errors.CustomerGatewayNotFound,
)
TRANSIT_GATEWAY: Kind[Identified] = Kind(
    prefix="tgw",
    type_name="transit-gateway",
    noun="transitGateway",
    malformed=errors.TransitGatewayIdMalformed,
    not_found=errors.TransitGatewayNotFound,
)
TRANSIT_GATEWAY_ATTACHMENT: Kind[Identified] = Kind(
    prefix="tgw-attach",
    type_name="transit-gateway-attachment",
    noun="transitGatewayAttachment",
    malformed=errors.TransitGatewayAttachmentIdMalformed,
    not_found=errors.TransitGatewayAttachmentNotFound,
)

LISTED: tuple[Kind[Identified], ...] = (
    INSTANCE,
    IMAGE,
    KEY_PAIR,
    VOLUME,
    SNAPSHOT,
    VPN_GATEWAY,
    VPN_CONNECTION,
    CUSTOMER_GATEWAY,
    TRANSIT_GATEWAY,
    TRANSIT_GATEWAY_ATTACHMENT,
)
"""Kinds with a Describe operation, which returns an empty list."""

UNLISTED: tuple[Kind[Identified], ...] = tuple(
    Kind(
        prefix=prefix,
        type_name=kind.type_name,
        noun=kind.noun,
        malformed=partial(AbsentIdMalformed, prefix),
        not_found=partial(AbsentResourceNotFound, prefix),
    )
    for prefix, kind in ABSENT_KINDS.items()
)
"""Kinds that appear only in calls about tags."""

ABSENT_BY_PREFIX: Mapping[str, Kind[Identified]] = {
    kind.prefix: kind for kind in (*LISTED, *UNLISTED)
}
"""All of these kinds, by the prefix of their IDs."""
