"""Ansible's modules ec2_vpc_peering and ec2_vpc_peering_info."""

import pytest
from botocore.client import BaseClient

from peermock import PeeringMock, Vpc
from tests.clients.playbooks.modules import Ansible


@pytest.fixture
def pair(vpcs: list[Vpc]) -> dict[str, str]:
    """The arguments for a connection between the two."""
    return {"vpc_id": vpcs[0].id, "peer_vpc_id": vpcs[1].id}


@pytest.fixture
def requested(peering: PeeringMock, vpcs: list[Vpc]) -> str:
    """A connection that is pending acceptance."""
    return peering.peer(*vpcs, status="pending-acceptance").id


def status_of(ec2: BaseClient, peering_id: str) -> str:
    """Return the status code of a connection."""
    answer = ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=[peering_id])
    return answer["VpcPeeringConnections"][0]["Status"]["Code"]


def test_a_request_is_made_once(ansible: Ansible, pair: dict[str, str]) -> None:
    """The first run makes a tagged request and waits for it; the second changes nothing."""
    wanted = {**pair, "tags": {"Name": "core"}, "wait": True}
    first = ansible("ec2_vpc_peering", **wanted)
    second = ansible("ec2_vpc_peering", **wanted)
    assert (first["changed"], second["changed"]) == (True, False)
    assert first["peering_id"] == second["peering_id"]
    assert second["vpc_peering_connection"]["tags"] == {"Name": "core"}


def test_check_mode_makes_nothing(ansible: Ansible, ec2: BaseClient, pair: dict[str, str]) -> None:
    """In check mode the module reports a change and makes none."""
    answer = ansible("ec2_vpc_peering", **pair, _ansible_check_mode=True)
    assert answer["changed"]
    assert ec2.describe_vpc_peering_connections()["VpcPeeringConnections"] == []


def test_tags_are_kept_as_wanted(ansible: Ansible, pair: dict[str, str]) -> None:
    """A later run changes tags and removes unwanted ones."""
    ansible("ec2_vpc_peering", **pair, tags={"Name": "core", "env": "test"})
    changed = ansible("ec2_vpc_peering", **pair, tags={"Name": "edge"})
    shown = ansible("ec2_vpc_peering", **pair, tags={"Name": "edge"})
    assert (changed["changed"], shown["changed"]) == (True, False)
    assert shown["vpc_peering_connection"]["tags"] == {"Name": "edge"}


@pytest.mark.parametrize(("state", "status"), [("accept", "active"), ("reject", "rejected")])
def test_a_request_is_answered_once(
    ansible: Ansible, requested: str, state: str, status: str
) -> None:
    """The first run accepts or rejects and waits for it; the second changes nothing."""
    first = ansible("ec2_vpc_peering", peering_id=requested, state=state, wait=True)
    second = ansible("ec2_vpc_peering", peering_id=requested, state=state)
    assert (first["changed"], second["changed"]) == (True, False)
    assert first["vpc_peering_connection"]["status"]["code"] == status


@pytest.mark.parametrize("by", ["peering_id", "vpcs"])
def test_a_connection_is_deleted_once(
    ansible: Ansible, ec2: BaseClient, pair: dict[str, str], requested: str, by: str
) -> None:
    """The first run deletes the connection; the second changes nothing."""
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=requested)
    which = pair if by == "vpcs" else {"peering_id": requested}
    first = ansible("ec2_vpc_peering", state="absent", **which)
    second = ansible("ec2_vpc_peering", state="absent", **which)
    assert (first["changed"], second["changed"]) == (True, False)
    assert second["msg"] == "Connection in deleted state."
    assert status_of(ec2, requested) == "deleted"


def test_a_rejected_connection_is_left_alone(
    ansible: Ansible, ec2: BaseClient, requested: str
) -> None:
    """The module does not try to delete a rejected connection."""
    ec2.reject_vpc_peering_connection(VpcPeeringConnectionId=requested)
    answer = ansible("ec2_vpc_peering", state="absent", peering_id=requested)
    assert not answer["changed"]
    assert answer["msg"].startswith("Connection has been rejected.")


def test_two_accounts_peer_across_regions(
    ansible: Ansible, peering: PeeringMock, ec2: BaseClient
) -> None:
    """One account makes a request, another accepts it in its Region with its own keys."""
    ours = peering.vpc("10.1.0.0/16")
    theirs = peering.account("222222222222").vpc("10.2.0.0/16", "eu-west-1")
    keys = peering.account("222222222222").credentials()
    there = {
        "region": "eu-west-1",
        "access_key": keys["aws_access_key_id"],
        "secret_key": keys["aws_secret_access_key"],
        "session_token": keys["aws_session_token"],
    }
    requested = ansible(
        "ec2_vpc_peering",
        vpc_id=ours.id,
        peer_vpc_id=theirs.id,
        peer_owner_id="222222222222",
        peer_region="eu-west-1",
    )
    peering_id = requested["peering_id"]
    accepted = ansible("ec2_vpc_peering", peering_id=peering_id, state="accept", **there)
    assert (requested["changed"], accepted["changed"]) == (True, True)
    assert status_of(ec2, peering_id) == "active"


@pytest.mark.parametrize(
    ("status", "count"), [("rejected", 0), ("active", 0), (["active", "pending-acceptance"], 1)]
)
def test_connections_are_listed_by_filters(
    ansible: Ansible, requested: str, status: str | list[str], count: int
) -> None:
    """The info module supports AWS's filters."""
    answer = ansible("ec2_vpc_peering_info", filters={"status-code": status})
    assert len(answer["vpc_peering_connections"]) == count


def test_connections_are_listed_by_ids(ansible: Ansible, requested: str) -> None:
    """The info module lists a connection by its ID, in Ansible's spelling."""
    answer = ansible("ec2_vpc_peering_info", peer_connection_ids=[requested])
    (view,) = answer["vpc_peering_connections"]
    assert view["vpc_peering_connection_id"] == requested
    assert (
        view["requester_vpc_info"]["peering_options"]["allow_dns_resolution_from_remote_vpc"]
        is False
    )
