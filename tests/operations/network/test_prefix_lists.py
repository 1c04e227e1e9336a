"""Managed prefix lists: creating, versioning, referencing and deleting them."""

from typing import Any

import pytest

from peermock import PeeringMock, Settle, mock_peering
from tests.operations.parties import Party, Refused

UNKNOWN = "pl-0123456789abcdef0"
ABSENT = ("InvalidPrefixListID.NotFound", f"The prefix list ID '{UNKNOWN}' does not exist")
S3, DYNAMODB = "pl-63a5400a", "pl-02cd2c6b"
GONE = [{"Cidr": "10.1.0.0/16"}]
TWO = [{"Cidr": "10.1.0.0/16", "Description": "peer"}, {"Cidr": "10.2.0.0/16"}]


def create(owner: Party, **params: object) -> dict[str, Any]:
    """Create a list and return it."""
    given = {"PrefixListName": "peers", "MaxEntries": 5, "AddressFamily": "IPv4"}
    return owner.lax.create_managed_prefix_list(**given | params)["PrefixList"]


def new_list(owner: Party, **params: object) -> str:
    """Create a list with two entries and return its ID."""
    return create(owner, Entries=TWO, **params)["PrefixListId"]


def modify(owner: Party, list_id: str, **params: object) -> dict[str, Any]:
    """Change a list and return it."""
    return owner.lax.modify_managed_prefix_list(PrefixListId=list_id, **params)["PrefixList"]


def shown(owner: Party, list_id: str) -> dict[str, Any]:
    """Return a list as its owner sees it."""
    (view,) = owner.ec2.describe_managed_prefix_lists(PrefixListIds=[list_id])["PrefixLists"]
    return view


def entries(owner: Party, list_id: str, **params: int) -> list[str]:
    """Return the CIDR blocks of a list."""
    answer = owner.ec2.get_managed_prefix_list_entries(PrefixListId=list_id, **params)
    return [entry["Cidr"] for entry in answer["Entries"]]


def test_a_list_has_these_members(ours: Party) -> None:
    """Create returns `create-in-progress`, and Describe `create-complete`."""
    tags = [{"Key": "Name", "Value": "peers"}]
    specification = {"ResourceType": "prefix-list", "Tags": tags}
    answer = create(ours, TagSpecifications=[specification])
    list_id = answer["PrefixListId"]
    expected = {
        "AddressFamily": "IPv4",
        "MaxEntries": 5,
        "OwnerId": ours.account_id,
        "PrefixListArn": f"arn:aws:ec2:us-east-1:{ours.account_id}:prefix-list/{list_id}",
        "PrefixListId": list_id,
        "PrefixListName": "peers",
        "Tags": tags,
        "Version": 1,
    }
    assert answer == expected | {"State": "create-in-progress"}
    assert shown(ours, list_id) == expected | {"State": "create-complete"}


def test_entries_are_listed_with_their_descriptions(ours: Party) -> None:
    """Entries are in canonical form and paginated."""
    list_id = create(ours, Entries=[*TWO, {"Cidr": "100.68.0.18/18"}])["PrefixListId"]
    answer = ours.ec2.get_managed_prefix_list_entries(PrefixListId=list_id, MaxResults=2)
    assert answer["Entries"] == TWO
    rest = ours.ec2.get_managed_prefix_list_entries(
        PrefixListId=list_id, MaxResults=2, NextToken=answer["NextToken"]
    )
    assert rest["Entries"] == [{"Cidr": "100.68.0.0/18"}]


def test_the_same_token_makes_one_list(ours: Party) -> None:
    """Repeating a call returns the same list."""
    first, second = create(ours, ClientToken="once"), create(ours, ClientToken="once")
    assert first == second


