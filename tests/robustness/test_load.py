"""Ten thousand calls on one mock, from sixteen threads and twenty tasks at a time."""

import asyncio
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient

from peermock import Call, Quotas, mock_peering

THREADS, TASKS = 16, 20
ROUNDS = 40
CALLS_OF_A_ROUND = 7
ENDS = [("accept", "active"), ("reject", "rejected"), ("delete", "deleted")]


@dataclass
class Worker:
    """Creates VPCs and connections, and remembers the responses."""

    ec2: BaseClient
    number: int
    vpcs: dict[str, object] = field(default_factory=dict)
    peerings: dict[str, object] = field(default_factory=dict)
    request_ids: list[str] = field(default_factory=list)

    def call(self, name: str, **params: object) -> dict[str, Any]:
        """Make a call and return the response."""
        answer = getattr(self.ec2, name)(**params)
        self.request_ids.append(answer["ResponseMetadata"]["RequestId"])
        return answer

    def work(self, number: int) -> None:
        """Create two VPCs and a connection, tag them, and describe them."""
        ours, theirs = (self._make_vpc(block) for block in ("10.0.0.0/16", "10.1.0.0/16"))
        asked = self.call("create_vpc_peering_connection", VpcId=ours, PeerVpcId=theirs)
        peering_id = asked["VpcPeeringConnection"]["VpcPeeringConnectionId"]
        verb, status = ENDS[number % len(ENDS)]
        self.call(f"{verb}_vpc_peering_connection", VpcPeeringConnectionId=peering_id)
        tags = [{"Key": "worker", "Value": f"{self.number} {number}"}]
        self.call("create_tags", Resources=[ours, peering_id], Tags=tags)
        self.call("describe_vpc_peering_connections", VpcPeeringConnectionIds=[peering_id])
        self.call("describe_vpcs", VpcIds=[theirs])
        self.vpcs |= {ours: tags, theirs: []}
        self.peerings[peering_id] = (ours, theirs, status, tags)

    def _make_vpc(self, cidr_block: str) -> str:
        return self.call("create_vpc", CidrBlock=cidr_block)["Vpc"]["VpcId"]


async def work_in_tasks(workers: list[Worker]) -> None:
    """Run all workers in tasks, each of which works one round after another."""

    async def work(worker: Worker) -> None:
        for number in range(ROUNDS):
            await asyncio.to_thread(worker.work, number)

    async with asyncio.TaskGroup() as group:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(TASKS))
        for worker in workers:
            group.create_task(work(worker))


@dataclass(frozen=True)
class Loaded:
    """The result of all calls."""

    calls: Sequence[Call]
    workers: list[Worker]
    ec2: BaseClient


@pytest.fixture(scope="module")
def loaded() -> Iterator[Loaded]:
    """A mock after all calls."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)  # threads take turns five hundred times as often as usual
    try:
        with mock_peering(quotas=Quotas(outstanding_requests=THREADS + TASKS)) as mock:
            ec2 = boto3.client("ec2", "us-east-1")
            workers = [Worker(ec2, number) for number in range(THREADS + TASKS)]
            with ThreadPoolExecutor(THREADS) as pool:
                working = [
                    pool.submit(lambda w: [w.work(n) for n in range(ROUNDS)], worker)
                    for worker in workers[TASKS:]
                ]
                asyncio.run(work_in_tasks(workers[:TASKS]))
                for each in working:
                    each.result()
            yield Loaded(mock.calls[:], workers, ec2)
    finally:
        sys.setswitchinterval(before)


def test_every_call_is_in_the_log_once(loaded: Loaded) -> None:
    """Each of the ten thousand calls is logged with a unique ID and without an error."""
    answered = [each for worker in loaded.workers for each in worker.request_ids]
    assert len(answered) == (THREADS + TASKS) * ROUNDS * CALLS_OF_A_ROUND >= 10_000
    assert Counter(call.request_id for call in loaded.calls) == Counter(answered)
    assert len(set(answered)) == len(answered)
    assert {call.error for call in loaded.calls} == {None}


def test_every_vpc_is_there_once(loaded: Loaded) -> None:
    """AWS lists exactly the VPCs of the workers, with their tags."""
    made = merged(worker.vpcs for worker in loaded.workers)
    vpcs = [vpc for vpc in loaded.ec2.describe_vpcs()["Vpcs"] if not vpc["IsDefault"]]
    assert len(vpcs) == len(made) == (THREADS + TASKS) * ROUNDS * 2
    assert {vpc["VpcId"]: vpc.get("Tags", []) for vpc in vpcs} == made


def test_every_connection_is_there_once(loaded: Loaded) -> None:
    """Each connection joins its worker's VPCs and has the worker's status."""
    made = merged(worker.peerings for worker in loaded.workers)
    paginator = loaded.ec2.get_paginator("describe_vpc_peering_connections")
    views = paginator.paginate().build_full_result()["VpcPeeringConnections"]
    assert len(views) == len(made) == (THREADS + TASKS) * ROUNDS
    assert made == {
        view["VpcPeeringConnectionId"]: (
            view["RequesterVpcInfo"]["VpcId"],
            view["AccepterVpcInfo"]["VpcId"],
            view["Status"]["Code"],
            view["Tags"],
        )
        for view in views
    }


def test_every_id_is_of_one_thing(loaded: Loaded) -> None:
    """IDs of dependent resources are unique."""
    tables = loaded.ec2.describe_route_tables()["RouteTables"]
    groups = loaded.ec2.describe_security_groups()["SecurityGroups"]
    ids = [table["RouteTableId"] for table in tables]
    ids += [each["RouteTableAssociationId"] for table in tables for each in table["Associations"]]
    ids += [group["GroupId"] for group in groups]
    vpcs = (THREADS + TASKS) * ROUNDS * 2 + 1
    assert len(ids) == len(set(ids)) == 3 * vpcs


def merged(parts: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return the combined data of all workers."""
    return {key: value for part in parts for key, value in part.items()}
