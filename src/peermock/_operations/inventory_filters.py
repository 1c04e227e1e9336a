"""The filters of empty Describe operations: their names, as botocore's model documents them."""

from peermock._operations.filters import FilterTable


def _name_filters(names: str) -> FilterTable:
    """Return a table of filters whose values are never looked up."""
    return dict.fromkeys(names.split(), "")


CUSTOMER_GATEWAYS = _name_filters(
    """
    bgp-asn customer-gateway-id ip-address state type tag tag-key
    """
)

IMAGES = _name_filters(
    """
    architecture block-device-mapping.delete-on-termination block-device-mapping.device-name
    block-device-mapping.snapshot-id block-device-mapping.volume-size
    block-device-mapping.volume-type block-device-mapping.encrypted boot-mode creation-date
    description ena-support free-tier-eligible hypervisor image-allowed image-id
    image-watermark.source-image-creation-time image-watermark.source-image-id
    image-watermark.source-image-region image-watermark.watermark-creation-time
    image-watermark.watermark-key image-type
    instance-type-specification.supported-instance-type
    instance-type-specification.unsupported-instance-type is-public kernel-id manifest-location
    name owner-alias owner-id platform product-code product-code.type public-ssm-parameter-name
    ramdisk-id root-device-name root-device-type scan-result.critical-fix-available-since
    scan-result.finding-scan-date scan-result.high-fix-available-since
    scan-result.highest-finding-severity-label scan-result.informational-fix-available-since
    scan-result.low-fix-available-since scan-result.medium-fix-available-since source-image-id
    source-image-region source-instance-id state state-reason-code state-reason-message
    sriov-net-support tag tag-key virtualization-type
    """
)

INSTANCE_STATUSES = _name_filters(
    """
    availability-zone availability-zone-id event.code event.description event.instance-event-id
    event.not-after event.not-before event.not-before-deadline instance-state-code
    instance-state-name instance-status.reachability instance-status.status operator.managed
    operator.principal system-status.reachability system-status.status
    attached-ebs-status.status application-status.status
    """
)

INSTANCES = _name_filters(
    """
    affinity architecture availability-zone availability-zone-id
    block-device-mapping.attach-time block-device-mapping.delete-on-termination
    block-device-mapping.device-name block-device-mapping.status block-device-mapping.volume-id
    boot-mode capacity-reservation-id
    capacity-reservation-specification.capacity-reservation-preference
    capacity-reservation-specification.capacity-reservation-target.capacity-reservation-id
    capacity-reservation-specification.capacity-reservation-target.capacity-reservation-resource-group-arn
    client-token current-instance-boot-mode dns-name ebs-optimized ena-support
    enclave-options.enabled hibernation-options.configured host-id hypervisor
    iam-instance-profile.arn iam-instance-profile.id image-id instance-id instance-lifecycle
    instance-state-code instance-state-name instance-type instance.group-id instance.group-name
    ip-address ipv6-address kernel-id key-name launch-index launch-time
    maintenance-options.auto-recovery metadata-options.http-endpoint
    metadata-options.http-protocol-ipv4 metadata-options.http-protocol-ipv6
    metadata-options.http-put-response-hop-limit metadata-options.http-tokens
    metadata-options.instance-metadata-tags metadata-options.state monitoring-state
    network-interface.addresses.association.allocation-id
    network-interface.addresses.association.association-id
    network-interface.addresses.association.carrier-ip
    network-interface.addresses.association.customer-owned-ip
    network-interface.addresses.association.ip-owner-id
    network-interface.addresses.association.public-dns-name
    network-interface.addresses.association.public-ip network-interface.addresses.primary
    network-interface.addresses.private-dns-name network-interface.addresses.private-ip-address
    network-interface.association.allocation-id network-interface.association.association-id
    network-interface.association.carrier-ip network-interface.association.customer-owned-ip
    network-interface.association.ip-owner-id network-interface.association.public-dns-name
    network-interface.association.public-ip network-interface.attachment.attach-time
    network-interface.attachment.attachment-id
    network-interface.attachment.delete-on-termination
    network-interface.attachment.device-index network-interface.attachment.instance-id
    network-interface.attachment.instance-owner-id
    network-interface.attachment.network-card-index network-interface.attachment.status
    network-interface.availability-zone network-interface.deny-all-igw-traffic
    network-interface.description network-interface.group-id network-interface.group-name
    network-interface.ipv4-prefixes.ipv4-prefix network-interface.ipv6-address
    network-interface.ipv6-addresses.ipv6-address
    network-interface.ipv6-addresses.is-primary-ipv6 network-interface.ipv6-native
    network-interface.ipv6-prefixes.ipv6-prefix network-interface.mac-address
    network-interface.network-interface-id network-interface.operator.managed
    network-interface.operator.principal network-interface.outpost-arn
    network-interface.owner-id network-interface.private-dns-name
    network-interface.private-ip-address network-interface.public-dns-name
    network-interface.requester-id network-interface.requester-managed network-interface.status
    network-interface.source-dest-check network-interface.subnet-id network-interface.tag-key
    network-interface.tag-value network-interface.vpc-id
    network-performance-options.bandwidth-weighting operator.managed operator.principal
    outpost-arn owner-id placement-group-name placement-partition-number platform
    platform-details private-dns-name
    private-dns-name-options.enable-resource-name-dns-a-record
    private-dns-name-options.enable-resource-name-dns-aaaa-record
    private-dns-name-options.hostname-type private-ip-address product-code product-code.type
    ramdisk-id reason requester-id reservation-id root-device-name root-device-type
    source-dest-check spot-instance-request-id state-reason-code state-reason-message subnet-id
    tag tag-key tenancy tpm-support usage-operation usage-operation-update-time
    virtualization-type vpc-id
    """
)

