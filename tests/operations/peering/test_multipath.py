"""Multipath resilience between Regions: the options of both sides and the resulting status."""

from collections.abc import Callable

import pytest

from tests.operations.parties import HAS_MULTIPATH, Party, Refused

pytestmark = pytest.mark.skipif(not HAS_MULTIPATH, reason="this botocore does not know it")

ALLOW = {"AllowMultipathResilience": True}
ON = ALLOW | {"MultipathResilienceMode": "always-on"}
OFF = {"AllowMultipathResilience": False}


@pytest.fixture
def distant(party: Callable[..., Party]) -> Party:
    """Another account in another Region."""
    return party("222222222222", "eu-west-1", "10.4.0.0/16")


def request(party: Party, accepter: Party, **options: object) -> str:
    """Request a connection with options of the requester's side and return its ID."""
    return party.request(accepter, RequesterPeeringConnectionOptions=options)


def shown(party: Party, peering_id: str) -> tuple[str, list[dict[str, object] | None]]:
    """Return the status, and the multipath options of each side."""
    view = party.see(peering_id)
    sides = [view[side].get("PeeringOptions") for side in ("RequesterVpcInfo", "AccepterVpcInfo")]
    return view["MultipathResilienceStatus"], [
        options and {name: options[name] for name in options if "Multipath" in name}
        for options in sides
    ]


def modify(party: Party, peering_id: str, side: str, **options: object) -> dict[str, object]:
    """Set options of a side, and return the echoed options."""
    name = f"{side}PeeringConnectionOptions"
    answer = party.ec2.modify_vpc_peering_connection_options(
        VpcPeeringConnectionId=peering_id, **{name: options}
    )
    return answer[name]


def test_multipath_is_off_by_default(requester: Party, abroad: Party) -> None:
    """Multipath resilience is disabled, and neither side has a mode."""
    assert shown(requester, requester.peer(abroad)) == ("disabled", [OFF, OFF])


@pytest.mark.parametrize("options", [ALLOW, ON])
def test_the_requester_allows_it_with_the_request(
    requester: Party, abroad: Party, options: dict[str, object]
) -> None:
    """The status is pending, with the only available mode."""
    peering_id = request(requester, abroad, **options)
    assert shown(requester, peering_id) == ("pending", [ON, None])
    assert shown(abroad, peering_id) == ("pending", [ON, None])


def test_acceptance_allows_it_for_the_accepter(requester: Party, abroad: Party) -> None:
    """Acceptance adopts the requester's choice for the accepter."""
    peering_id = request(requester, abroad, **ALLOW)
    accepted = abroad.accept(peering_id)
    assert accepted["MultipathResilienceStatus"] == "enabled"
    assert shown(requester, peering_id) == ("enabled", [ON, ON])


def test_create_answers_the_status(requester: Party, abroad: Party) -> None:
    """The response of CreateVpcPeeringConnection has the status."""
    for options, status in ((ALLOW, "pending"), (OFF, "disabled")):
        answer = requester.ec2.create_vpc_peering_connection(
            VpcId=requester.vpc_id,
            PeerVpcId=abroad.vpc_id,
            PeerRegion=abroad.region_name,
            RequesterPeeringConnectionOptions=options,
        )["VpcPeeringConnection"]
        assert answer["MultipathResilienceStatus"] == status
        requester.delete(answer["VpcPeeringConnectionId"])


def test_each_party_sees_its_own_side(requester: Party, distant: Party) -> None:
    """Both parties see the status, and each its own options."""
    peering_id = request(requester, distant, **ALLOW)
    distant.accept(peering_id)
    assert shown(requester, peering_id) == ("enabled", [ON, None])
    assert shown(distant, peering_id) == ("enabled", [None, ON])


def test_each_side_is_set_later_in_its_own_region(requester: Party, abroad: Party) -> None:
    """Both sides have to allow it, and the response has the default mode."""
    peering_id = requester.peer(abroad)
    assert modify(requester, peering_id, "Requester", **ALLOW) == ON
    assert shown(requester, peering_id) == ("pending", [ON, OFF])
    assert modify(abroad, peering_id, "Accepter", **ON) == ON
    assert shown(requester, peering_id) == ("enabled", [ON, ON])
    assert modify(requester, peering_id, "Requester", **OFF) == OFF
    assert shown(requester, peering_id) == ("pending", [OFF, ON])
    assert modify(abroad, peering_id, "Accepter", **OFF) == OFF
    assert shown(requester, peering_id) == ("disabled", [OFF, OFF])


def test_what_is_left_out_stays(requester: Party, abroad: Party) -> None:
    """Other options, or the mode alone, do not change it."""
    peering_id = request(requester, abroad, **ALLOW)
    abroad.accept(peering_id)
    modify(requester, peering_id, "Requester", AllowDnsResolutionFromRemoteVpc=False)
    modify(requester, peering_id, "Requester", MultipathResilienceMode="always-on")
    assert shown(requester, peering_id) == ("enabled", [ON, ON])


def test_an_ended_connection_says_nothing_of_it(requester: Party, abroad: Party) -> None:
    """A connection that has ended has no multipath status and no options."""
    peering_id = request(requester, abroad, **ALLOW)
    requester.delete(peering_id)
    assert "MultipathResilienceStatus" not in requester.see(peering_id)


def test_within_a_region_there_is_no_multipath(
    requester: Party, neighbour: Party, refused: Refused
) -> None:
    """Within a Region the status is absent, and enabling it is an error."""
    text = "Multipath resilience is supported only for inter-Region VPC peering connections."
    with refused("OperationNotPermitted", text):
        request(requester, neighbour, **ALLOW)
    peering_id = request(requester, neighbour, **OFF)
    neighbour.accept(peering_id)
    view = requester.see(peering_id)
    assert "MultipathResilienceStatus" not in view
    assert "AllowMultipathResilience" not in view["RequesterVpcInfo"]["PeeringOptions"]
    with refused("OperationNotPermitted", text):
        modify(requester, peering_id, "Requester", **ALLOW)


@pytest.mark.parametrize("options", [OFF, {}])
def test_a_mode_needs_permission(
    requester: Party, abroad: Party, options: dict[str, object], refused: Refused
) -> None:
    """A mode without AllowMultipathResilience is rejected, on request and later."""
    sent = options | {"MultipathResilienceMode": "always-on"}
    text = "MultipathResilienceMode can be specified only if AllowMultipathResilience is true."
    with refused("InvalidParameterCombination", text):
        request(requester, abroad, **sent)
    assert requester.finds() == []
    peering_id = requester.peer(abroad)
    with refused("InvalidParameterCombination", text):
        modify(requester, peering_id, "Requester", **sent)


def test_there_is_one_mode(requester: Party, abroad: Party, refused: Refused) -> None:
    """Any other mode is invalid."""
    text = "Value (sometimes) for parameter MultipathResilienceMode is invalid."
    with refused("InvalidParameterValue", text):
        request(requester, abroad, **ALLOW, MultipathResilienceMode="sometimes")


def test_the_other_side_is_not_ones_own(requester: Party, distant: Party, refused: Refused) -> None:
    """As for other options, only the owner can modify a side."""
    peering_id = requester.peer(distant)
    text = f"User {requester.account_id} does not have permission to modify the accepter side "
    with refused("OperationNotPermitted", f"{text}peering options"):
        modify(requester, peering_id, "Accepter", **ALLOW)
