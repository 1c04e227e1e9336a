"""Network ACLs: creating, describing, associating and deleting them."""

from typing import Any

import pytest

from tests.operations.parties import Party, Refused

UNKNOWN = "acl-0123456789abcdef0"
ABSENT = ("InvalidNetworkAclID.NotFound", f"The networkAcl ID '{UNKNOWN}' does not exist")
DENIAL = {
    "CidrBlock": "0.0.0.0/0",
    "Protocol": "-1",
    "RuleAction": "deny",
    "RuleNumber": 32767,
}
ALLOWANCE = DENIAL | {"RuleAction": "allow", "RuleNumber": 100}


def acls(owner: Party, name: str, value: str) -> list[dict[str, Any]]:
    """Return the ACLs of the party's VPC that match a filter."""
    mine = {"Name": "vpc-id", "Values": [owner.vpc_id]}
    answer = owner.ec2.describe_network_acls(Filters=[mine, {"Name": name, "Values": [value]}])
    return answer["NetworkAcls"]


def default_acl(owner: Party) -> dict[str, Any]:
    """Return the default ACL of the party's VPC."""
    (acl,) = acls(owner, "default", "true")
    return acl


def new_acl(owner: Party, **params: object) -> str:
    """Create an ACL and return its ID."""
    answer = owner.ec2.create_network_acl(VpcId=owner.vpc_id, **params)
    return answer["NetworkAcl"]["NetworkAclId"]


def add(owner: Party, acl_id: str, number: int = 100, **params: object) -> None:
    """Add an entry that allows inbound HTTPS."""
    values: dict[str, object] = {
        "NetworkAclId": acl_id,
        "RuleNumber": number,
        "Protocol": "6",
        "RuleAction": "allow",
        "Egress": False,
        "CidrBlock": "10.1.0.0/16",
        "PortRange": {"From": 443, "To": 443},
    }
    owner.lax.create_network_acl_entry(**values | params)


def entry(owner: Party, acl_id: str, number: int, *, egress: bool = False) -> dict[str, Any]:
    """Return an entry."""
    (acl,) = owner.ec2.describe_network_acls(NetworkAclIds=[acl_id])["NetworkAcls"]
    wanted = {"RuleNumber": number, "Egress": egress}
    (found,) = (each for each in acl["Entries"] if wanted.items() <= each.items())
    return found


def test_a_vpc_comes_with_an_acl_that_allows_everything(ours: Party) -> None:
    """The default ACL has an allowing and a denying entry in each direction."""
    acl = default_acl(ours)
    assert acl == {
        "Associations": [],
        "Entries": [
            {**entry, "Egress": egress} for egress in (True, False) for entry in (ALLOWANCE, DENIAL)
        ],
        "IsDefault": True,
        "NetworkAclId": acl["NetworkAclId"],
        "OwnerId": ours.account_id,
        "Tags": [],
        "VpcId": ours.vpc_id,
    }


def test_the_default_vpc_has_an_acl_with_all_its_subnets(ours: Party) -> None:
    """Every account has this ACL in every Region from the start."""
    answer = ours.ec2.describe_network_acls(Filters=[{"Name": "default", "Values": ["true"]}])
    assert [len(acl["Associations"]) for acl in answer["NetworkAcls"]] == [3, 0]


def test_a_new_acl_denies_everything(ours: Party) -> None:
    """CreateNetworkAcl returns the same as DescribeNetworkAcls."""
    tags = [{"Key": "Name", "Value": "edge"}]
    specification = {"ResourceType": "network-acl", "Tags": tags}
    acl = ours.ec2.create_network_acl(VpcId=ours.vpc_id, TagSpecifications=[specification])[
        "NetworkAcl"
    ]
    assert acl["Entries"] == [DENIAL | {"Egress": True}, DENIAL | {"Egress": False}]
    assert (acl["IsDefault"], acl["Associations"], acl["Tags"]) == (False, [], tags)
    assert acls(ours, "tag:Name", "edge") == [acl]


def test_the_same_token_makes_one_acl(ours: Party) -> None:
    """Repeating a call returns the same ACL."""
    first = ours.ec2.create_network_acl(VpcId=ours.vpc_id, ClientToken="once")
    second = ours.ec2.create_network_acl(VpcId=ours.vpc_id, ClientToken="once")
    assert first["NetworkAcl"] == second["NetworkAcl"]
    assert second["ClientToken"] == "once"
    assert len(acls(ours, "default", "false")) == 1


