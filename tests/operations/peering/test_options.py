"""ModifyVpcPeeringConnectionOptions: permitted sides, Regions and statuses, and the echo."""

from typing import Any

import pytest

from tests.operations.parties import HAS_MULTIPATH, Bring, Party, Refused

DNS = "AllowDnsResolutionFromRemoteVpc"
LINKS = (
    "AllowEgressFromLocalClassicLinkToRemoteVpc",
    "AllowEgressFromLocalVpcToRemoteClassicLink",
)
OFF = dict.fromkeys((DNS, *LINKS), False)
ROLES = {"requester": "Requester", "accepter": "Accepter"}


def modify(party: Party, peering_id: str, **options: dict[str, bool]) -> dict[str, Any]:
    """Send options for sides, and return the echo."""
    sides = {f"{ROLES[role]}PeeringConnectionOptions": sent for role, sent in options.items()}
    answer = party.ec2.modify_vpc_peering_connection_options(
        VpcPeeringConnectionId=peering_id, **sides
    )
    del answer["ResponseMetadata"]
    return answer


def options_of(party: Party, peering_id: str, role: str) -> dict[str, bool]:
    """Return the options of a side as a party sees them."""
    return party.see(peering_id)[f"{ROLES[role]}VpcInfo"]["PeeringOptions"]


def with_hostnames(*parties: Party) -> None:
    """Enable DNS hostnames in the parties' VPCs."""
    for party in parties:
        party.ec2.modify_vpc_attribute(VpcId=party.vpc_id, EnableDnsHostnames={"Value": True})


@pytest.fixture
def active(requester: Party, accepter: Party) -> str:
    """An active connection across accounts between VPCs with DNS hostnames."""
    with_hostnames(requester, accepter)
    return requester.peer(accepter)


def test_options_are_off_at_first(requester: Party, active: str) -> None:
    """All three options are returned as false."""
    assert options_of(requester, active, "requester") == OFF


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("sent", [{DNS: True}, {LINKS[0]: True}, {LINKS[1]: True, DNS: False}])
def test_only_what_was_sent_is_echoed(
    active: str, role: str, sent: dict[str, bool], request: pytest.FixtureRequest
) -> None:
    """The response has the sides and options that were sent; Describe has all three."""
    party = request.getfixturevalue(role)
    echoed = modify(party, active, **{role: sent})
    assert echoed == {f"{ROLES[role]}PeeringConnectionOptions": sent}
    assert options_of(party, active, role) == OFF | sent


def test_options_that_are_not_sent_stay(requester: Party, active: str) -> None:
    """Changing one option does not change the others."""
    modify(requester, active, requester={DNS: True})
    modify(requester, active, requester={LINKS[0]: True})
    modify(requester, active, requester={DNS: False})
    assert options_of(requester, active, "requester") == OFF | {LINKS[0]: True}


def test_options_belong_to_a_side(requester: Party, accepter: Party, active: str) -> None:
    """An option of one side does not apply to the other."""
    modify(requester, active, requester={DNS: True})
    assert options_of(accepter, active, "accepter") == OFF


def test_the_owner_of_both_sides_sets_both_in_one_call(requester: Party, neighbour: Party) -> None:
    """In one account and Region, both sides can be sent and are echoed."""
    with_hostnames(requester, neighbour)
    peering_id = requester.peer(neighbour)
    echoed = modify(requester, peering_id, requester={DNS: True}, accepter={LINKS[0]: True})
    assert echoed == {
        "RequesterPeeringConnectionOptions": {DNS: True},
        "AccepterPeeringConnectionOptions": {LINKS[0]: True},
    }
    assert options_of(requester, peering_id, "accepter") == OFF | {LINKS[0]: True}


@pytest.mark.parametrize(("who", "role"), [("requester", "accepter"), ("accepter", "requester")])
def test_the_other_accounts_side_is_not_ones_own(
    active: str, who: str, role: str, refused: Refused, request: pytest.FixtureRequest
) -> None:
    """The whole call fails, so the caller's own side does not change either."""
    party = request.getfixturevalue(who)
    text = f"User {party.account_id} does not have permission to modify "
    with refused("OperationNotPermitted", f"{text}the {role} side peering options"):
        modify(party, active, requester={DNS: True}, accepter={DNS: True})
    assert options_of(party, active, who) == OFF


