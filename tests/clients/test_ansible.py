"""Ansible: the modules ec2_vpc_peering and ec2_vpc_peering_info of its collection amazon.aws."""

import json
import sys
import zipfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from ansible.module_utils.testing import patch_module_args
from botocore.client import BaseClient

from peermock import PeeringMock, Vpc

Ansible = Callable[..., dict[str, Any]]

COLLECTION = "ansible_collections.amazon.aws.plugins.modules"
REGION = "us-east-1"


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The collection, which PyPI has only inside the 200 MB of all of Ansible's, unpacked."""
    (wheel,) = Path(sys.prefix, "../ansible").glob("ansible-*.whl")
    site = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        wanted = f"{COLLECTION.replace('.', '/').removesuffix('modules')}module"
        archive.extractall(site, [name for name in archive.namelist() if name.startswith(wanted)])
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(site)
        yield COLLECTION


@pytest.fixture
def ansible(collection: str, peering: PeeringMock, capsys: pytest.CaptureFixture[str]) -> Ansible:
    """Runs a module as Ansible runs it on a host, and returns what it answers."""

    def run(name: str, **arguments: object) -> dict[str, Any]:
        module = import_module(f"{collection}.{name}")
        with patch_module_args({"region": REGION, **arguments}), pytest.raises(SystemExit):
            module.main()
        answer: dict[str, Any] = json.loads(capsys.readouterr().out)
        return answer

    return run


@pytest.fixture
def ec2(peering: PeeringMock) -> BaseClient:
    """A client to arrange with what Ansible then works on."""
    return peering.account(peering.account_id).client("ec2")


@pytest.fixture
def vpcs(peering: PeeringMock) -> list[Vpc]:
    """Two VPCs of one account."""
    return [peering.vpc("10.1.0.0/16"), peering.vpc("10.2.0.0/16")]


@pytest.fixture
def pair(vpcs: list[Vpc]) -> dict[str, str]:
    """The arguments for a connection between the two."""
    return {"vpc_id": vpcs[0].id, "peer_vpc_id": vpcs[1].id}


@pytest.fixture
def requested(peering: PeeringMock, vpcs: list[Vpc]) -> str:
    """A connection that waits to be accepted."""
    return peering.peer(*vpcs, status="pending-acceptance").id


def status_of(ec2: BaseClient, peering_id: str) -> str:
    """Return the status code of a connection."""
    answer = ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=[peering_id])
    return answer["VpcPeeringConnections"][0]["Status"]["Code"]


def test_a_request_is_made_once(ansible: Ansible, pair: dict[str, str]) -> None:
    """The first run makes a request and waits for it, with its tags; the second changes nothing."""
    wanted = {**pair, "tags": {"Name": "core"}, "wait": True}
    first = ansible("ec2_vpc_peering", **wanted)
    second = ansible("ec2_vpc_peering", **wanted)
    assert (first["changed"], second["changed"]) == (True, False)
    assert first["peering_id"] == second["peering_id"]
    assert second["vpc_peering_connection"]["tags"] == {"Name": "core"}


def test_check_mode_makes_nothing(ansible: Ansible, ec2: BaseClient, pair: dict[str, str]) -> None:
    """In check mode the module says that it would change something, and does not."""
    answer = ansible("ec2_vpc_peering", **pair, _ansible_check_mode=True)
    assert answer["changed"]
    assert ec2.describe_vpc_peering_connections()["VpcPeeringConnections"] == []


def test_tags_are_kept_as_wanted(ansible: Ansible, pair: dict[str, str]) -> None:
    """Another run changes tags, and takes off those that are wanted no more."""
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
    """The first run deletes the connection; the second finds it deleted and changes nothing."""
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
    """The module sees that a connection was rejected, and does not try to delete it."""
    ec2.reject_vpc_peering_connection(VpcPeeringConnectionId=requested)
    answer = ansible("ec2_vpc_peering", state="absent", peering_id=requested)
    assert not answer["changed"]
    assert answer["msg"].startswith("Connection has been rejected.")


def test_two_accounts_peer_across_regions(
    ansible: Ansible, peering: PeeringMock, ec2: BaseClient
) -> None:
    """One account requests, another accepts in its Region with its own keys."""
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
    """The information module lists what AWS's filters choose."""
    answer = ansible("ec2_vpc_peering_info", filters={"status-code": status})
    assert len(answer["vpc_peering_connections"]) == count


def test_connections_are_listed_by_ids(ansible: Ansible, requested: str) -> None:
    """The information module lists a connection by its ID, in Ansible's spelling."""
    answer = ansible("ec2_vpc_peering_info", peer_connection_ids=[requested])
    (view,) = answer["vpc_peering_connections"]
    assert view["vpc_peering_connection_id"] == requested
    assert (
        view["requester_vpc_info"]["peering_options"]["allow_dns_resolution_from_remote_vpc"]
        is False
    )