def test_a_subnet_moves_to_another_acl(ours: Party) -> None:
    """The association gets a new ID, and the old ACL loses the subnet."""
    subnet_id, acl_id = ours.new_subnet("10.0.1.0/24"), new_acl(ours)
    (before,) = default_acl(ours)["Associations"]
    association_id = before["NetworkAclAssociationId"]
    answer = ours.ec2.replace_network_acl_association(
        AssociationId=association_id, NetworkAclId=acl_id
    )
    assert answer["NewAssociationId"].startswith("aclassoc-0")
    assert answer["NewAssociationId"] != association_id
    (acl,) = acls(ours, "association.subnet-id", subnet_id)
    assert acl["Associations"] == [
        {
            "NetworkAclAssociationId": answer["NewAssociationId"],
            "NetworkAclId": acl_id,
            "SubnetId": subnet_id,
        }
    ]
    assert default_acl(ours)["Associations"] == []


def test_an_unknown_association_cannot_be_replaced(ours: Party, refused: Refused) -> None:
    """A replaced association no longer exists."""
    ours.new_subnet("10.0.1.0/24")
    (association,) = default_acl(ours)["Associations"]
    association_id = association["NetworkAclAssociationId"]
    params = {"AssociationId": association_id, "NetworkAclId": new_acl(ours)}
    ours.ec2.replace_network_acl_association(**params)
    text = f"The association ID '{association_id}' does not exist"
    with refused("InvalidAssociationID.NotFound", text):
        ours.ec2.replace_network_acl_association(**params)


def test_a_subnet_uses_acls_of_its_own_vpc(ours: Party, neighbour: Party, refused: Refused) -> None:
    """An ACL of another VPC is rejected."""
    subnet_id = ours.new_subnet("10.0.1.0/24")
    acl_id = new_acl(neighbour)
    (association,) = default_acl(ours)["Associations"]
    text = f"network ACL {acl_id} and subnet {subnet_id} belong to different networks"
    with refused("InvalidParameterValue", text):
        ours.ec2.replace_network_acl_association(
            AssociationId=association["NetworkAclAssociationId"], NetworkAclId=acl_id
        )


def test_an_acl_that_a_subnet_uses_cannot_be_deleted(ours: Party, refused: Refused) -> None:
    """The ACL can be deleted after the subnet."""
    subnet_id, acl_id = ours.new_subnet("10.0.1.0/24"), new_acl(ours)
    (association,) = default_acl(ours)["Associations"]
    ours.ec2.replace_network_acl_association(
        AssociationId=association["NetworkAclAssociationId"], NetworkAclId=acl_id
    )
    text = f"The networkAcl '{acl_id}' has dependencies and cannot be deleted."
    with refused("DependencyViolation", text):
        ours.ec2.delete_network_acl(NetworkAclId=acl_id)
    ours.ec2.delete_subnet(SubnetId=subnet_id)
    ours.ec2.delete_network_acl(NetworkAclId=acl_id)
    assert acls(ours, "default", "false") == []


def test_the_default_acl_goes_with_its_vpc_only(ours: Party, refused: Refused) -> None:
    """The default ACL cannot be deleted alone, and does not prevent deleting the VPC."""
    acl_id = default_acl(ours)["NetworkAclId"]
    with refused("InvalidParameterValue", f"cannot delete default network ACL {acl_id}"):
        ours.ec2.delete_network_acl(NetworkAclId=acl_id)
    ours.ec2.delete_vpc(VpcId=ours.vpc_id)
    with refused("InvalidNetworkAclID.NotFound", f"The networkAcl ID '{acl_id}' does not exist"):
        ours.ec2.describe_network_acls(NetworkAclIds=[acl_id])


def test_an_acl_of_its_own_keeps_a_vpc(ours: Party, refused: Refused) -> None:
    """The VPC can be deleted after the ACL."""
    acl_id = new_acl(ours)
    text = f"The vpc '{ours.vpc_id}' has dependencies and cannot be deleted."
    with refused("DependencyViolation", text):
        ours.ec2.delete_vpc(VpcId=ours.vpc_id)
    ours.ec2.delete_network_acl(NetworkAclId=acl_id)
    ours.ec2.delete_vpc(VpcId=ours.vpc_id)