KEY_PAIRS = _name_filters(
    """
    key-pair-id fingerprint key-name tag-key tag
    """
)

SNAPSHOTS = _name_filters(
    """
    description encrypted owner-alias owner-id progress snapshot-id start-time status
    storage-tier transfer-type tag tag-key volume-id volume-size
    """
)

TRANSIT_GATEWAY_ATTACHMENTS = _name_filters(
    """
    association.state association.transit-gateway-route-table-id resource-id resource-owner-id
    resource-type state transit-gateway-attachment-id transit-gateway-id
    transit-gateway-owner-id tag tag-key
    """
)

TRANSIT_GATEWAY_PEERING_ATTACHMENTS = _name_filters(
    """
    transit-gateway-attachment-id local-owner-id remote-owner-id state transit-gateway-id tag
    tag-key
    """
)

TRANSIT_GATEWAY_VPC_ATTACHMENTS = _name_filters(
    """
    state transit-gateway-attachment-id transit-gateway-id vpc-id tag tag-key
    """
)

TRANSIT_GATEWAYS = _name_filters(
    """
    options.propagation-default-route-table-id options.amazon-side-asn
    options.association-default-route-table-id options.auto-accept-shared-attachments
    options.default-route-table-association options.default-route-table-propagation
    options.dns-support options.vpn-ecmp-support owner-id state transit-gateway-id tag-key  tag
    tag-key
    """
)

VOLUMES = _name_filters(
    """
    attachment.attach-time attachment.delete-on-termination attachment.device
    attachment.instance-id attachment.status availability-zone availability-zone-id create-time
    encrypted fast-restored multi-attach-enabled operator.managed operator.principal size
    snapshot-id status tag tag-key volume-id volume-type
    """
)

VPC_ENDPOINT_CONNECTIONS = _name_filters(
    """
    ip-address-type service-id transit-gateway-attachment-id vpc-endpoint-owner
    vpc-endpoint-region vpc-endpoint-state vpc-endpoint-id
    """
)

VPN_CONNECTIONS = _name_filters(
    """
    customer-gateway-configuration customer-gateway-id state option.static-routes-only
    route.destination-cidr-block bgp-asn tag tag-key type vpn-connection-id vpn-gateway-id
    transit-gateway-id
    """
)

VPN_GATEWAYS = _name_filters(
    """
    amazon-side-asn attachment.state attachment.vpc-id availability-zone state tag tag-key type
    vpn-gateway-id
    """
)
