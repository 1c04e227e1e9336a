"""Moves: calls that are only drawn so far, and what they are drawn from.

A move becomes a call once the known IDs are given.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.model.peermodel import calls
from tests.model.peermodel.calls import OMITTED, RIGHT, WRONG, Call
from tests.model.peermodel.connections import OPTIONS
from tests.model.peermodel.known import Known
from tests.model.peermodel.stage import PLACES


@dataclass(frozen=True)
class Move:
    """The drawn values, and the function that makes a call from them."""

    function: Callable[..., Call]
    drawn: tuple

    def __call__(self, known: Known) -> Call:
        """Return the call, given the known IDs."""
        return self.function(known, *self.drawn)

    def __repr__(self) -> str:
        return f"{self.function.__name__}{self.drawn}"


BLOCKS = [f"10.{number}.0.0/16" for number in range(6)] + ["10.0.128.0/17", "10.9.1.0/24"]
DESTINATIONS = [*BLOCKS, "10.0.0.0/8", "10.3.7.0/24"]
ROLES = [
    *[("accepter", "accepter")] * 4,
    *[("requester", "requester")] * 3,
    ("accepter", "requester"),
    ("requester", "accepter"),
    ("bystander", "accepter"),
    ("accepter", "elsewhere"),
]
"""The roles whose account and whose Region a call has."""

pick, latest = st.integers(0, 11), st.just(0)
who = st.sampled_from(ROLES)
how = st.sampled_from([RIGHT, RIGHT, RIGHT, RIGHT, OMITTED, WRONG])
tag_key = st.sampled_from(["Name", "team", "aws:x"])
tag_value = st.sampled_from(["", "one", "two"])
FILTERS = [
    *("accepter-vpc-info.cidr-block", "accepter-vpc-info.owner-id", "accepter-vpc-info.vpc-id"),
    *("requester-vpc-info.cidr-block", "requester-vpc-info.owner-id", "requester-vpc-info.vpc-id"),
    *("status-code", "tag:Name", "tag-key", "vpc-peering-connection-id", "region"),
]

options = st.dictionaries(
    st.sampled_from([OPTIONS[0], OPTIONS[0], *OPTIONS]), st.booleans(), min_size=1
)
sides = st.sampled_from([("Accepter",), ("Requester",), ("Requester", "Accepter")])
a_tag = st.fixed_dictionaries({"Key": tag_key}, optional={"Value": tag_value})
place = st.sampled_from(PLACES)
page = st.sampled_from([*[{"MaxResults": 5}] * 4, {"MaxResults": 1001}, {"NextToken": "x"}])
ids = st.lists(pick, min_size=1, max_size=3)
odd_id = st.sampled_from(["", "5dbx", "pcx-11111111"])
filter_name = st.sampled_from(FILTERS)
side = st.sampled_from(["requester", "accepter"])
destination = st.sampled_from(DESTINATIONS)


def move(function: Callable[..., Call], *draws: SearchStrategy) -> SearchStrategy[Move]:
    """Return a strategy of one kind of move."""
    return st.tuples(*draws).map(lambda drawn: Move(function, drawn))


def on_connection(
    name: str, role: SearchStrategy = who, index: SearchStrategy = pick
) -> SearchStrategy[Move]:
    """Return a strategy of Accept, Reject or Delete."""
    operation = f"{name}VpcPeeringConnection"
    return move(calls.on_connection, st.just(operation), index, role)


def on_vpc(operation: str, **params: SearchStrategy) -> SearchStrategy[Move]:
    """Return a strategy of calls about a VPC."""
    stranger = st.sampled_from([0] * 8 + [4, 8])
    return move(calls.on_vpc, st.just(operation), pick, stranger, st.fixed_dictionaries(params))


def on_route(operation: str) -> SearchStrategy[Move]:
    """Return a strategy of calls about a route."""
    return move(calls.on_route, st.just(operation), pick, side, destination)


def request_with(*hows: SearchStrategy) -> SearchStrategy[Move]:
    """Return a strategy of requests with a right or wrong peer, owner and Region."""
    return move(calls.request, pick, pick, *hows, st.booleans())


as_accepter = st.just(("accepter", "accepter"))
RIGHT_REQUESTS = request_with(st.just(RIGHT), st.just(RIGHT), st.just(RIGHT))
REQUESTS_BACK = move(calls.request_back, pick)
REQUESTS = st.one_of(
    RIGHT_REQUESTS,
    RIGHT_REQUESTS,
    RIGHT_REQUESTS,
    request_with(how, how, how),
    request_with(st.sampled_from(["malformed", OMITTED, WRONG]), how, how),
    REQUESTS_BACK,
)
ANSWERS = st.one_of(
    on_connection("Accept"),
    on_connection("Accept", as_accepter),
    on_connection("Reject"),
    on_connection("Delete"),
)
ACCEPTANCES = on_connection("Accept", as_accepter, latest)
REJECTIONS = on_connection("Reject", as_accepter, latest)
ANSWERS_TO_LATEST = st.one_of(
    ACCEPTANCES,
    on_connection("Accept", who, latest),
    REJECTIONS,
    on_connection("Reject", who, latest),
    on_connection("Delete", who, latest),
)
OPTIONS_OF_SIDES = st.one_of(
    move(calls.modify_own_options, pick, side, options),
    move(calls.modify_options, pick, who, sides, options),
)
RANGES = on_vpc("AssociateVpcCidrBlock", CidrBlock=st.sampled_from(BLOCKS))
NETWORKS = st.one_of(
    move(calls.create_vpc, st.sampled_from(PLACES[:6]), st.sampled_from(BLOCKS)),
    on_vpc("DeleteVpc"),
    RANGES,
    move(calls.disassociate, pick),
    on_vpc(
        "ModifyVpcAttribute",
        EnableDnsHostnames=st.sampled_from([{"Value": True}, {"Value": True}, {"Value": False}]),
    ),
    move(calls.describe_vpc, pick),
)
TAGS = st.one_of(
    move(calls.tag, pick, who, tag_key, tag_value),
    move(calls.untag, pick, who, st.none() | st.lists(a_tag, min_size=1, max_size=1)),
    move(calls.describe_tags, pick, who, st.booleans()),
)
ROUTES = st.one_of(
    on_route("CreateRoute"),
    on_route("CreateRoute"),
    on_route("ReplaceRoute"),
    on_route("DeleteRoute"),
    move(calls.create_far_route, pick, pick, destination),
    move(calls.describe_routes, pick),
    move(calls.describe_routes, pick),
)
LOOKS = st.one_of(
    move(calls.describe_all, place, st.just({})),
    move(calls.describe_all, place, page),
    move(calls.describe_by_ids, ids, who, st.just(""), st.just({})),
    move(calls.describe_by_ids, ids, who, odd_id, st.sampled_from([{}] * 7 + [{"MaxResults": 5}])),
    move(calls.describe_filtered, pick, who, st.lists(filter_name, min_size=1, max_size=2)),
)
DRY_RUNS = st.one_of(REQUESTS, ANSWERS, OPTIONS_OF_SIDES, TAGS, ROUTES, LOOKS)
MOVES = st.one_of(REQUESTS, ANSWERS, ANSWERS, OPTIONS_OF_SIDES, NETWORKS, TAGS, ROUTES, LOOKS)