@pytest.mark.parametrize(
    ("params", "shown"),
    [
        ({}, {"Protocol": "6", "PortRange": {"From": 443, "To": 443}}),
        ({"Protocol": "udp"}, {"Protocol": "17", "PortRange": {"From": 443, "To": 443}}),
        ({"Protocol": "-1", "RuleAction": "ALLOW"}, {"Protocol": "-1"}),
        ({"Protocol": "50"}, {"Protocol": "50"}),
        (
            {"Protocol": "icmp", "IcmpTypeCode": {"Type": 8, "Code": -1}},
            {"Protocol": "1", "IcmpTypeCode": {"Type": 8, "Code": -1}},
        ),
    ],
)
def test_an_entry_has_these_members(
    ours: Party, params: dict[str, Any], shown: dict[str, Any]
) -> None:
    """Protocols are numbers; ports and types appear for protocols that have them."""
    acl_id = new_acl(ours)
    add(ours, acl_id, **params)
    common = {
        "CidrBlock": "10.1.0.0/16",
        "Egress": False,
        "RuleAction": "allow",
        "RuleNumber": 100,
    }
    assert entry(ours, acl_id, 100) == common | shown


def test_ranges_are_brought_to_canonical_form(ours: Party) -> None:
    """Host bits are cleared, and IPv6 has a member of its own."""
    acl_id = new_acl(ours)
    add(ours, acl_id, CidrBlock="100.68.0.18/18")
    ours.ec2.create_network_acl_entry(
        NetworkAclId=acl_id,
        RuleNumber=110,
        Protocol="-1",
        RuleAction="deny",
        Egress=True,
        Ipv6CidrBlock="2001:DB8::1/64",
    )
    assert entry(ours, acl_id, 100)["CidrBlock"] == "100.68.0.0/18"
    assert entry(ours, acl_id, 110, egress=True)["Ipv6CidrBlock"] == "2001:db8::/64"


def test_a_number_is_used_once_in_a_direction(ours: Party, refused: Refused) -> None:
    """The other direction can have the same number."""
    acl_id = new_acl(ours)
    add(ours, acl_id)
    add(ours, acl_id, Egress=True)
    text = "The network acl entry identified by 100 already exists."
    with refused("NetworkAclEntryAlreadyExists", text):
        add(ours, acl_id)


def test_an_entry_is_replaced_and_deleted(ours: Party) -> None:
    """The entry of the other direction does not change."""
    acl_id = new_acl(ours)
    add(ours, acl_id)
    add(ours, acl_id, Egress=True)
    ours.ec2.replace_network_acl_entry(
        NetworkAclId=acl_id,
        RuleNumber=100,
        Protocol="-1",
        RuleAction="deny",
        Egress=False,
        CidrBlock="0.0.0.0/0",
    )
    assert entry(ours, acl_id, 100)["RuleAction"] == "deny"
    ours.ec2.delete_network_acl_entry(NetworkAclId=acl_id, RuleNumber=100, Egress=False)
    (acl,) = ours.ec2.describe_network_acls(NetworkAclIds=[acl_id])["NetworkAcls"]
    assert [(e["Egress"], e["RuleNumber"]) for e in acl["Entries"]] == [
        (True, 100),
        (True, 32767),
        (False, 32767),
    ]


@pytest.mark.parametrize(("egress", "word"), [(True, "egress"), (False, "ingress")])
def test_an_absent_entry_is_not_found(
    ours: Party, refused: Refused, egress: bool, word: str
) -> None:
    """An unknown entry can be neither deleted nor replaced."""
    acl_id = new_acl(ours)
    which = {"NetworkAclId": acl_id, "RuleNumber": 120, "Egress": egress}
    text = f"no {word} entry with number 120 in network ACL {acl_id}"
    with refused("InvalidNetworkAclEntry.NotFound", text):
        ours.ec2.delete_network_acl_entry(**which)
    with refused("InvalidNetworkAclEntry.NotFound", text):
        ours.ec2.replace_network_acl_entry(
            **which, Protocol="-1", RuleAction="deny", CidrBlock="0.0.0.0/0"
        )


@pytest.mark.parametrize("number", [0, 32767, -1])
def test_numbers_of_others_cannot_be_touched(ours: Party, refused: Refused, number: int) -> None:
    """The final denying entries belong to AWS."""
    acl_id = new_acl(ours)
    text = (
        f"Value ({number}) for parameter ruleNumber is invalid. "
        "Rule numbers must be between 1 and 32766."
    )
    with refused("InvalidParameterValue", text):
        add(ours, acl_id, number)
    with refused("InvalidParameterValue", text):
        ours.ec2.delete_network_acl_entry(NetworkAclId=acl_id, RuleNumber=number, Egress=True)


WITHOUT = "Invalid value 'Must specify both from and to ports with {}.' for portRange."


