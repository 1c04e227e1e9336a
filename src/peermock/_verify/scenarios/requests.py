"""Requests that AWS rejects, lets fail, or returns again."""

from typing import Any

from peermock._verify.conversation import Conversation
from peermock._verify.scenario import ACROSS_ACCOUNTS, ACROSS_REGIONS, Scenarios
from peermock._verify.scenarios.keeping import connection, nothing, status

SCENARIOS = Scenarios("Creating a request")

_CREATE = "CreateVpcPeeringConnection"
_UNKNOWN = "vpc-0123456789abcdef0"


def create(talk: Conversation, party: str = "requester", **params: Any) -> str:
    """Request a connection; compare whether AWS accepts it, and its later status."""
    answer = talk.ask(party, _CREATE, keep=nothing, **params)
    if "Error" in answer:
        return ""
    peering_id = str(connection(answer)["VpcPeeringConnectionId"])
    talk.wait(party, peering_id, "pending-acceptance", "failed")
    talk.ask(
        party, "DescribeVpcPeeringConnections", VpcPeeringConnectionIds=[peering_id], keep=status
    )
    return peering_id


@SCENARIOS.add("The requester VPC does not exist")
def unknown_requester_vpc(talk: Conversation) -> None:
    """Request a connection from a VPC that does not exist."""
    create(talk, VpcId=_UNKNOWN, PeerVpcId=talk.vpc("requester", "10.81.0.0/16"))


@SCENARIOS.add("The peer VPC does not exist in the caller's account and Region")
def unknown_peer(talk: Conversation) -> None:
    """Request a connection to a VPC that does not exist in the same account and Region."""
    create(talk, VpcId=talk.vpc("requester", "10.81.0.0/16"), PeerVpcId=_UNKNOWN)


@SCENARIOS.add("The same, with the caller's own account in `PeerOwnerId`")
def unknown_peer_of_own(talk: Conversation) -> None:
    """Request a connection to an unknown VPC, naming the requester's own account."""
    account_id = talk.parties["requester"].account_id
    ours = talk.vpc("requester", "10.81.0.0/16")
    create(talk, VpcId=ours, PeerVpcId=_UNKNOWN, PeerOwnerId=account_id)


@SCENARIOS.add("The peer VPC does not exist in another account or Region", needs=ACROSS_ACCOUNTS)
def unknown_peer_of_another(talk: Conversation) -> None:
    """Request a connection to a VPC that does not exist in another account."""
    account_id = talk.parties["accepter"].account_id
    ours = talk.vpc("requester", "10.81.0.0/16")
    create(talk, VpcId=ours, PeerVpcId=_UNKNOWN, PeerOwnerId=account_id)


@SCENARIOS.add("The peer VPC does not exist in another account or Region", needs=ACROSS_REGIONS)
def unknown_peer_abroad(talk: Conversation) -> None:
    """Request a connection to a VPC that does not exist in another Region."""
    region_name = talk.parties["abroad"].region_name
    ours = talk.vpc("requester", "10.81.0.0/16")
    create(talk, VpcId=ours, PeerVpcId=_UNKNOWN, PeerRegion=region_name)


@SCENARIOS.add("`PeerOwnerId` is the wrong account", needs=ACROSS_ACCOUNTS)
def wrong_owner(talk: Conversation) -> None:
    """Request a connection to a VPC of the same account, naming another owner."""
    ours = talk.vpc("requester", "10.81.0.0/16")
    theirs = talk.vpc("requester", "10.82.0.0/16")
    create(talk, VpcId=ours, PeerVpcId=theirs, PeerOwnerId=talk.parties["accepter"].account_id)


@SCENARIOS.add("`PeerOwnerId` is not an account ID (`abc`, empty)")
def malformed_owner(talk: Conversation) -> None:
    """Request a connection with a malformed owner."""
    ours, theirs = talk.pair("requester")
    create(talk, VpcId=ours, PeerVpcId=theirs, PeerOwnerId="abc")


@SCENARIOS.add(
    "`PeerRegion` is left out, and another account's peer is in another Region",
    needs=(*ACROSS_ACCOUNTS, *ACROSS_REGIONS),
)
def region_left_out(talk: Conversation) -> None:
    """Omit the Region in a request to another account's VPC in another Region."""
    ours, theirs = talk.pair("overseas")
    create(talk, VpcId=ours, PeerVpcId=theirs, PeerOwnerId=talk.parties["overseas"].account_id)