def test_changed_entries_make_a_new_version(ours: Party) -> None:
    """Entries are removed before others are added, and the old version stays readable."""
    list_id = new_list(ours)
    answer = modify(
        ours,
        list_id,
        CurrentVersion=1,
        AddEntries=[{"Cidr": "10.3.0.0/16"}, {"Cidr": "10.1.0.0/16", "Description": "again"}],
        RemoveEntries=[{"Cidr": "10.1.0.0/16"}],
    )
    assert (answer["State"], answer["Version"]) == ("modify-in-progress", 2)
    assert shown(ours, list_id)["State"] == "modify-complete"
    assert entries(ours, list_id) == ["10.2.0.0/16", "10.3.0.0/16", "10.1.0.0/16"]
    assert entries(ours, list_id, TargetVersion=1) == ["10.1.0.0/16", "10.2.0.0/16"]


def test_a_name_and_a_size_make_no_new_version(ours: Party) -> None:
    """Only changed entries create a version."""
    list_id = new_list(ours)
    assert modify(ours, list_id, PrefixListName="others")["Version"] == 1
    assert modify(ours, list_id, MaxEntries=7)["Version"] == 1
    view = shown(ours, list_id)
    assert (view["PrefixListName"], view["MaxEntries"]) == ("others", 7)


def test_a_description_is_changed_by_adding_the_entry(ours: Party) -> None:
    """The entry keeps its position."""
    list_id = new_list(ours)
    modify(ours, list_id, AddEntries=[{"Cidr": "10.1.0.0/16", "Description": "other"}])
    answer = ours.ec2.get_managed_prefix_list_entries(PrefixListId=list_id)
    assert answer["Entries"][0] == {"Cidr": "10.1.0.0/16", "Description": "other"}


def test_an_earlier_version_is_restored_in_a_new_one(ours: Party) -> None:
    """All three versions stay readable."""
    list_id = new_list(ours)
    modify(ours, list_id, RemoveEntries=[{"Cidr": "10.1.0.0/16"}])
    answer = ours.ec2.restore_managed_prefix_list_version(
        PrefixListId=list_id, PreviousVersion=1, CurrentVersion=2
    )["PrefixList"]
    assert (answer["State"], answer["Version"]) == ("restore-in-progress", 3)
    assert shown(ours, list_id)["State"] == "restore-complete"
    counts = [len(entries(ours, list_id, TargetVersion=number)) for number in (1, 2, 3)]
    assert counts == [2, 1, 2]


@pytest.mark.parametrize(
    ("params", "code", "message"),
    [
        (
            {"CurrentVersion": 2, "PrefixListName": "x"},
            "PrefixListVersionMismatch",
            "The prefix list has the incorrect version number.",
        ),
        (
            {"MaxEntries": 7, "AddEntries": [{"Cidr": "10.3.0.0/16"}]},
            "InvalidParameterCombination",
            (
                "You cannot modify the entries and the maximum number of entries for the prefix "
                "list in the same request."
            ),
        ),
        (
            {"AddEntries": TWO[:1]},
            "InvalidPrefixListModification",
            "An entry with the CIDR (10.1.0.0/16) and description (peer) already exists.",
        ),
        (
            {"RemoveEntries": [{"Cidr": "10.9.0.0/16"}]},
            "InvalidPrefixListModification",
            "An entry with the CIDR (10.9.0.0/16) does not exist.",
        ),
        (
            {"AddEntries": [{"Cidr": f"10.{n}.0.0/16"} for n in range(10, 14)]},
            "PrefixListMaxEntriesExceeded",
            "You've reached the maximum number of entries for the prefix list.",
        ),
        (
            {"MaxEntries": 1},
            "PrefixListMaxEntriesExceeded",
            "You've reached the maximum number of entries for the prefix list.",
        ),
        (
            {"AddEntries": [{"Cidr": f"10.0.{n}.0/24"} for n in range(101)]},
            "InvalidParameterValue",
            "The number of entries per request cannot exceeds limit (100).",
        ),
        (
            {"AddEntries": [{"Cidr": "2001:db8::/64"}]},
            "InvalidParameterValue",
            "Value (2001:db8::/64) for parameter cidr is invalid. This is not a valid CIDR block.",
        ),
        (
            {},
            "MissingParameter",
            (
                "The request must contain the parameter "
                "addEntries, removeEntries, maxEntries or prefixListName"
            ),
        ),
    ],
)
def test_a_change_is_checked(
    ours: Party, refused: Refused, params: dict[str, Any], code: str, message: str
) -> None:
    """A rejected change has no effect."""
    list_id = new_list(ours)
    before = shown(ours, list_id)
    with refused(code, message):
        modify(ours, list_id, **params)
    assert shown(ours, list_id) == before


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"MaxEntries": 0}, "Must specify a max size between 1 and 1000"),
        ({"MaxEntries": 1001}, "Must specify a max size between 1 and 1000"),
        ({"AddressFamily": "IPv5"}, "Value (IPv5) for parameter addressFamily is invalid."),
        (
            {"PrefixListName": "com.amazonaws.mine"},
            "Value (com.amazonaws.mine) for parameter prefixListName is invalid.",
        ),
    ],
)
def test_a_new_list_is_checked(
    ours: Party, refused: Refused, params: dict[str, Any], message: str
) -> None:
    """Size, address family and name are validated."""
    with refused("InvalidParameterValue", message):
        create(ours, **params)


