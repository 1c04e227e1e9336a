"""Options of a connection."""

from typing import Any

from peermock._verify.conversation import Conversation
from peermock._verify.scenario import ACROSS_ACCOUNTS, ACROSS_REGIONS, Scenarios
from peermock._verify.scenarios.keeping import connection, nothing, options

SCENARIOS = Scenarios("Options")

DNS = {"AllowDnsResolutionFromRemoteVpc": True}
NO_DNS = {"AllowDnsResolutionFromRemoteVpc": False}
CLASSIC = {"AllowEgressFromLocalClassicLinkToRemoteVpc": False}


def modify(talk: Conversation, peering_id: str, party: str = "requester", **sent: object) -> None:
    """Modify options, and compare whether AWS accepts it."""
    params: dict[str, Any] = {f"{side}PeeringConnectionOptions": sent[side] for side in sent}
    talk.ask(
        party,
        "ModifyVpcPeeringConnectionOptions",
        VpcPeeringConnectionId=peering_id,
        keep=nothing,
        **params,
    )


@SCENARIOS.add("The connection is not `active` (also `provisioning`)")
def modify_pending(talk: Conversation) -> None:
    """Modify the options of a pending request."""
    modify(talk, talk.pending("requester"), Requester=NO_DNS)


@SCENARIOS.add("Change the other account's side", needs=ACROSS_ACCOUNTS)
def modify_the_others_side(talk: Conversation) -> None:
    """Modify the options of the other account's side, as each party."""
    peering_id = talk.active()
    modify(talk, peering_id, "requester", Accepter=NO_DNS)
    modify(talk, peering_id, "accepter", Requester=NO_DNS)


@SCENARIOS.add("Change a side from another Region than its VPC's", needs=ACROSS_REGIONS)
def modify_from_another_region(talk: Conversation) -> None:
    """Modify the options of each side from the other side's Region."""
    peering_id = talk.active("abroad")
    modify(talk, peering_id, "abroad", Requester=NO_DNS)
    modify(talk, peering_id, "requester", Accepter=NO_DNS)


@SCENARIOS.add("ClassicLink options across Regions, with any value", needs=ACROSS_REGIONS)
def classic_link_across_regions(talk: Conversation) -> None:
    """Send a ClassicLink option for a connection between two Regions."""
    modify(talk, talk.active("abroad"), Requester=CLASSIC)


@SCENARIOS.add("ClassicLink options in one Region")
def classic_link(talk: Conversation) -> None:
    """Send ClassicLink options for a connection in one Region, and describe the sides."""
    peering_id = talk.active("requester")
    modify(
        talk, peering_id, Requester={**CLASSIC, "AllowEgressFromLocalClassicLinkToRemoteVpc": True}
    )
    talk.ask(
        "requester",
        "DescribeVpcPeeringConnections",
        VpcPeeringConnectionIds=[peering_id],
        keep=options,
    )


@SCENARIOS.add("Both sides in one call")
def modify_both_sides(talk: Conversation) -> None:
    """Modify both sides of a connection between two VPCs of one account."""
    modify(talk, talk.active("requester"), Requester=NO_DNS, Accepter=NO_DNS)


@SCENARIOS.add(
    "DNS resolution without DNS hostnames and DNS support on both VPCs", "The message for it"
)
def dns_without_hostnames(talk: Conversation) -> None:
    """Allow DNS resolution while the VPCs have no DNS hostnames."""
    modify(talk, talk.active("requester"), Requester=DNS)


@SCENARIOS.add("A call without options")
def modify_nothing(talk: Conversation) -> None:
    """Modify options without passing any."""
    modify(talk, talk.active("requester"))


@SCENARIOS.add("A call of which one part is refused", needs=ACROSS_ACCOUNTS)
def modify_partly_refused(talk: Conversation) -> None:
    """Modify both sides in one call, of which one is another account's, and describe them."""
    ours, theirs = talk.pair()
    for party, vpc_id in (("requester", ours), ("accepter", theirs)):
        talk.arrange(party, "ModifyVpcAttribute", VpcId=vpc_id, EnableDnsHostnames={"Value": True})
    peering_id = talk.request("requester", ours, "accepter", theirs)
    talk.accept("accepter", peering_id, "requester")
    modify(talk, peering_id, Requester=DNS, Accepter=DNS)
    talk.ask(
        "requester",
        "DescribeVpcPeeringConnections",
        VpcPeeringConnectionIds=[peering_id],
        keep=options,
    )


MULTIPATH = {"AllowMultipathResilience": True}


@SCENARIOS.add("A mode for a side that does not allow it", needs=ACROSS_REGIONS)
def multipath_mode_alone(talk: Conversation) -> None:
    """Set a multipath resilience mode without allowing it, across Regions."""
    modify(talk, talk.active("abroad"), Requester={"MultipathResilienceMode": "always-on"})


@SCENARIOS.add("Multipath resilience within a Region")
def multipath_in_one_region(talk: Conversation) -> None:
    """Allow multipath resilience for a connection in one Region."""
    modify(talk, talk.active("requester"), Requester=MULTIPATH)


@SCENARIOS.add("Where it is shown, with the options of both sides", needs=ACROSS_REGIONS)
def multipath_is_shown(talk: Conversation) -> None:
    """Allow multipath resilience on one side of a connection across Regions, and describe it."""
    peering_id = talk.active("abroad")
    modify(talk, peering_id, Requester=MULTIPATH)
    for party in ("requester", "abroad"):
        talk.ask(
            party,
            "DescribeVpcPeeringConnections",
            VpcPeeringConnectionIds=[peering_id],
            keep=lambda answer: {
                "Status": connection(answer).get("MultipathResilienceStatus"),
                "Options": options(answer),
            },
        )