@pytest.mark.parametrize(
    ("params", "code", "message"),
    [
        ({"PortRange": {}}, "InvalidParameterValue", WITHOUT.format("TCP/UDP")),
        ({"PortRange": {"From": 1}}, "InvalidParameterValue", WITHOUT.format("TCP/UDP")),
        (
            {"PortRange": {"From": 2, "To": 1}},
            "InvalidParameterValue",
            "Invalid TCP/UDP port range (2:1)",
        ),
        (
            {"PortRange": {"From": 1, "To": 65536}},
            "InvalidParameterValue",
            "Invalid TCP/UDP port range (1:65536)",
        ),
        ({"Protocol": "1"}, "InvalidParameterValue", WITHOUT.format("ICMP")),
        (
            {"Protocol": "58", "IcmpTypeCode": {"Type": 256, "Code": 0}},
            "InvalidParameterValue",
            "ICMP type or code (256:0) out of range",
        ),
        (
            {"Protocol": "256"},
            "InvalidParameterValue",
            "Invalid value '256' for IP protocol. Unknown protocol.",
        ),
        (
            {"Protocol": "smtp"},
            "InvalidParameterValue",
            "Invalid value 'smtp' for IP protocol. Unknown protocol.",
        ),
        (
            {"RuleAction": "reject"},
            "InvalidParameterValue",
            "Value (reject) for parameter ruleAction is invalid.",
        ),
        (
            {"CidrBlock": "10.0.0.0"},
            "InvalidParameterValue",
            "Value (10.0.0.0) for parameter cidrBlock is invalid. This is not a valid CIDR block.",
        ),
        (
            {"Ipv6CidrBlock": "::/0"},
            "InvalidParameterCombination",
            "The parameter CidrBlock cannot be used with the parameter Ipv6CidrBlock",
        ),
    ],
)
def test_an_entry_is_checked(
    ours: Party, refused: Refused, params: dict[str, Any], code: str, message: str
) -> None:
    """An entry that no packet could match is rejected."""
    acl_id = new_acl(ours)
    with refused(code, message):
        add(ours, acl_id, **params)


def test_an_entry_needs_a_range(ours: Party, refused: Refused) -> None:
    """An IPv4 or IPv6 block is required."""
    acl_id = new_acl(ours)
    text = "The request must contain the parameter cidrBlock or ipv6CidrBlock"
    with refused("MissingParameter", text):
        ours.ec2.create_network_acl_entry(
            NetworkAclId=acl_id, RuleNumber=1, Protocol="-1", RuleAction="deny", Egress=True
        )


@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("create_network_acl_entry", {"RuleAction": "deny", "Protocol": "-1"}),
        ("delete_network_acl", {}),
        ("delete_network_acl_entry", {}),
        ("replace_network_acl_association", {"AssociationId": "aclassoc-1"}),
        ("replace_network_acl_entry", {"RuleAction": "deny", "Protocol": "-1"}),
    ],
)
def test_an_unknown_acl_is_not_found(
    ours: Party, refused: Refused, name: str, params: dict[str, Any]
) -> None:
    """The error is the same for every operation."""
    if name.endswith("_entry"):
        params = params | {"RuleNumber": 1, "Egress": True}
    with refused(*ABSENT):
        getattr(ours.ec2, name)(NetworkAclId=UNKNOWN, **params)


def test_a_malformed_id_is_refused(ours: Party, refused: Refused) -> None:
    """The message shows the expected prefix."""
    with refused("InvalidNetworkAclId.Malformed", 'Invalid id: "acl" (expecting "acl-...")'):
        ours.ec2.describe_network_acls(NetworkAclIds=["acl"])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("entry.protocol", "tcp"),
        ("entry.protocol", "6"),
        ("entry.port-range.from", "443"),
        ("entry.cidr", "10.1.*"),
        ("entry.rule-action", "allow"),
        ("entry.rule-number", "100"),
    ],
)
def test_acls_are_found_by_their_entries(ours: Party, name: str, value: str) -> None:
    """Filters match protocols by name and by number."""
    acl_id = new_acl(ours)
    add(ours, acl_id)
    found = acls(ours, name, value)
    assert acl_id in [acl["NetworkAclId"] for acl in found]


def test_an_acl_takes_tags(ours: Party) -> None:
    """CreateTags and DescribeTags support ACLs, including default ones."""
    acl_id = default_acl(ours)["NetworkAclId"]
    ours.ec2.create_tags(Resources=[acl_id], Tags=[{"Key": "Name", "Value": "open"}])
    (tag,) = ours.ec2.describe_tags()["Tags"]
    assert (tag["ResourceId"], tag["ResourceType"]) == (acl_id, "network-acl")
    assert default_acl(ours)["Tags"] == [{"Key": "Name", "Value": "open"}]
