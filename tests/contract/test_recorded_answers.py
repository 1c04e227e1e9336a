"""Peermock's responses compared with recorded AWS responses in the same situation.

Accounts, Regions, CIDR blocks and names are the recorded ones, so only IDs differ.
"""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from time_machine import TimeMachineFixture

from tests.contract.sides import MakeSide, Side

Answer = dict[str, Any]

MULTIPATH = {"AllowMultipathResilience", "MultipathResilienceMode", "MultipathResilienceStatus"}
"""Members of inter-Region connections that are newer (2026) than all recordings."""

ADDED_SINCE = {"CidrBlockSet": "August 2017", "Region": "November 2017"}
"""Members of a side that older recordings lack, with the date of their introduction."""

PUT_BY_AWS = "aws:"
"""The prefix of the keys of tags that only AWS adds to resources."""

ID = re.compile(r"<?(pcx|vpc|vpc-id|peering-connection-id)(-[0-9a-f]+|:\d>)")
MASKED_REGIONS = {"<region:1>": "us-east-1", "<region:2>": "eu-west-1"}
HEADERS = ("content-type", "server", "vary")


def comparable(value: object) -> object:
    """Return a response without IDs, AWS's own tags and masked names."""
    if isinstance(value, dict):
        if "__class__" in value:
            return datetime(*(value[part] for part in PLACEBO), tzinfo=UTC)
        return {name: comparable(each) for name, each in value.items()}
    if isinstance(value, list):
        return [comparable(each) for each in value if not _is_aws_tag(each)]
    if isinstance(value, str):
        return MASKED_REGIONS.get(value, "an ID" if ID.fullmatch(value) else value)
    return value


PLACEBO = ("year", "month", "day", "hour", "minute", "second", "microsecond")


def _is_aws_tag(value: object) -> bool:
    return isinstance(value, dict) and value.get("Key", "").startswith(PUT_BY_AWS)


def as_of_then(ours: Answer, theirs: Answer) -> Answer:
    """Return peermock's view of a connection without members that are newer than the recording."""
    view = dict(ours)
    for side in ("RequesterVpcInfo", "AccepterVpcInfo"):
        younger = ADDED_SINCE.keys() - theirs[side].keys()
        view[side] = {name: ours[side][name] for name in ours[side] if name not in younger}
    return view


def see(viewer: Side, peering_id: str) -> Answer:
    """Return a connection as a side sees it, without members newer than all recordings."""
    answer = viewer.ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=[peering_id])
    return without_multipath(answer["VpcPeeringConnections"][0])


def without_multipath(value: Any) -> Any:  # noqa: ANN401  # any part of an answer
    """Return a response, or a part of one, without multipath resilience."""
    if not isinstance(value, dict):
        return value
    return {name: without_multipath(each) for name, each in value.items() if name not in MULTIPATH}


def test_create(side: MakeSide, recorded: Answer, time_machine: TimeMachineFixture) -> None:
    """Create returns initiating-request, the complete requester's side, and the expiry."""
    time_machine.move_to(datetime(2017, 6, 27, 15, 40, 53, tzinfo=UTC), tick=False)
    theirs = recorded["create-2017-same-account"]["VpcPeeringConnection"]
    one, other = side("644160558196", "10.4.0.0/16"), side("644160558196", "10.5.0.0/16")
    ours = one.request(other)["VpcPeeringConnection"]
    assert comparable(as_of_then(ours, theirs)) == comparable(theirs)


def test_accept(side: MakeSide, recorded: Answer) -> None:
    """Accept returns provisioning, both sides complete, and no expiry."""
    theirs = recorded["accept-2017-same-account"]["VpcPeeringConnection"]
    one, other = side("644160558196", "10.4.0.0/16"), side("644160558196", "10.5.0.0/16")
    peering_id = one.request(other)["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    answer = other.ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    ours = answer["VpcPeeringConnection"]
    assert comparable(as_of_then(ours, theirs)) == comparable(theirs)


def test_delete(side: MakeSide, recorded: Answer) -> None:
    """Delete returns true, with the same status and headers."""
    theirs = recorded["delete-2017"]
    one, other = side("644160558196", "10.4.0.0/16"), side("644160558196", "10.5.0.0/16")
    ours = one.ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=one.peer(other))
    assert ours["Return"] is theirs["Return"]
    assert ours.keys() == theirs.keys()
    assert envelope(ours) == envelope(theirs)


def envelope(answer: Answer) -> Answer:
    """Return the metadata of a response, except its ID, its date and transport headers."""
    metadata = answer["ResponseMetadata"]
    headers = {name: metadata["HTTPHeaders"][name].lower() for name in HEADERS}
    return {
        "HTTPStatusCode": metadata["HTTPStatusCode"],
        "RetryAttempts": metadata["RetryAttempts"],
        "headers": headers,
    }


