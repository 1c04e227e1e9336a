"""VPCs and route tables, as far as peering needs them."""

import pytest

from peermock._console.pages.routes import RouteRow, changes
from tests.console.person import OURS, THEIRS, THERE, Desk, Person


def test_a_new_region_has_its_default_vpc(us: Person) -> None:
    """As on AWS, an unused Region has a default VPC."""
    text = us.see("vpcs").text
    assert "1 VPC in us-east-1" in text
    assert "172.31.0.0/16" in text


def test_a_vpc_is_created(desk: Desk, us: Person) -> None:
    """The VPC's name is a tag."""
    assert "Create VPC" in us.see("vpcs/create").text
    sent = us.send("vpcs/create", cidr_block=" 10.0.0.0/16 ", name="hub")
    seen = us.follow(sent)
    assert "Name hub" in seen.text
    assert "IPv4 CIDR 10.0.0.0/16" in seen.text
    assert "CreateVpc: vpc-" in seen.text
    assert desk.site.gateway.calls[0].params["CidrBlock"] == "10.0.0.0/16"
    assert "2 VPCs" in us.see("vpcs").text


@pytest.mark.parametrize(("block", "code"), [("", "MissingParameter"), ("10.0.0.0/8", "Range")])
def test_a_range_that_aws_refuses_is_shown_with_the_form(us: Person, block: str, code: str) -> None:
    """The form has AWS's error."""
    seen = us.send("vpcs/create", cidr_block=block)
    assert seen.status == 400
    assert "Failed to create VPC" in seen.text
    assert code in seen.text


def test_denied_lists_show_the_error_of_aws(desk: Desk, us: Person) -> None:
    """A denied list does not look like an empty one."""
    desk.site.gateway.world.denied |= {(OURS, "DescribeVpcs"), (OURS, "DescribeRouteTables")}
    for page in ("vpcs", "route-tables"):
        seen = us.see(page)
        assert seen.status == 403
        assert "UnauthorizedOperation" in seen.text
        assert 'class="empty"' not in seen.html


def test_an_empty_region_says_so(desk: Desk, us: Person) -> None:
    """The default VPC has been deleted."""
    ec2 = desk.ec2()
    (vpc,) = ec2.describe_vpcs()["Vpcs"]
    for gateway in ec2.describe_internet_gateways()["InternetGateways"]:
        gateway_id = gateway["InternetGatewayId"]
        ec2.detach_internet_gateway(InternetGatewayId=gateway_id, VpcId=vpc["VpcId"])
    for subnet in ec2.describe_subnets()["Subnets"]:
        ec2.delete_subnet(SubnetId=subnet["SubnetId"])
    ec2.delete_vpc(VpcId=vpc["VpcId"])
    assert "You do not have any VPCs in this Region." in us.see("vpcs").text
    assert "No route tables" in us.see("route-tables").text


@pytest.mark.parametrize(
    ("action", "path"),
    [
        ("", "vpcs/vpc-0a"),
        ("settings", "vpcs/vpc-0a/settings"),
        ("tags", "vpcs/vpc-0a/tags"),
        ("peer", "peering-connections/create?requester=vpc-0a"),
    ],
)
def test_an_action_on_a_vpc(us: Person, action: str, path: str) -> None:
    """The action leads to its page."""
    assert us.see("vpcs/action", id="vpc-0a", action=action).location == f"{us.url}/{path}"


@pytest.mark.parametrize(
    ("action", "path"),
    [
        ("", "route-tables/rtb-0a"),
        ("routes", "route-tables/rtb-0a/routes?peering=pcx-0a"),
        ("tags", "route-tables/rtb-0a/tags"),
    ],
)
def test_an_action_on_a_route_table(us: Person, action: str, path: str) -> None:
    """The action leads to its page, and keeps the connection that the routes are for."""
    seen = us.see("route-tables/action", id="rtb-0a", action=action, peering="pcx-0a")
    assert seen.location == f"{us.url}/{path}"


@pytest.mark.parametrize(("page", "thing"), [("vpcs", "VPC"), ("route-tables", "route table")])
def test_an_action_needs_one_of_them(us: Person, page: str, thing: str) -> None:
    """If nothing is selected, the list says so."""
    assert f"Select one {thing}" in us.follow(us.see(f"{page}/action", action="tags")).text


def test_route_tables_of_one_vpc(desk: Desk, us: Person) -> None:
    """The list can be limited to a VPC."""
    vpc_id = desk.vpc(0)
    text = us.see("route-tables", vpc=vpc_id).text
    assert f"1 route table of {vpc_id} in us-east-1" in text
    assert "2 route tables in us-east-1" in us.see("route-tables").text


def test_a_route_table_shows_routes_and_blackholes(desk: Desk, us: Person) -> None:
    """A route to a pending request is a blackhole."""
    vpc_id = desk.vpc(0)
    peering_id, table_id = desk.request(vpc_id, desk.vpc(1)), desk.table_of(vpc_id)
    desk.ec2().create_route(
        RouteTableId=table_id,
        DestinationCidrBlock="10.1.0.0/16",
        VpcPeeringConnectionId=peering_id,
    )
    text = us.see(f"route-tables/{table_id}").text
    assert "10.0.0.0/16 local Active" in text
    assert f"10.1.0.0/16 {peering_id} Blackhole" in text
    assert "1 blackhole" in us.see("route-tables").text
    assert (
        f"{table_id} 10.1.0.0/16 Blackhole"
        in us.see(f"peering-connections/{peering_id}/details").text
    )