def test_a_new_list_has_room_for_its_entries(ours: Party, refused: Refused) -> None:
    """More entries than the maximum are rejected."""
    text = "You've reached the maximum number of entries for the prefix list."
    with refused("PrefixListMaxEntriesExceeded", text):
        create(ours, MaxEntries=1, Entries=TWO)


def test_a_version_that_never_was_is_not_found(ours: Party, refused: Refused) -> None:
    """An unknown version can be neither read nor restored."""
    list_id = new_list(ours)
    refusal = (
        "InvalidPrefixListVersion.NotFound",
        f"The prefix list {list_id} has no version 2.",
    )
    with refused(*refusal):
        entries(ours, list_id, TargetVersion=2)
    with refused(*refusal):
        ours.ec2.restore_managed_prefix_list_version(
            PrefixListId=list_id, PreviousVersion=2, CurrentVersion=1
        )


def test_a_deleted_list_is_gone(ours: Party, refused: Refused) -> None:
    """Delete returns the list as `delete-in-progress`."""
    list_id = new_list(ours)
    answer = ours.ec2.delete_managed_prefix_list(PrefixListId=list_id)["PrefixList"]
    assert (answer["State"], answer["PrefixListName"]) == ("delete-in-progress", "peers")
    text = f"The prefix list ID '{list_id}' does not exist"
    with refused("InvalidPrefixListID.NotFound", text):
        shown(ours, list_id)


def test_a_list_in_use_cannot_be_deleted(ours: Party, theirs: Party) -> None:
    """The deletion fails afterwards, and succeeds once the reference is removed."""
    list_id = new_list(ours)
    route = {"RouteTableId": ours.main_table_id(), "DestinationPrefixListId": list_id}
    ours.ec2.create_route(**route, VpcPeeringConnectionId=ours.peer(theirs))
    answer = ours.ec2.delete_managed_prefix_list(PrefixListId=list_id)["PrefixList"]
    assert answer["State"] == "delete-in-progress"
    view = shown(ours, list_id)
    assert view["State"] == "delete-failed"
    assert "referenced" in view["StateMessage"]
    ours.ec2.delete_route(**route)
    ours.ec2.delete_managed_prefix_list(PrefixListId=list_id)
    filters = [{"Name": "prefix-list-id", "Values": [list_id]}]
    assert ours.ec2.describe_managed_prefix_lists(Filters=filters)["PrefixLists"] == []


