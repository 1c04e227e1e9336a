"""DHCP options: creating, describing, associating and deleting them."""

from typing import Any

import pytest

from tests.operations.parties import Party, Refused

UNKNOWN = "dopt-0123456789abcdef0"
SENT = [
    {"Key": "ntp-servers", "Values": ["10.0.0.5"]},
    {"Key": "domain-name", "Values": ["example.com"]},
    {"Key": "domain-name-servers", "Values": ["10.0.0.2", "10.0.0.3"]},
]
SHOWN = [
    {"Key": "domain-name", "Values": [{"Value": "example.com"}]},
    {"Key": "domain-name-servers", "Values": [{"Value": "10.0.0.2"}, {"Value": "10.0.0.3"}]},
    {"Key": "ntp-servers", "Values": [{"Value": "10.0.0.5"}]},
]


def create(owner: Party, configurations: list[dict[str, Any]] = SENT, **params: object) -> str:
    """Create a set and return its ID."""
    answer = owner.lax.create_dhcp_options(DhcpConfigurations=configurations, **params)
    return answer["DhcpOptions"]["DhcpOptionsId"]


def in_use(owner: Party) -> str:
    """Return the ID of the set that the party's VPC uses."""
    (vpc,) = owner.ec2.describe_vpcs(VpcIds=[owner.vpc_id])["Vpcs"]
    return vpc["DhcpOptionsId"]


def use(owner: Party, options_id: str) -> None:
    """Associate a set with the party's VPC."""
    owner.ec2.associate_dhcp_options(DhcpOptionsId=options_id, VpcId=owner.vpc_id)


def test_a_set_has_these_members(ours: Party) -> None:
    """Options are sorted by name."""
    tags = [{"Key": "Name", "Value": "dns"}]
    specification = {"ResourceType": "dhcp-options", "Tags": tags}
    answer = ours.ec2.create_dhcp_options(
        DhcpConfigurations=SENT, TagSpecifications=[specification]
    )
    options = answer["DhcpOptions"]
    assert options == {
        "DhcpConfigurations": SHOWN,
        "DhcpOptionsId": options["DhcpOptionsId"],
        "OwnerId": ours.account_id,
        "Tags": tags,
    }
    ids = [options["DhcpOptionsId"]]
    assert ours.ec2.describe_dhcp_options(DhcpOptionsIds=ids)["DhcpOptions"] == [options]


@pytest.mark.parametrize(
    ("party_name", "domain_name"),
    [("ours", "ec2.internal"), ("abroad", "eu-west-1.compute.internal")],
)
def test_a_region_has_a_set_from_the_beginning(
    request: pytest.FixtureRequest, party_name: str, domain_name: str
) -> None:
    """Every VPC uses the Region's set unless it is changed."""
    party: Party = request.getfixturevalue(party_name)
    (options,) = party.ec2.describe_dhcp_options()["DhcpOptions"]
    assert options["DhcpOptionsId"] == in_use(party)
    assert options["DhcpConfigurations"] == [
        {"Key": "domain-name", "Values": [{"Value": domain_name}]},
        {"Key": "domain-name-servers", "Values": [{"Value": "AmazonProvidedDNS"}]},
    ]


def test_a_vpc_uses_other_options(ours: Party, refused: Refused) -> None:
    """A set in use cannot be deleted, and `default` removes the association."""
    options_id = create(ours)
    use(ours, options_id)
    assert in_use(ours) == options_id
    text = f"The dhcpOptions '{options_id}' has dependencies and cannot be deleted."
    with refused("DependencyViolation", text):
        ours.ec2.delete_dhcp_options(DhcpOptionsId=options_id)
    use(ours, "default")
    assert in_use(ours) == "default"
    ours.ec2.delete_dhcp_options(DhcpOptionsId=options_id)
    assert len(ours.ec2.describe_dhcp_options()["DhcpOptions"]) == 1


