"""Create peering connection: the form, its calls and their results."""

import pytest

from tests.console.person import OURS, THEIRS, THERE, Desk, Person

CREATE = "peering-connections/create"


def test_the_form_offers_the_accounts_own_vpcs(desk: Desk, us: Person) -> None:
    """VPCs have ID, name and CIDR block, and one can be preselected."""
    vpc_id = desk.vpc(0, name="hub")
    seen = us.see(CREATE, requester=vpc_id)
    assert f"{vpc_id} (hub) 10.0.0.0/16" in seen.text
    assert f'<option value="{vpc_id}" selected>' in seen.html
    assert "REQUESTER_VPC_ID" not in seen.codes[0]
    assert "--peer-vpc-id ACCEPTER_VPC_ID" in seen.codes[0]


@pytest.mark.parametrize(
    ("fields", "params"),
    [
        ({}, {}),
        ({"account": "another", "account_id": THEIRS}, {"PeerOwnerId": THEIRS}),
        ({"region": "another", "region_name": THERE}, {"PeerRegion": THERE}),
        (
            {
                "account": "another",
                "account_id": THEIRS,
                "region": "another",
                "region_name": THERE,
            },
            {"PeerOwnerId": THEIRS, "PeerRegion": THERE},
        ),
        ({"account_id": THEIRS, "region_name": THERE}, {}),
    ],
)
def test_the_form_makes_the_call(
    desk: Desk, us: Person, fields: dict[str, str], params: dict[str, str]
) -> None:
    """Account and Region are sent if they are not the caller's own."""
    place = (params.get("PeerOwnerId", OURS), params.get("PeerRegion", "us-east-1"))
    ours, theirs = desk.vpc(0), desk.vpc(1, *place)
    sent = us.send(CREATE, fields, requester=ours, accepter=f" {theirs} ")
    call = desk.site.gateway.calls[-1]
    assert call.operation_name == "CreateVpcPeeringConnection"
    assert call.params == {"VpcId": ours, "PeerVpcId": theirs, **params}
    assert list(desk.statuses().values()) == ["pending-acceptance"]
    assert us.follow(sent).status == 200


def test_a_name_and_tags_are_tags(desk: Desk, us: Person) -> None:
    """Empty rows are omitted, and an empty value is a value."""
    ours, theirs = desk.vpc(0), desk.vpc(1)
    us.send(
        CREATE,
        name="to orders",
        requester=ours,
        accepter=theirs,
        key=["team", "", "old"],
        value=[" net ", "", ""],
    )
    (found,) = desk.ec2().describe_vpc_peering_connections()["VpcPeeringConnections"]
    assert found["Tags"] == [
        {"Key": "Name", "Value": "to orders"},
        {"Key": "team", "Value": " net "},
        {"Key": "old", "Value": ""},
    ]


def test_what_was_done_is_said_on_the_next_page(desk: Desk, us: Person) -> None:
    """The next page finds the call in the log, and shows its command."""
    ours, theirs = desk.vpc(0), desk.vpc(1)
    seen = us.follow(us.send(CREATE, name="x", requester=ours, accepter=theirs))
    assert "VPC peering connection requested" in seen.text
    assert "CreateVpcPeeringConnection: pcx-" in seen.text
    assert seen.codes[0].splitlines() == [
        "aws ec2 create-vpc-peering-connection \\",
        "    --region us-east-1 \\",
        f"    --vpc-id {ours} \\",
        f"    --peer-vpc-id {theirs} \\",
        "    --tag-specifications 'ResourceType=vpc-peering-connection,Tags=[{Key=Name,Value=x}]'",
    ]


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ((OURS, "us-east-1"), "To activate the connection, select it in the list"),
        ((OURS, THERE), "choose eu-west-1 in the Region selector"),
        ((THEIRS, "us-east-1"), "account 222222222222, must accept the request in us-east-1"),
        ((THEIRS, THERE), "account 222222222222, must accept the request in eu-west-1"),
    ],
)
def test_the_next_page_says_who_has_to_accept(
    desk: Desk, us: Person, place: tuple[str, str], text: str
) -> None:
    """The owner of the accepter VPC must accept it, in the VPC's Region."""
    peering_id = desk.request(
        desk.vpc(0), desk.vpc(1, *place), PeerOwnerId=place[0], PeerRegion=place[1]
    )
    assert text in us.see(f"peering-connections/{peering_id}/created").text


def test_a_request_that_fails_is_seen_at_once(desk: Desk, us: Person) -> None:
    """Overlapping ranges do not raise an error; the connection exists, and has failed."""
    seen = us.follow(us.send(CREATE, requester=desk.vpc(0), accepter=desk.vpc(0)))
    assert "Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range" in seen.text


def test_an_error_of_aws_is_shown_with_the_form(desk: Desk, us: Person) -> None:
    """The form keeps the entered values, and the command is that of the failed call."""
    ours = desk.vpc(0)
    seen = us.send(CREATE, name="x", requester=ours, accepter="vpc-0123456789abcdef0")
    assert seen.status == 400
    assert "Failed to create peering connection" in seen.text
    assert "InvalidVpcID.NotFound : The vpc ID 'vpc-0123456789abcdef0' does not exist" in seen.text
    assert 'value="vpc-0123456789abcdef0"' in seen.html
    assert 'value="x"' in seen.html
    assert "--peer-vpc-id vpc-0123456789abcdef0" in seen.codes[0]


def test_an_empty_form_is_an_error_of_aws(us: Person) -> None:
    """The call omits the parameters of empty fields."""
    seen = us.send(CREATE, requester="", accepter="")
    assert "MissingParameter : The request must contain the parameter vpcId" in seen.text


def test_another_tag_is_another_row(desk: Desk, us: Person) -> None:
    """Without a script the button submits the form, and nothing is created."""
    seen = us.send(CREATE, do="add-tag", name="x", key=["a"], value=["b"])
    assert seen.html.count('name="key"') == 2
    assert 'value="a"' in seen.html
    assert "autofocus" in seen.html
    seen = us.send(CREATE, {"do": "remove-tag 0", "key": ["a", "c"], "value": ["b", "d"]})
    assert seen.html.count('name="key"') == 1
    assert 'value="c"' in seen.html
    seen = us.send(CREATE, {"do": "remove-tag x", "key": ["a"], "value": ["b"]})
    assert seen.html.count('name="key"') == 1
    assert "CreateVpcPeeringConnection" not in desk.operations


def test_the_command_follows_the_form(desk: Desk, us: Person) -> None:
    """A script submits the form while it is filled in, and gets the commands only."""
    ours = desk.vpc(0)
    seen = us.send(CREATE, do="preview", requester=ours, account="another", account_id=THEIRS)
    assert "<html" not in seen.html
    assert f"--vpc-id {ours}" in seen.codes[0]
    assert f"--peer-owner-id {THEIRS}" in seen.codes[0]
    assert "CreateVpcPeeringConnection" not in desk.operations


def test_a_denied_list_of_vpcs_is_said(desk: Desk, us: Person) -> None:
    """The form is shown, and the accepter's ID can still be entered."""
    desk.site.gateway.world.denied.add((OURS, "DescribeVpcs"))
    seen = us.see(CREATE)
    assert seen.status == 200
    assert "UnauthorizedOperation" in seen.text
