"""The cost of a request is linear in its parts, counted in function calls."""

import sys
from collections.abc import Callable

import pytest

from peermock._domain.security import SECURITY_GROUP
from peermock._gateway import MAX_BODY_BYTES, Gateway
from peermock._gateway.http import HttpRequest

Body = Callable[[int], str]

PERMISSION = "IpPermissions.1.IpProtocol=-1"
BODIES: dict[str, Body] = {
    "IDs": lambda n: "Action=DescribeVpcs&" + many(n, "VpcId.{0}=vpc-{0:017x}"),
    "an ID again and again": lambda n: "Action=DescribeVpcs&" + many(n, "VpcId.{0}=vpc-1a2b3c4d"),
    "sparse indexes": lambda n: "Action=DescribeVpcs&" + many(n, "VpcId.{0}00000=vpc-1a2b3c4d"),
    "tags": lambda n: "Action=CreateTags&ResourceId.1=vpc-1&" + many(n, "Tag.{0}.Key={0}"),
    "resources": lambda n: "Action=DeleteTags&" + many(n, "ResourceId.{0}=vpc-1a2b3c4d"),
    "filters": lambda n: "Action=DescribeVpcs&" + many(n, "Filter.{0}.Name=cidr"),
    "values": lambda n: "Action=DescribeVpcs&Filter.1.Name=cidr&" + many(n, "Filter.1.Value.{0}=x"),
    "one long value": lambda n: f"Action=DescribeVpcs&Filter.1.Name={'*a%41' * n}",
    "one long pattern": lambda n: (
        f"Action=DescribeVpcs&Filter.1.Name=cidr&Filter.1.Value.1={'*a' * n}"
    ),
    "unknown names": lambda n: "Action=DescribeVpcs&" + many(n, "A.{0}.B.C=x"),
    "one long name": lambda n: f"Action=DescribeVpcs&A{'.1' * n}=x",
    "deep names": lambda n: "Action=DescribeVpcs&" + many(n, f"A.{{0}}{'.1' * 40}=x"),
    "one name again and again": lambda n: "Action=DescribeVpcs&" + many(n, "VpcId.1=x"),
    "blanks": lambda n: "Action=DescribeVpcs" + "&" * n,
    "a long action": lambda n: f"Action={'A' * n}",
    "a long token": lambda n: f"Action=DescribeVpcs&NextToken={'A' * n}",
    "tags of a new VPC": lambda n: (
        "Action=CreateVpc&CidrBlock=10.0.0.0/16&TagSpecification.1.ResourceType=vpc&"
        + many(n, "TagSpecification.1.Tag.{0}.Key={0}")
    ),
    "rules to revoke": lambda n: (
        "Action=RevokeSecurityGroupEgress&GroupId={group}&"
        + PERMISSION
        + "&"
        + many(n, "IpPermissions.1.IpRanges.{0}.CidrIp={1}")
    ),
    "new rules": lambda n: (
        "Action=AuthorizeSecurityGroupEgress&GroupId={group}&"
        + PERMISSION
        + "&"
        + many(n, "IpPermissions.1.IpRanges.{0}.CidrIp={1}")
    ),
    "permissions": lambda n: (
        "Action=AuthorizeSecurityGroupEgress&GroupId={group}&"
        + many(n, "IpPermissions.{0}.IpProtocol=-1&IpPermissions.{0}.IpRanges.1.CidrIp={1}")
    ),
}


def many(count: int, field: str) -> str:
    """Return a repeated field, each time with another index and CIDR block."""
    ranges = (f"10.{number // 250}.{number % 250}.0/24" for number in range(count))
    return "&".join(field.format(number, block) for number, block in enumerate(ranges, 1))


def steps(gateway: Gateway, request: HttpRequest) -> int:
    """Return the number of function calls, built-ins included, until the response."""
    count = 0

    def profile(_: object, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        gateway.answer(request)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", BODIES)
def test_twice_the_parts_cost_twice(
    name: str, make_gateway: Callable[[], Gateway], sent: dict[str, list[HttpRequest]]
) -> None:
    """There are no pairwise comparisons or repeated searches."""
    counts = []  # the first of which is higher, because shapes and patterns are compiled then
    for size in (250, 250, 500, 1000):
        gateway = make_gateway()
        for request in sent[""]:
            gateway.answer(request)
        (place,) = gateway.world.network.places()
        group_id = next(iter(gateway.world.at(place).of(SECURITY_GROUP))).id
        body = BODIES[name](size).replace("{group}", group_id).encode()
        counts.append(steps(gateway, sent["DescribeVpcs"][0]._replace(body=body)))
    _, first, second, third = counts
    assert third - second <= 2.2 * (second - first) + 100


def test_a_url_is_not_read_either_when_it_is_too_long(
    make_gateway: Callable[[], Gateway], sent: dict[str, list[HttpRequest]]
) -> None:
    """The limit of a body also applies to a query in the URL."""
    request = sent["DescribeVpcs"][0]
    url = f"{request.url}?Action=DescribeVpcs&x={'1' * MAX_BODY_BYTES}"
    assert make_gateway().answer(request._replace(body=b"", url=url)).status == 413
