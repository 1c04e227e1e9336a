"""DNS settings, tags and VPC settings: forms with the current values."""

import pytest

from tests.console.person import HERE, OURS, THEIRS, THERE, Desk, Person

OPTION = "AllowDnsResolutionFromRemoteVpc"


def options(desk: Desk, peering_id: str, account_id: str = OURS, region: str = HERE) -> list[bool]:
    """Return the DNS option of each side, as an account sees it."""
    ec2 = desk.ec2(account_id, region)
    (found,) = ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=[peering_id])[
        "VpcPeeringConnections"
    ]
    sides = [found[f"{side}VpcInfo"].get("PeeringOptions") for side in ("Requester", "Accepter")]
    return [side[OPTION] for side in sides if side]


def allow_hostnames(desk: Desk, vpc_id: str, *place: str) -> str:
    """Enable DNS hostnames for a VPC, and return its ID."""
    desk.ec2(*place).modify_vpc_attribute(VpcId=vpc_id, EnableDnsHostnames={"Value": True})
    return vpc_id


def test_both_own_sides_are_set_in_one_call(desk: Desk, us: Person) -> None:
    """One call suffices if both VPCs are the account's, in one Region."""
    ours, theirs = (allow_hostnames(desk, desk.vpc(number)) for number in (0, 1))
    peering_id = desk.request(ours, theirs)
    desk.ec2().accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    page = f"peering-connections/{peering_id}/dns-settings"
    assert "checked" not in us.see(page).html
    seen = us.follow(us.send(page, Requester="1"))
    assert options(desk, peering_id) == [True, False]
    assert "Requester DNS resolution Enabled" in seen.text
    assert (
        "--requester-peering-connection-options AllowDnsResolutionFromRemoteVpc=true"
        in (seen.codes[0])
    )
    assert us.see(page).html.count("checked") == 1


@pytest.mark.parametrize(
    ("place", "own"), [((OURS, HERE), "Requester"), ((THEIRS, THERE), "Accepter")]
)
def test_each_party_sets_its_own_side(desk: Desk, place: tuple[str, str], own: str) -> None:
    """The other side has its owner and Region, and is not sent."""
    theirs = allow_hostnames(desk, desk.vpc(1, THEIRS, THERE), THEIRS, THERE)
    ours = allow_hostnames(desk, desk.vpc(0))
    peering_id = desk.request(ours, theirs, PeerOwnerId=THEIRS, PeerRegion=THERE)
    desk.ec2(THEIRS, THERE).accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    person = desk.person(*place)
    seen = person.see(f"peering-connections/{peering_id}/dns-settings")
    other = "Accepter" if own == "Requester" else "Requester"
    assert f'name="{own}"' in seen.html
    assert f'name="{other}"' not in seen.html
    assert "Only the owner of vpc-" in seen.text
    person.send(f"peering-connections/{peering_id}/dns-settings", {own: "1", other: "1"})
    assert options(desk, peering_id, *place) == [True]


def test_dns_settings_need_names_of_both_vpcs(desk: Desk, us: Person) -> None:
    """AWS's error is shown with the form."""
    peering_id = desk.active()
    seen = us.send(f"peering-connections/{peering_id}/dns-settings", Requester="1")
    assert seen.status == 400
    assert "Failed to edit DNS settings" in seen.text
    assert "DnsHostnamesDisabled" in seen.text


def test_tags_are_changed_by_the_calls_that_it_takes(desk: Desk, us: Person) -> None:
    """Removed tags are deleted, new and changed ones created, and the others stay."""
    peering_id = desk.active()
    old = [{"Key": key, "Value": "1"} for key in ("kept", "gone", "other")]
    desk.ec2().create_tags(Resources=[peering_id], Tags=old)
    page = f"peering-connections/{peering_id}/tags"
    assert us.see(page).html.count('name="key"') == 3
    seen = us.send(page, key=["kept", "other", "new", ""], value=["1", "2", "", ""])
    assert desk.operations[-2:] == ["DeleteTags", "CreateTags"]
    assert desk.site.gateway.calls[-2].params["Tags"] == [{"Key": "gone"}]
    assert desk.site.gateway.calls[-1].params["Tags"] == [
        {"Key": "other", "Value": "2"},
        {"Key": "new", "Value": ""},
    ]
    text = us.follow(seen).text
    assert "kept 1 other 2 new" in text
    us.send(page, key=["kept", "other", "new"], value=["1", "2", ""])
    assert desk.operations[-1] == "DescribeTags"


def test_tags_are_edited_without_a_script(desk: Desk, us: Person) -> None:
    """Without a script the buttons submit the form, and nothing changes yet."""
    page = f"vpcs/{desk.vpc(0)}/tags"
    seen = us.send(page, do="add", key=["a"], value=["b"])
    assert seen.html.count('name="key"') == 2
    seen = us.send(page, {"do": "remove 0", "key": ["a", "c"], "value": ["b", "d"]})
    assert seen.html.count('name="key"') == 1
    assert "--tags Key=c,Value=d" in seen.codes[0]
    assert "CreateTags" not in desk.operations


def test_a_tag_that_aws_refuses_is_shown_with_the_form(desk: Desk, us: Person) -> None:
    """The form keeps the entered values."""
    seen = us.send(f"vpcs/{desk.vpc(0)}/tags", key=["aws:x"], value=["b"])
    assert seen.status == 400
    assert "Tag keys starting with 'aws:' are reserved for internal use" in seen.text
    assert 'value="aws:x"' in seen.html


def test_a_tag_may_be_put_on_a_route_table(desk: Desk, us: Person) -> None:
    """The form leads back to the resource."""
    table_id = desk.table_of(desk.vpc(0))
    seen = us.send(f"route-tables/{table_id}/tags", key=["Name"], value=["main"])
    assert seen.location.startswith(f"{us.url}/route-tables/{table_id}?did=")
    assert "Name main" in us.follow(seen).text


def test_the_settings_of_a_vpc_are_one_call_each(desk: Desk, us: Person) -> None:
    """Each changed attribute is a call, and unchanged ones are not sent."""
    vpc_id = desk.vpc(0)
    seen = us.see(f"vpcs/{vpc_id}/settings")
    assert seen.html.count("checked") == 1
    before = len(desk.operations)
    seen = us.send(f"vpcs/{vpc_id}/settings", EnableDnsSupport="1", EnableDnsHostnames="1")
    assert desk.operations[before:] == ["DescribeVpcAttribute"] * 2 + ["ModifyVpcAttribute"]
    assert "DNS hostnames Enabled" in us.follow(seen).text
    assert "--enable-dns-hostnames Value=true" in us.follow(seen).codes[0]


def test_an_error_of_a_vpcs_settings_is_shown_with_the_form(desk: Desk, us: Person) -> None:
    """A denied change gets AWS's error."""
    vpc_id = desk.vpc(0)
    desk.site.gateway.world.denied.add((OURS, "ModifyVpcAttribute"))
    seen = us.send(f"vpcs/{vpc_id}/settings", EnableDnsHostnames="1")
    assert seen.status == 403
    assert "Failed to edit VPC settings" in seen.text