def test_a_list_leads_a_route(ours: Party, theirs: Party, refused: Refused) -> None:
    """The route has the list as destination, and a table has one route per list."""
    list_id, peering_id = new_list(ours), ours.peer(theirs)
    table_id = ours.main_table_id()
    route = {"RouteTableId": table_id, "DestinationPrefixListId": list_id}
    ours.ec2.create_route(**route, VpcPeeringConnectionId=peering_id)
    assert ours.table(table_id)["Routes"][1:] == [
        {
            "DestinationPrefixListId": list_id,
            "Origin": "CreateRoute",
            "State": "active",
            "VpcPeeringConnectionId": peering_id,
        }
    ]
    with refused("RouteAlreadyExists", f"The route identified by {list_id} already exists."):
        ours.ec2.create_route(**route, VpcPeeringConnectionId=peering_id)
    with refused(*ABSENT):
        ours.ec2.create_route(
            RouteTableId=table_id,
            DestinationPrefixListId=UNKNOWN,
            VpcPeeringConnectionId=peering_id,
        )


def test_a_list_leads_traffic(ours: Party, theirs: Party, peering: PeeringMock) -> None:
    """Reachability uses the entries of the current version."""
    list_id, peering_id = new_list(ours), ours.peer(theirs)
    for owner, destination in (
        (ours, {"DestinationPrefixListId": list_id}),
        (theirs, {"DestinationCidrBlock": "10.0.0.0/16"}),
    ):
        owner.ec2.create_route(
            RouteTableId=owner.main_table_id(), VpcPeeringConnectionId=peering_id, **destination
        )
    assert peering.reachability(ours.vpc_id, theirs.vpc_id)
    modify(ours, list_id, RemoveEntries=GONE)
    answer = peering.reachability(ours.vpc_id, theirs.vpc_id)
    assert "has no route to 10.1.0.0/16" in answer.reason


def test_a_list_is_the_peer_of_a_rule(ours: Party, theirs: Party, peering: PeeringMock) -> None:
    """The list appears in groups and rules, and its traffic is allowed."""
    list_id, group_id = new_list(ours), ours.new_group()
    item = {"PrefixListId": list_id, "Description": "peers"}
    (rule,) = ours.allow(group_id, PrefixListIds=[item])
    assert (rule["PrefixListId"], rule["Description"]) == (list_id, "peers")
    (permission,) = ours.group(group_id)["IpPermissions"]
    assert permission["PrefixListIds"] == [item]
    peering_id = ours.peer(theirs)
    for owner, block in ((ours, "10.1.0.0/16"), (theirs, "10.0.0.0/16")):
        owner.ec2.create_route(
            RouteTableId=owner.main_table_id(),
            DestinationCidrBlock=block,
            VpcPeeringConnectionId=peering_id,
        )
    assert peering.reachability(theirs.vpc_id, ours.vpc_id, port=443)
    modify(ours, list_id, RemoveEntries=GONE)
    assert not peering.reachability(theirs.vpc_id, ours.vpc_id, port=443)


def test_a_rule_for_a_list_is_revoked_and_modified(ours: Party) -> None:
    """Such a rule behaves like one for a CIDR block."""
    list_id, group_id = new_list(ours), ours.new_group()
    (rule,) = ours.allow(group_id, IpRanges=[{"CidrIp": "10.9.0.0/16"}])
    update = {
        "SecurityGroupRuleId": rule["SecurityGroupRuleId"],
        "SecurityGroupRule": {
            "IpProtocol": "tcp",
            "FromPort": 443,
            "ToPort": 443,
            "PrefixListId": list_id,
        },
    }
    ours.ec2.modify_security_group_rules(GroupId=group_id, SecurityGroupRules=[update])
    permissions = ours.group(group_id)["IpPermissions"]
    assert permissions[0]["PrefixListIds"] == [{"PrefixListId": list_id}]
    answer = ours.ec2.revoke_security_group_ingress(GroupId=group_id, IpPermissions=permissions)
    assert answer["RevokedSecurityGroupRules"][0]["PrefixListId"] == list_id
    assert ours.group(group_id)["IpPermissions"] == []


def test_a_rule_needs_a_list_that_is_there(ours: Party, refused: Refused) -> None:
    """An unknown or malformed list ID is rejected."""
    group_id = ours.new_group()
    with refused(*ABSENT):
        ours.allow(group_id, PrefixListIds=[{"PrefixListId": UNKNOWN}])
    with refused("InvalidPrefixListId.Malformed", 'Invalid id: "pl" (expecting "pl-...")'):
        ours.allow(group_id, PrefixListIds=[{"PrefixListId": "pl"}])