def test_the_first_set_comes_back_with_a_vpc(ours: Party) -> None:
    """The original set can be deleted, and the next new VPC recreates one."""
    first = in_use(ours)
    for vpc in ours.ec2.describe_vpcs()["Vpcs"]:
        ours.ec2.associate_dhcp_options(DhcpOptionsId="default", VpcId=vpc["VpcId"])
    ours.ec2.delete_dhcp_options(DhcpOptionsId=first)
    assert ours.ec2.describe_dhcp_options()["DhcpOptions"] == []
    vpc = ours.ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]
    (options,) = ours.ec2.describe_dhcp_options()["DhcpOptions"]
    assert vpc["DhcpOptionsId"] == options["DhcpOptionsId"] != first


def test_options_outlive_their_vpc(ours: Party) -> None:
    """DeleteVpc does not delete them."""
    options_id = create(ours)
    use(ours, options_id)
    ours.ec2.delete_vpc(VpcId=ours.vpc_id)
    ours.ec2.delete_dhcp_options(DhcpOptionsId=options_id)


def test_an_unknown_set_is_not_found(ours: Party, refused: Refused) -> None:
    """The code of Delete has "Options", that of Describe and Associate "Option"."""
    with refused("InvalidDhcpOptionsID.NotFound", f"The dhcpOptions ID '{UNKNOWN}' does not exist"):
        ours.ec2.delete_dhcp_options(DhcpOptionsId=UNKNOWN)
    code, text = "InvalidDhcpOptionID.NotFound", f"The dhcpOption ID '{UNKNOWN}' does not exist"
    with refused(code, text):
        ours.ec2.describe_dhcp_options(DhcpOptionsIds=[UNKNOWN])
    with refused(code, text):
        use(ours, UNKNOWN)


def test_a_malformed_id_is_refused(ours: Party, refused: Refused) -> None:
    """The error is the same for every operation."""
    malformed = ("InvalidDhcpOptionsId.Malformed", 'Invalid id: "dopt" (expecting "dopt-...")')
    with refused(*malformed):
        ours.ec2.delete_dhcp_options(DhcpOptionsId="dopt")
    with refused(*malformed):
        ours.ec2.describe_dhcp_options(DhcpOptionsIds=["dopt"])


@pytest.mark.parametrize(
    ("configurations", "message"),
    [
        ([{"Key": "colour", "Values": ["red"]}], "Value (colour) for parameter key is invalid."),
        (
            [{"Key": "domain-name", "Values": []}],
            "Value (domain-name) for parameter key is invalid.",
        ),
        (SENT + SENT[:1], "Value (ntp-servers) for parameter key is invalid."),
        (
            [{"Key": "domain-name-servers", "Values": ["10.0.0.1"] * 5}],
            "The option domain-name-servers takes no more than 4 values.",
        ),
        (
            [{"Key": "netbios-node-type", "Values": ["3"]}],
            "Value (3) for parameter netbios-node-type is invalid.",
        ),
    ],
)
def test_options_are_checked(
    ours: Party, refused: Refused, configurations: list[dict[str, Any]], message: str
) -> None:
    """Option names and numbers of values are validated."""
    with refused("InvalidParameterValue", message):
        create(ours, configurations)


def test_a_set_needs_options(ours: Party, refused: Refused) -> None:
    """An empty set is rejected."""
    with refused("MissingParameter", "The request must contain the parameter dhcpConfigurationSet"):
        create(ours, [])


@pytest.mark.parametrize(
    ("name", "value"), [("key", "ntp-servers"), ("value", "10.0.0.3"), ("value", "*.com")]
)
def test_sets_are_found_by_their_options(ours: Party, name: str, value: str) -> None:
    """Filters match names and values."""
    options_id = create(ours)
    filters = [{"Name": name, "Values": [value]}]
    answer = ours.ec2.describe_dhcp_options(Filters=filters)
    assert [each["DhcpOptionsId"] for each in answer["DhcpOptions"]] == [options_id]
