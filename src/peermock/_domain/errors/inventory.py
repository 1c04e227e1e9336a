"""AWS errors about resources that never exist in peermock, such as instances."""

from peermock._domain.errors.aws_error import AwsError, not_found
from peermock._domain.errors.request import InvalidParameterValue


class InstanceNotFound(AwsError):
    """The caller's account has no instance with this ID in this Region."""

    code = "InvalidInstanceID.NotFound"

    def __init__(self, *instance_ids: str) -> None:
        super().__init__(not_found("instance", instance_ids))
        self.instance_ids = instance_ids


class InstanceIdMalformed(AwsError):
    """The text is not a well-formed instance ID."""

    code = "InvalidInstanceID.Malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "i-...")')
        self.text = text


class ImageNotFound(AwsError):
    """The caller sees no image with this ID in this Region."""

    code = "InvalidAMIID.NotFound"

    def __init__(self, *image_ids: str) -> None:
        ids = ", ".join(image_ids)
        super().__init__(
            f"The image id '[{ids}]' does not exist"
            if len(image_ids) == 1
            else f"The image ids '[{ids}]' do not exist"
        )
        self.image_ids = image_ids


class ImageIdMalformed(AwsError):
    """The text is not a well-formed image ID."""

    code = "InvalidAMIID.Malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "ami-...")')
        self.text = text


class KeyPairNotFound(AwsError):
    """The caller's account has no key pair of this name or ID in this Region."""

    code = "InvalidKeyPair.NotFound"

    def __init__(self, *names: str) -> None:
        super().__init__(
            f"The key pair '{names[0]}' does not exist"
            if len(names) == 1
            else f"The key pairs '{', '.join(names)}' do not exist"
        )
        self.names = names


class KeyPairIdMalformed(AwsError):
    """The text is not a well-formed key pair ID."""

    code = "InvalidKeyPairId.Malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "key-...")')
        self.text = text


class VolumeNotFound(AwsError):
    """The caller's account has no volume with this ID in this Region."""

    code = "InvalidVolume.NotFound"

    def __init__(self, *volume_ids: str) -> None:
        super().__init__(
            f"The volume '{volume_ids[0]}' does not exist."
            if len(volume_ids) == 1
            else f"The volumes '{', '.join(volume_ids)}' do not exist."
        )
        self.volume_ids = volume_ids


class VolumeIdMalformed(InvalidParameterValue):
    """The text is not a well-formed volume ID."""

    def __init__(self, text: str) -> None:
        super().__init__(f"Value ({text}) for parameter volumeId is invalid. Expected: 'vol-...'.")
        self.text = text


class SnapshotNotFound(AwsError):
    """The caller sees no snapshot with this ID in this Region."""

    code = "InvalidSnapshot.NotFound"

    def __init__(self, *snapshot_ids: str) -> None:
        super().__init__(
            f"The snapshot '{snapshot_ids[0]}' does not exist."
            if len(snapshot_ids) == 1
            else f"The snapshots '{', '.join(snapshot_ids)}' do not exist."
        )
        self.snapshot_ids = snapshot_ids


class SnapshotIdMalformed(InvalidParameterValue):
    """The text is not a well-formed snapshot ID."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"Value ({text}) for parameter snapshotId is invalid. Expected: 'snap-...'."
        )
        self.text = text


class VpnGatewayNotFound(AwsError):
    """The caller's account has no virtual private gateway with this ID in this Region."""

    code = "InvalidVpnGatewayID.NotFound"

    def __init__(self, *vpn_gateway_ids: str) -> None:
        super().__init__(not_found("vpnGateway", vpn_gateway_ids))
        self.vpn_gateway_ids = vpn_gateway_ids


class VpnGatewayIdMalformed(AwsError):
    """The text is not a well-formed virtual private gateway ID."""

    code = "InvalidVpnGatewayId.Malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "vgw-...")')
        self.text = text


class VpnConnectionNotFound(AwsError):
    """The caller's account has no VPN connection with this ID in this Region."""

    code = "InvalidVpnConnectionID.NotFound"

    def __init__(self, *vpn_connection_ids: str) -> None:
        super().__init__(not_found("vpnConnection", vpn_connection_ids))
        self.vpn_connection_ids = vpn_connection_ids


class VpnConnectionIdMalformed(AwsError):
    """The text is not a well-formed VPN connection ID."""

    code = "InvalidVpnConnectionId.Malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "vpn-...")')
        self.text = text


class CustomerGatewayNotFound(AwsError):
    """The caller's account has no customer gateway with this ID in this Region."""

    code = "InvalidCustomerGatewayID.NotFound"

    def __init__(self, *customer_gateway_ids: str) -> None:
        super().__init__(not_found("customerGateway", customer_gateway_ids))
        self.customer_gateway_ids = customer_gateway_ids


class CustomerGatewayIdMalformed(AwsError):
    """The text is not a well-formed customer gateway ID."""

    code = "InvalidCustomerGatewayId.Malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "cgw-...")')
        self.text = text


class TransitGatewayNotFound(AwsError):
    """The caller sees no transit gateway with this ID in this Region."""

    code = "InvalidTransitGatewayID.NotFound"

    def __init__(self, *transit_gateway_ids: str) -> None:
        ids = ", ".join(transit_gateway_ids)
        super().__init__(f"Transit Gateway {ids} was deleted or does not exist.")
        self.transit_gateway_ids = transit_gateway_ids


class TransitGatewayIdMalformed(AwsError):
    """The text is not a well-formed transit gateway ID."""

    code = "InvalidTransitGatewayID.Malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "tgw-...")')
        self.text = text


class TransitGatewayAttachmentNotFound(AwsError):
    """The caller sees no transit gateway attachment with this ID in this Region."""

    code = "InvalidTransitGatewayAttachmentID.NotFound"

    def __init__(self, *attachment_ids: str) -> None:
        ids = ", ".join(attachment_ids)
        super().__init__(f"Transit Gateway Attachment {ids} was deleted or does not exist.")
        self.attachment_ids = attachment_ids


class TransitGatewayAttachmentIdMalformed(AwsError):
    """The text is not a well-formed transit gateway attachment ID."""

    code = "InvalidTransitGatewayAttachmentID.Malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "tgw-attach-...")')
        self.text = text