@pytest.mark.parametrize("party", ["requester", "accepter"])
def test_after_an_acceptance_the_missing_route_is_filled_in(desk: Desk, party: str) -> None:
    """The form suggests a route to the other side, which is not created yet."""
    ours, theirs = desk.vpc(0), desk.vpc(1, THEIRS, THERE)
    peering_id = desk.request(ours, theirs, PeerOwnerId=THEIRS, PeerRegion=THERE)
    desk.ec2(THEIRS, THERE).accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    place, vpc_id, block = (
        ((OURS, "us-east-1"), ours, "10.1.0.0/16")
        if party == "requester"
        else ((THEIRS, THERE), theirs, "10.0.0.0/16")
    )
    filters = [{"Name": "vpc-id", "Values": [vpc_id]}]
    (table,) = desk.ec2(*place).describe_route_tables(Filters=filters)["RouteTables"]
    person, table_id = desk.person(*place), table["RouteTableId"]
    seen = person.see(f"route-tables/{table_id}/routes", peering=peering_id)
    assert f'name="destination" value="{block}"' in seen.html
    assert f"--destination-cidr-block {block}" in seen.codes[0]
    assert "CreateRoute" not in desk.operations
    assert "a route to the peer VPC" in person.see("route-tables", peering=peering_id).text


def test_nothing_is_filled_in_for_a_table_of_a_third_vpc(desk: Desk, us: Person) -> None:
    """The same is true of a connection that the account does not see."""
    peering_id, table_id = desk.active(), desk.table_of(desk.vpc(5))
    for each in (peering_id, "pcx-0123456789abcdef0"):
        seen = us.see(f"route-tables/{table_id}/routes", peering=each)
        assert seen.status == 200
        assert seen.html.count('name="destination"') == 1


def test_routes_are_edited_by_the_calls_that_it_takes(desk: Desk, us: Person) -> None:
    """Routes are deleted, replaced and created, and the local route stays."""
    first, second = desk.active(0, 1), desk.active(2, 3)
    (found,) = desk.ec2().describe_vpc_peering_connections(VpcPeeringConnectionIds=[first])[
        "VpcPeeringConnections"
    ]
    vpc_id = found["RequesterVpcInfo"]["VpcId"]
    table_id = desk.table_of(vpc_id)
    other = desk.request(vpc_id, desk.vpc(7))
    for block in ("10.1.0.0/24", "10.1.1.0/24"):
        desk.ec2().create_route(
            RouteTableId=table_id, DestinationCidrBlock=block, VpcPeeringConnectionId=first
        )
    assert second != first
    before = len(desk.operations)
    sent = us.send(
        f"route-tables/{table_id}/routes",
        destination=["10.0.0.0/16", "10.1.1.0/24", " 10.1.2.0/24 "],
        target=["local", other, first],
    )
    assert desk.operations[before + 1 :] == ["DeleteRoute", "ReplaceRoute", "CreateRoute"]
    text = us.follow(sent).text
    assert "10.1.0.0/24" not in text.partition("The same with")[0]
    assert f"10.1.1.0/24 {other} Blackhole" in text
    assert f"10.1.2.0/24 {first} Active" in text


@pytest.mark.parametrize(
    ("row", "params"),
    [
        (RouteRow("2001:db8::/64", "pcx-1"), {"DestinationIpv6CidrBlock": "2001:db8::/64"}),
        (RouteRow("pl-1", "pcx-1"), {"DestinationPrefixListId": "pl-1"}),
        (RouteRow("0.0.0.0/0", "igw-1"), {"GatewayId": "igw-1"}),
        (RouteRow("0.0.0.0/0", "nat-1"), {"NatGatewayId": "nat-1"}),
        (RouteRow("::/0", "eigw-1"), {"EgressOnlyInternetGatewayId": "eigw-1"}),
        (RouteRow("10.9.0.0/16", "eni-1"), {"NetworkInterfaceId": "eni-1"}),
        (RouteRow("", "pcx-1"), {"VpcPeeringConnectionId": "pcx-1"}),
        (RouteRow("10.9.0.0/16", ""), {"DestinationCidrBlock": "10.9.0.0/16"}),
    ],
)
def test_destinations_and_targets_have_their_parameters(
    row: RouteRow, params: dict[str, str]
) -> None:
    """The prefix of an ID determines the parameter; AWS reports empty fields."""
    (call,) = changes({"RouteTableId": "rtb-1", "Routes": []}, [row])
    assert call.operation_name == "CreateRoute"
    assert call.params.items() >= params.items()


def test_an_error_of_aws_is_shown_with_the_routes(desk: Desk, us: Person) -> None:
    """The form keeps the entered values."""
    table_id = desk.table_of(desk.vpc(0))
    seen = us.send(
        f"route-tables/{table_id}/routes",
        destination=["10.0.0.0/16", "10.1.0.0/16"],
        target=["local", "pcx-0123456789abcdef0"],
    )
    assert seen.status == 400
    assert "Failed to save changes" in seen.text
    assert "InvalidVpcPeeringConnectionID.NotFound" in seen.text
    assert 'value="pcx-0123456789abcdef0"' in seen.html


def test_routes_are_added_and_removed_without_a_script(desk: Desk, us: Person) -> None:
    """Without a script the buttons submit the form, and nothing changes yet."""
    page = f"route-tables/{desk.table_of(desk.vpc(0))}/routes"
    assert "DESTINATION" in us.see(page).codes[0]
    fields = {"destination": ["10.0.0.0/16", "10.1.0.0/16"], "target": ["local", "pcx-1"]}
    assert us.send(page, fields, do="add").html.count('name="destination"') == 3
    assert us.send(page, fields, do="remove 1").html.count('name="destination"') == 1
    assert "CreateRoute" not in desk.operations