def test_a_rule_for_a_list_is_there_once(ours: Party, refused: Refused) -> None:
    """The message names the list."""
    list_id, group_id = new_list(ours), ours.new_group()
    ours.allow(group_id, PrefixListIds=[{"PrefixListId": list_id}])
    text = (
        f'the specified rule "peer: {list_id}, TCP, from port: 443, to port: 443, ALLOW" '
        "already exists"
    )
    with refused("InvalidPermission.Duplicate", text):
        ours.allow(group_id, PrefixListIds=[{"PrefixListId": list_id}])


def test_a_list_counts_as_many_rules_as_it_has_room_for(ours: Party, refused: Refused) -> None:
    """The quota is sixty, per direction and address family."""
    group_id = ours.new_group()
    large, small = (
        create(ours, MaxEntries=size, PrefixListName=f"of {size}")["PrefixListId"]
        for size in (59, 2)
    )
    ours.allow(group_id, PrefixListIds=[{"PrefixListId": large}])
    text = "The maximum number of rules per security group has been reached."
    with refused("RulesPerSecurityGroupLimitExceeded", text):
        ours.allow(group_id, PrefixListIds=[{"PrefixListId": small}])
    ours.allow(group_id, Ipv6Ranges=[{"CidrIpv6": "2001:db8::/64"}])
    ours.allow(group_id, IpRanges=[{"CidrIp": "10.9.0.0/16"}])
    with refused("RulesPerSecurityGroupLimitExceeded", text):
        ours.allow(group_id, UserIdGroupPairs=[{"GroupId": group_id}])


def test_references_to_a_list_are_listed(ours: Party, theirs: Party) -> None:
    """Route tables and security groups are listed."""
    list_id, group_id = new_list(ours), ours.new_group()
    assert (
        ours.ec2.get_managed_prefix_list_associations(PrefixListId=list_id)[
            "PrefixListAssociations"
        ]
        == []
    )
    ours.allow(group_id, PrefixListIds=[{"PrefixListId": list_id}])
    ours.ec2.create_route(
        RouteTableId=ours.main_table_id(),
        DestinationPrefixListId=list_id,
        VpcPeeringConnectionId=ours.peer(theirs),
    )
    answer = ours.ec2.get_managed_prefix_list_associations(PrefixListId=list_id)
    assert answer["PrefixListAssociations"] == [
        {"ResourceId": resource_id, "ResourceOwner": ours.account_id}
        for resource_id in (ours.main_table_id(), group_id)
    ]


def test_aws_has_lists_of_its_own(ours: Party) -> None:
    """These lists have IDs of eight digits, known for us-east-1, and no size or version."""
    lists = ours.ec2.describe_managed_prefix_lists()["PrefixLists"]
    assert [view["PrefixListId"] for view in lists] == [S3, DYNAMODB]
    assert lists[0] == {
        "AddressFamily": "IPv4",
        "OwnerId": "AWS",
        "PrefixListArn": f"arn:aws:ec2:us-east-1:aws:prefix-list/{S3}",
        "PrefixListId": S3,
        "PrefixListName": "com.amazonaws.us-east-1.s3",
        "State": "create-complete",
        "Tags": [],
    }


def test_lists_are_found_by_owner_and_name(ours: Party, abroad: Party) -> None:
    """The names are the same in every Region."""
    list_id = new_list(ours)
    for name, value, expected in (
        ("owner-id", ours.account_id, [list_id]),
        ("prefix-list-name", "peers", [list_id]),
        ("owner-id", "AWS", [S3, DYNAMODB]),
    ):
        filters = [{"Name": name, "Values": [value]}]
        found = ours.ec2.describe_managed_prefix_lists(Filters=filters)["PrefixLists"]
        assert [view["PrefixListId"] for view in found] == expected
    filters = [{"Name": "prefix-list-name", "Values": ["com.amazonaws.eu-west-1.s3"]}]
    assert len(abroad.ec2.describe_managed_prefix_lists(Filters=filters)["PrefixLists"]) == 1


