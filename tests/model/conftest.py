"""A stage for histories of calls, with reusable clients."""

from collections.abc import Iterator, Mapping

import boto3
import pytest
import time_machine
from botocore.client import BaseClient
from botocore.config import Config

from peermock import Quotas, mock_peering
from tests.model.peermodel.play import Play
from tests.model.peermodel.stage import BEGINNING, PLACES, QUOTAS, Stage


@pytest.fixture(scope="session")
def clients() -> Mapping[tuple[str, str], BaseClient]:
    """An EC2 client for each account and Region."""
    plain = Config(user_agent="tests")  # to put together botocore's own takes a third of a call
    with mock_peering() as aws:
        keys = {account: aws.account(account).credentials() for account, _ in PLACES}
        return {
            (account, region): boto3.client("ec2", region, config=plain, **keys[account])
            for account, region in PLACES
        }


@pytest.fixture
def stage(clients: Mapping[tuple[str, str], BaseClient]) -> Iterator[Stage]:
    """A mock with small quotas and a frozen clock."""
    quotas = Quotas(outstanding_requests=QUOTAS["outstanding"], active_per_vpc=QUOTAS["active"])
    with time_machine.travel(BEGINNING, tick=False) as clock, mock_peering(quotas=quotas) as aws:
        yield Stage(aws, clients, clock)


@pytest.fixture
def play(stage: Stage) -> Play:
    """A stage on which histories are played."""
    return Play(stage)
