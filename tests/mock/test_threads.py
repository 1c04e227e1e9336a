"""One mock used by many threads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import boto3
import pytest
from botocore.client import BaseClient

from peermock import mock_peering
from peermock._domain.world import World

THREADS = 16
CALLS = 10


def make_vpcs(ec2: BaseClient) -> list[str]:
    """Create VPCs and return their IDs."""
    return [ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"] for _ in range(CALLS)]


def all_vpcs(ec2: BaseClient) -> set[str]:
    """Return the IDs of all VPCs except the default one."""
    return {vpc["VpcId"] for vpc in ec2.describe_vpcs()["Vpcs"] if not vpc["IsDefault"]}


@pytest.mark.parametrize("older", [False, True])
def test_threads_with_one_client_lose_nothing(older: bool) -> None:
    """Sixteen threads share one client, no resource is lost, and IDs are unique."""
    keys = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
    client = boto3.client("ec2", "us-east-1", **keys) if older else None
    with mock_peering(), ThreadPoolExecutor(THREADS) as pool:
        ec2 = client or boto3.client("ec2")
        made = [vpc_id for made in pool.map(make_vpcs, [ec2] * THREADS) for vpc_id in made]
        assert len(made) == THREADS * CALLS
        assert set(made) == all_vpcs(ec2)


def test_threads_with_accounts_of_their_own_lose_nothing() -> None:
    """Sixteen accounts keep their own resources, and IDs are unique across them."""
    accounts = [f"{number:012}" for number in range(1, THREADS + 1)]
    with mock_peering() as mock, ThreadPoolExecutor(THREADS) as pool:
        clients = [mock.account(account_id).client("ec2") for account_id in accounts]
        made = list(pool.map(make_vpcs, clients))
        assert [set(ids) for ids in made] == [all_vpcs(ec2) for ec2 in clients]
        assert len({vpc_id for ids in made for vpc_id in ids}) == THREADS * CALLS


def test_threads_of_nested_mocks_share_the_world() -> None:
    """Starting and stopping a nested mock does not disturb running threads."""
    with mock_peering() as mock, ThreadPoolExecutor(THREADS) as pool:
        ec2 = mock.account("123456789012").client("ec2")
        working = [pool.submit(make_vpcs, ec2) for _ in range(THREADS)]
        for _ in range(20):
            with mock_peering(account_id="222222222222"):
                pass
        made = {vpc_id for each in working for vpc_id in each.result()}
        assert len(made) == THREADS * CALLS
        assert made == all_vpcs(ec2)


def test_threads_that_make_clients_are_all_answered(ask: Callable[[], str]) -> None:
    """Sixteen threads with their own sessions and clients are answered."""

    def ask_with_own_session(_: int) -> str:
        return ask(boto3.Session().client("sts"))

    with mock_peering(), ThreadPoolExecutor(THREADS) as pool:
        answers = set(pool.map(ask_with_own_session, range(THREADS)))
    assert answers == {"123456789012"}


def test_calls_are_answered_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """The world cannot change while a call is being answered."""
    both, met, holder = Barrier(2), [], World.holder

    def meet(*args: str) -> object:
        """Wait inside a call for a second one, which never comes."""
        with suppress(BrokenBarrierError):
            met.append(both.wait(timeout=0.5))
        return holder(*args)

    with mock_peering(), ThreadPoolExecutor(2) as pool:
        ec2 = boto3.client("ec2")
        monkeypatch.setattr(World, "holder", meet)
        calls = [pool.submit(ec2.describe_vpcs) for _ in range(2)]
        assert all(call.result()["Vpcs"] for call in calls)
    assert not met