def test_describe_prefix_lists_has_those_of_services(ours: Party, refused: Refused) -> None:
    """The call returns service lists with their blocks, and no customer lists."""
    list_id = new_list(ours)
    lists = ours.ec2.describe_prefix_lists()["PrefixLists"]
    assert [view["PrefixListId"] for view in lists] == [S3, DYNAMODB]
    assert lists[0]["Cidrs"]
    assert ours.ec2.describe_prefix_lists(PrefixListIds=[S3])["PrefixLists"] == lists[:1]
    text = f"The prefix list ID '{list_id}' does not exist"
    with refused("InvalidPrefixListID.NotFound", text):
        ours.ec2.describe_prefix_lists(PrefixListIds=[list_id])


def test_a_list_of_aws_stays_as_it_is(ours: Party, refused: Refused) -> None:
    """A list managed by AWS cannot be changed or deleted."""
    refusal = ("OperationNotPermitted", f"The prefix list {S3} is managed by AWS.")
    with refused(*refusal):
        modify(ours, S3, PrefixListName="mine")
    with refused(*refusal):
        ours.ec2.delete_managed_prefix_list(PrefixListId=S3)


@pytest.mark.parametrize(
    "name",
    [
        "delete_managed_prefix_list",
        "get_managed_prefix_list_associations",
        "get_managed_prefix_list_entries",
        "modify_managed_prefix_list",
    ],
)
def test_an_unknown_list_is_not_found(ours: Party, refused: Refused, name: str) -> None:
    """The error is the same for every operation."""
    with refused(*ABSENT):
        getattr(ours.ec2, name)(PrefixListId=UNKNOWN)


def test_unknown_lists_are_named_together(ours: Party, refused: Refused) -> None:
    """The message uses the plural."""
    other = "pl-1234abcd"
    text = f"The prefix list IDs '{UNKNOWN}, {other}' do not exist"
    with refused("InvalidPrefixListID.NotFound", text):
        ours.ec2.describe_managed_prefix_lists(PrefixListIds=[UNKNOWN, other])


def test_states_last_as_long_as_they_settle(refused: Refused) -> None:
    """Another change is rejected while one is in progress."""
    with mock_peering(settle=Settle(describes=2)) as aws:
        ec2 = aws.account("123456789012").client("ec2")
        answer = ec2.create_managed_prefix_list(
            PrefixListName="peers", MaxEntries=1, AddressFamily="IPv4"
        )
        list_id = answer["PrefixList"]["PrefixListId"]
        text = f"The prefix list {list_id} is in the state create-in-progress."
        with refused("IncorrectState", text):
            ec2.modify_managed_prefix_list(PrefixListId=list_id, PrefixListName="x")
        states = [
            ec2.describe_managed_prefix_lists(PrefixListIds=[list_id])["PrefixLists"][0]["State"]
            for _ in range(2)
        ]
        assert states == ["create-in-progress", "create-complete"]


def test_references_to_a_list_come_in_pages(ours: Party) -> None:
    """The minimum page size is five."""
    list_id = new_list(ours)
    for number in range(6):
        group_id = ours.new_group(f"web {number}")
        ours.allow(group_id, PrefixListIds=[{"PrefixListId": list_id}])
    pages = ours.ec2.get_paginator("get_managed_prefix_list_associations").paginate(
        PrefixListId=list_id, PaginationConfig={"PageSize": 5}
    )
    assert [len(page["PrefixListAssociations"]) for page in pages] == [5, 1]


def test_a_picture_has_the_lists_of_owners(ours: Party, peering: PeeringMock) -> None:
    """Lists managed by AWS are not in snapshots of the world."""
    list_id = new_list(ours)
    (view,) = peering.to_dict()[ours.account_id]["us-east-1"]["PrefixLists"]
    assert view["PrefixListId"] == list_id
