"""ClassicLink, which AWS has retired: it is disabled for every VPC."""

from collections.abc import Mapping

from peermock._domain.vpc import VPC, Vpc
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Result
from peermock._operations.filters import View
from peermock._operations.listing import Listing
from peermock._operations.resources import describe
from peermock._operations.views import tags_view

CLASSIC_LINKS = Listing(
    answer="Vpcs",
    ids="VpcIds",
    filters={"is-classic-link-enabled": "ClassicLinkEnabled", "tag": "Tags", "tag-key": "Tags.Key"},
    has_pages=False,
)
DNS_SUPPORTS = Listing(answer="Vpcs", ids="VpcIds", most=255)


def describe_vpc_classic_link(world: World, call: Call) -> Result:
    """List the caller's VPCs, with ClassicLink disabled."""
    return describe(world, call, VPC, CLASSIC_LINKS, _link_view)


def describe_vpc_classic_link_dns_support(world: World, call: Call) -> Result:
    """List the caller's VPCs, without DNS support for ClassicLink."""
    return describe(world, call, VPC, DNS_SUPPORTS, _dns_support_view)


def _link_view(world: World, call: Call, vpc: Vpc) -> View:
    tags = tags_view(world, call, vpc.id)
    return {"ClassicLinkEnabled": False, "Tags": tags, "VpcId": vpc.id}


def _dns_support_view(_world: World, _call: Call, vpc: Vpc) -> View:
    return {"ClassicLinkDnsSupported": False, "VpcId": vpc.id}


OPERATIONS: Mapping[str, Operation] = {
    "DescribeVpcClassicLink": Operation(describe_vpc_classic_link, CLASSIC_LINKS.parameters),
    "DescribeVpcClassicLinkDnsSupport": Operation(
        describe_vpc_classic_link_dns_support, DNS_SUPPORTS.parameters
    ),
}
"""The rows of these operations."""