@pytest.mark.parametrize(
    "name",
    [
        "create-2017-same-account",
        "accept-2017-same-account",
        "describe-active-cross-account-accepter-view",
        "describe-active-same-account-tagged",
    ],
)
def test_every_recorded_envelope_is_peermocks(side: MakeSide, recorded: Answer, name: str) -> None:
    """Status and headers are the same for every operation."""
    ours = side("644160558196", "10.4.0.0/16").ec2.describe_vpc_peering_connections()
    assert envelope(ours) == envelope(recorded[name])


def test_active_for_the_accepter(side: MakeSide, recorded: Answer) -> None:
    """The accepter sees both CIDR blocks, its own options, and not the requester's tags."""
    (theirs,) = recorded["describe-active-cross-account-accepter-view"]["VpcPeeringConnections"]
    one, other = side("185106417252", "172.31.0.0/16"), side("644160558196", "10.0.16.0/24")
    peering_id = one.peer(other)
    one.tag(peering_id, "hidden")
    assert comparable(see(other, peering_id)) == comparable(theirs)


def test_active_in_one_account(side: MakeSide, recorded: Answer) -> None:
    """The owner of both sides sees all CIDR blocks, options and tags."""
    (theirs,) = recorded["describe-active-same-account-tagged"]["VpcPeeringConnections"]
    one, other = side("619193117841", "172.20.0.0/16"), side("619193117841", "10.0.0.0/16")
    peering_id = one.peer(other)
    one.tag(peering_id, "notable")
    assert comparable(as_of_then(see(one, peering_id), theirs)) == comparable(theirs)


@pytest.mark.parametrize(
    ("status", "names"),
    [
        (
            "active",
            (
                "describe-active-cross-account-requester-view",
                "describe-active-cross-account-accepter-view-2",
            ),
        ),
        (
            "deleted",
            (
                "describe-deleted-cross-account-requester-view",
                "describe-deleted-cross-account-accepter-view",
            ),
        ),
    ],
)
def test_two_views_of_one_connection(
    side: MakeSide, recorded: Answer, status: str, names: tuple[str, str]
) -> None:
    """Two accounts see the same connection differently."""
    one, other = side("028403472736", "10.1.0.0/16"), side("951601349076", "10.2.0.0/16")
    peering_id = one.peer(other)
    one.tag(peering_id, "pcx-bat-fish-r")
    other.tag(peering_id, "pcx-bat-fish-a")
    if status == "deleted":
        one.ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    for viewer, name in zip((one, other), names, strict=True):
        assert comparable(see(viewer, peering_id)) == comparable(recorded[name])


def test_deleted_in_one_account(side: MakeSide, recorded: Answer) -> None:
    """A deleted connection has its owners, VPCs, status and tags."""
    theirs = recorded["describe-deleted-same-account-2017"]
    one, other = side("118292266645", "10.1.0.0/16"), side("118292266645", "10.2.0.0/16")
    peering_id = one.peer(other)
    one.ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    assert comparable(as_of_then(see(one, peering_id), theirs)) == comparable(theirs)


def test_failed_across_regions(side: MakeSide, recorded: Answer) -> None:
    """A failed request has its owners, VPCs, Regions and the reason."""
    one, other = (
        side("118292266645", "10.1.0.0/16"),
        side("118292266645", "10.1.0.0/16", "eu-north-1"),
    )
    created = one.request(other)["VpcPeeringConnection"]
    ours = see(one, created["VpcPeeringConnectionId"])
    assert comparable(ours) == comparable(recorded["describe-failed-cross-region"])


def test_active_with_a_secondary_range(side: MakeSide, recorded: Answer) -> None:
    """The primary CIDR block comes first."""
    theirs = recorded["describe-active-multi-cidr"]
    one, other = side("118292266645", "10.130.0.0/16"), side("118292266645", "10.199.100.0/24")
    one.ec2.associate_vpc_cidr_block(VpcId=one.vpc_id, CidrBlock="10.131.0.0/16")
    peering_id = one.peer(other)
    one.tag(peering_id, "peering-test")
    assert comparable(as_of_then(see(one, peering_id), theirs)) == comparable(theirs)


def test_pending_across_regions(side: MakeSide, recorded: Answer) -> None:
    """In the accepter's Region of one account, the requester's side is complete."""
    theirs = recorded["describe-pending-cross-region-2024"]
    one = side("111111111111", "192.168.1.0/24")
    other = side("111111111111", "192.168.2.0/24", "eu-west-1")
    created = one.request(other)["VpcPeeringConnection"]
    ours = see(other, created["VpcPeeringConnectionId"])
    assert isinstance(ours["ExpirationTime"], datetime)
    assert comparable(ours | {"ExpirationTime": "<datetime>"}) == comparable(theirs)


def test_active_across_regions(side: MakeSide, recorded: Answer) -> None:
    """In the requester's Region of one account, both sides are complete."""
    theirs = recorded["describe-active-cross-region-2024"]
    one = side("111111111111", "192.168.1.0/24")
    other = side("111111111111", "192.168.2.0/24", "eu-west-1")
    assert comparable(see(one, one.peer(other))) == comparable(theirs)