@pytest.mark.parametrize(("who", "role"), [("requester", "accepter"), ("abroad", "requester")])
def test_a_side_is_modified_in_its_own_region(
    requester: Party,
    abroad: Party,
    who: str,
    role: str,
    request: pytest.FixtureRequest,
) -> None:
    """Across Regions, each side is modified in its Region, even by the owner of both."""
    with_hostnames(requester, abroad)
    peering_id = requester.peer(abroad)
    party = request.getfixturevalue(who)
    refused = request.getfixturevalue("refused")
    text = f"{ROLES[role]}'s VPC Peering connection options "
    with refused("OperationNotPermitted", f"{text}cannot be modified for a different region"):
        modify(party, peering_id, **{role: {DNS: True}})


def test_dns_works_across_regions(requester: Party, abroad: Party) -> None:
    """Each side of an inter-Region connection can allow DNS resolution."""
    with_hostnames(requester, abroad)
    peering_id = requester.peer(abroad)
    modify(requester, peering_id, requester={DNS: True})
    modify(abroad, peering_id, accepter={DNS: True})
    more = {"AllowMultipathResilience": False} if HAS_MULTIPATH else {}
    for role in ROLES:
        assert options_of(requester, peering_id, role) == OFF | {DNS: True} | more


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("value", [True, False])
def test_classiclink_does_not_cross_regions(
    requester: Party, abroad: Party, link: str, value: bool, refused: Refused
) -> None:
    """ClassicLink options are rejected across Regions, whatever their value."""
    peering_id = requester.peer(abroad)
    text = f"Modifying VPC peering connection options {', '.join(LINKS)} "
    text += "is not supported for cross-region VPC peering connections"
    with refused("OperationNotPermitted", text):
        modify(requester, peering_id, requester={link: value})


@pytest.mark.parametrize("status", ["pending-acceptance", "rejected", "expired", "deleted"])
@pytest.mark.parametrize("who", ROLES)
def test_options_are_for_active_connections(
    bring: Bring, status: str, who: str, refused: Refused, request: pytest.FixtureRequest
) -> None:
    """Options cannot be set before or after a connection is active."""
    parties = {role: request.getfixturevalue(role) for role in ROLES}
    peering_id = bring(parties["requester"], parties["accepter"], status)
    text = f"Peering {peering_id} is not active. "
    with refused(
        "OperationNotPermitted", f"{text}Peering options can be added only to active peerings."
    ):
        modify(parties[who], peering_id, **{who: {DNS: False}})


def test_options_of_a_failed_request_cannot_be_set(
    requester: Party, accepter: Party, bring: Bring, refused: Refused
) -> None:
    """A failed request never becomes active."""
    peering_id = bring(requester, accepter, "failed")
    text = f"Peering {peering_id} is not active. "
    text += "Peering options can be added only to active peerings."
    with refused("OperationNotPermitted", text):
        modify(requester, peering_id, requester={DNS: False})


@pytest.mark.parametrize("where", ["requester", "accepter"])
@pytest.mark.parametrize("attribute", ["EnableDnsHostnames", "EnableDnsSupport"])
def test_dns_resolution_needs_dns_hostnames(
    requester: Party, active: str, where: str, attribute: str, request: pytest.FixtureRequest
) -> None:
    """Both VPCs need DNS support and DNS hostnames."""
    party = request.getfixturevalue(where)
    refused = request.getfixturevalue("refused")
    party.ec2.modify_vpc_attribute(VpcId=party.vpc_id, **{attribute: {"Value": False}})
    text = f"To enable DNS hostname resolution for the VPC peering connection {active}, "
    text += "DNS hostname support must be enabled for the VPCs."
    with refused("InvalidVpcPeeringConnectionState.DnsHostnamesDisabled", text):
        modify(requester, active, requester={DNS: True})
    assert modify(requester, active, requester={DNS: False})


@pytest.mark.parametrize("options", [{}, {"requester": {}}, {"requester": {}, "accepter": {}}])
def test_some_option_must_be_sent(
    requester: Party, active: str, options: dict[str, dict[str, bool]], refused: Refused
) -> None:
    """A call without options is rejected, and an empty structure is not sent."""
    text = "The request must contain the parameter "
    text += "accepterPeeringConnectionOptions or requesterPeeringConnectionOptions"
    with refused("MissingParameter", text):
        modify(requester, active, **options)