@SCENARIOS.add("`PeerRegion` is not a Region, or is in another partition")
def impossible_region(talk: Conversation) -> None:
    """Request a connection to a Region that does not exist, and to one in another partition."""
    ours, theirs = talk.pair("requester")
    create(talk, VpcId=ours, PeerVpcId=theirs, PeerRegion="mars-north-1")
    create(talk, VpcId=ours, PeerVpcId=theirs, PeerRegion="cn-north-1")


@SCENARIOS.add("Ranges overlap: IPv4 (primary or secondary) or IPv6, also across Regions")
def secondary_ranges_overlap(talk: Conversation) -> None:
    """Request a connection to a VPC whose second range overlaps."""
    ours, theirs = talk.pair("requester")
    talk.arrange("requester", "AssociateVpcCidrBlock", VpcId=theirs, CidrBlock="10.81.128.0/24")
    create(talk, VpcId=ours, PeerVpcId=theirs)


@SCENARIOS.add(
    "Ranges overlap: IPv4 (primary or secondary) or IPv6, also across Regions", needs=ACROSS_REGIONS
)
def ranges_overlap_across_regions(talk: Conversation) -> None:
    """Request a connection to a VPC in another Region with the same range."""
    ours, theirs = (talk.vpc(party, "10.81.0.0/16") for party in ("requester", "abroad"))
    region_name = talk.parties["abroad"].region_name
    create(talk, VpcId=ours, PeerVpcId=theirs, PeerRegion=region_name)


@SCENARIOS.add("`PeerVpcId` is left out")
def peer_left_out(talk: Conversation) -> None:
    """Request a connection without a peer VPC."""
    create(talk, VpcId=talk.vpc("requester", "10.81.0.0/16"))


@SCENARIOS.add("`PeerVpcId` is empty or not well formed")
def malformed_peer(talk: Conversation) -> None:
    """Request a connection to an empty and to a malformed ID."""
    ours = talk.vpc("requester", "10.81.0.0/16")
    create(talk, VpcId=ours, PeerVpcId="")
    create(talk, VpcId=ours, PeerVpcId="5dbx")


@SCENARIOS.add("`VpcId` is not well formed")
def malformed_requester(talk: Conversation) -> None:
    """Request a connection from a malformed ID."""
    create(talk, VpcId="5dbx", PeerVpcId=talk.vpc("requester", "10.81.0.0/16"))


@SCENARIOS.add("`VpcId` and `PeerVpcId` are the same, whatever the owner and Region")
def peer_with_itself(talk: Conversation) -> None:
    """Request a connection from a VPC to itself."""
    ours = talk.vpc("requester", "10.81.0.0/16")
    create(talk, VpcId=ours, PeerVpcId=ours)


@SCENARIOS.add(
    "A repeated request, while the first is pending, provisioning or active",
    "Tags on a repeated request",
)
def request_again(talk: Conversation) -> None:
    """Request a connection again, with a tag, while the first request is pending."""
    ours, theirs = talk.pair("requester")
    first = talk.request("requester", ours, "requester", theirs)
    again = talk.ask(
        "requester",
        _CREATE,
        VpcId=ours,
        PeerVpcId=theirs,
        TagSpecifications=[
            {
                "ResourceType": "vpc-peering-connection",
                "Tags": [{"Key": "again", "Value": "yes"}],
            }
        ],
        keep=lambda answer: connection(answer)["VpcPeeringConnectionId"] == first,
    )
    found = connection(again)["VpcPeeringConnectionId"]
    talk.ask(
        "requester",
        "DescribeVpcPeeringConnections",
        VpcPeeringConnectionIds=[found],
        keep=lambda answer: connection(answer)["Tags"],
    )


@SCENARIOS.add("A repeated request, after the first has ended")
def request_after_the_end(talk: Conversation) -> None:
    """Request a connection again after the first request was deleted."""
    ours, theirs = talk.pair("requester")
    first = talk.request("requester", ours, "requester", theirs)
    talk.arrange("requester", "DeleteVpcPeeringConnection", VpcPeeringConnectionId=first)
    talk.wait("requester", first, "deleted")
    talk.ask(
        "requester",
        _CREATE,
        VpcId=ours,
        PeerVpcId=theirs,
        keep=lambda answer: connection(answer)["VpcPeeringConnectionId"] == first,
    )


@SCENARIOS.add(
    "The reverse of an existing request", "Accepting the reverse request while the first is active"
)
def request_reversed(talk: Conversation) -> None:
    """Request the same connection from the other side, and accept both requests."""
    ours, theirs = talk.pair("requester")
    first = talk.request("requester", ours, "requester", theirs)
    second = create(talk, VpcId=theirs, PeerVpcId=ours)
    talk.accept("requester", first)
    talk.ask("requester", "AcceptVpcPeeringConnection", VpcPeeringConnectionId=second, keep=nothing)
