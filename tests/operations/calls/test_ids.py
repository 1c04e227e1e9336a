"""Unknown and malformed IDs, in every operation that takes IDs."""

from collections.abc import Mapping

import pytest

from tests.operations.parties import Party, Refused

UNKNOWN = {
    "rtb": ("InvalidRouteTableID.NotFound", "The routeTable ID '{}' does not exist"),
    "sg": ("InvalidGroup.NotFound", "The security group '{}' does not exist"),
    "sgr": (
        "InvalidSecurityGroupRuleId.NotFound",
        "The security group rule ID '{}' does not exist",
    ),
    "subnet": ("InvalidSubnetID.NotFound", "The subnet ID '{}' does not exist"),
    "vpc": ("InvalidVpcID.NotFound", "The vpc ID '{}' does not exist"),
}
IN_RULES = ("InvalidGroupId.Malformed", "The security-group ID '{}' is malformed")
"""The error about a group's ID in calls that change its rules."""

MALFORMED = {
    "rtb": ("InvalidRouteTableId.Malformed", 'Invalid id: "{}" (expecting "rtb-...")'),
    "sg": ("InvalidGroupId.Malformed", 'Invalid id: "{}" (expecting "sg-...")'),
    "sgr": ("InvalidSecurityGroupRuleId.Malformed", 'Invalid id: "{}" (expecting "sgr-...")'),
    "subnet": ("InvalidSubnetId.Malformed", 'Invalid id: "{}" (expecting "subnet-...")'),
}
CALLS: list[tuple[str, Mapping[str, object], str]] = [
    ("associate_route_table", {"RouteTableId": str}, "rtb"),
    ("associate_vpc_cidr_block", {"VpcId": str, "CidrBlock": "10.9.0.0/16"}, "vpc"),
    ("authorize_security_group_egress", {"GroupId": str}, "sg"),
    ("authorize_security_group_ingress", {"GroupId": str}, "sg"),
    ("create_route", {"RouteTableId": str}, "rtb"),
    ("create_route_table", {"VpcId": str}, "vpc"),
    (
        "create_security_group",
        {"VpcId": str, "GroupName": "web", "Description": "for tests"},
        "vpc",
    ),
    ("create_subnet", {"VpcId": str, "CidrBlock": "10.0.1.0/24"}, "vpc"),
    ("delete_route", {"RouteTableId": str}, "rtb"),
    ("delete_route_table", {"RouteTableId": str}, "rtb"),
    ("delete_security_group", {"GroupId": str}, "sg"),
    ("delete_subnet", {"SubnetId": str}, "subnet"),
    ("describe_route_tables", {"RouteTableIds": list}, "rtb"),
    ("describe_security_group_references", {"GroupId": list}, "sg"),
    ("describe_security_group_rules", {"SecurityGroupRuleIds": list}, "sgr"),
    ("describe_security_groups", {"GroupIds": list}, "sg"),
    ("describe_stale_security_groups", {"VpcId": str}, "vpc"),
    ("describe_subnets", {"SubnetIds": list}, "subnet"),
    ("describe_vpc_attribute", {"VpcId": str, "Attribute": "enableDnsSupport"}, "vpc"),
    ("modify_vpc_attribute", {"VpcId": str}, "vpc"),
    ("replace_route", {"RouteTableId": str}, "rtb"),
    ("revoke_security_group_egress", {"GroupId": str}, "sg"),
    ("revoke_security_group_ingress", {"GroupId": str}, "sg"),
]
LISTS = [call for call in CALLS if list in call[1].values()]
NAMES = [call[0] for call in CALLS]


def filled(params: Mapping[str, object], *ids: str) -> dict[str, object]:
    """Return parameters with the ID filled in."""
    values: dict[object, object] = {str: ids[0], list: list(ids)}
    return {name: values.get(value, value) for name, value in params.items()}


@pytest.mark.parametrize(("operation", "params", "prefix"), CALLS, ids=NAMES)
def test_an_unknown_id_is_not_found(
    ours: Party, operation: str, params: Mapping[str, object], prefix: str, refused: Refused
) -> None:
    """IDs of eight digits, from before 2018, are well-formed too."""
    unknown = f"{prefix}-1a2b3c4d"
    code, text = UNKNOWN[prefix]
    with refused(code, text.format(unknown)):
        getattr(ours.ec2, operation)(**filled(params, unknown))


@pytest.mark.parametrize("text", ["x", "", "i-1a2b3c4d", "{}-1a2b3c4", "{}-"])
@pytest.mark.parametrize(
    ("operation", "params", "prefix"), [call for call in CALLS if call[2] in MALFORMED]
)
def test_a_text_that_is_not_an_id_is_malformed(
    ours: Party, text: str, operation: str, params: Mapping[str, object], prefix: str
) -> None:
    """The code spells "Id", and the message shows the expected prefix."""
    text = text.format(prefix)
    changes_rules = operation.startswith(("authorize", "revoke"))
    code, message = IN_RULES if changes_rules else MALFORMED[prefix]
    with pytest.raises(ours.ec2.exceptions.ClientError) as caught:
        getattr(ours.ec2, operation)(**filled(params, text))
    error = caught.value.response["Error"]
    assert (error["Code"], error["Message"]) == (code, message.format(text))


@pytest.mark.parametrize(
    ("operation", "params", "prefix"), LISTS, ids=[operation for operation, *_ in LISTS]
)
def test_one_unknown_id_among_known_ones_is_an_error(
    ours: Party, operation: str, params: Mapping[str, object], prefix: str, refused: Refused
) -> None:
    """Nothing is returned, and the message names the missing ID."""
    group_id = ours.new_group()
    known = {
        "rtb": ours.main_table_id(),
        "sg": group_id,
        "sgr": ours.allow(group_id, IpRanges=[{"CidrIp": "10.0.0.0/8"}])[0]["SecurityGroupRuleId"],
        "subnet": ours.new_subnet("10.0.1.0/24"),
    }[prefix]
    unknown = f"{prefix}-1a2b3c4d"
    code, text = UNKNOWN[prefix]
    getattr(ours.ec2, operation)(**filled(params, known, known))
    with refused(code, text.format(unknown)):
        getattr(ours.ec2, operation)(**filled(params, known, unknown))


@pytest.mark.parametrize(
    ("operation", "ids", "message"),
    [
        (
            "describe_subnets",
            {"SubnetIds": ["subnet-1a2b3c4d", "subnet-5e6f7a8b"]},
            "The subnet IDs 'subnet-1a2b3c4d, subnet-5e6f7a8b' do not exist",
        ),
        (
            "describe_security_groups",
            {"GroupIds": ["sg-1a2b3c4d", "sg-5e6f7a8b"]},
            "The security groups 'sg-1a2b3c4d, sg-5e6f7a8b' do not exist",
        ),
        (
            "describe_security_group_rules",
            {"SecurityGroupRuleIds": ["sgr-1a2b3c4d", "sgr-5e6f7a8b"]},
            "The security group rule IDs 'sgr-1a2b3c4d, sgr-5e6f7a8b' do not exist",
        ),
    ],
)
def test_several_unknown_ids_are_named_together(
    ours: Party, operation: str, ids: dict[str, list[str]], message: str
) -> None:
    """The message uses the plural."""
    with pytest.raises(ours.ec2.exceptions.ClientError) as caught:
        getattr(ours.ec2, operation)(**ids)
    assert caught.value.response["Error"]["Message"] == message
