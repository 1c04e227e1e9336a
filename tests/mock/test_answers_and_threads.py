"""Answers provided by the test, for calls of many threads."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from botocore.client import BaseClient

from peermock import Call, PeeringMock
from peermock._gateway import Fault, Gateway

RUN = {"ImageId": "ami-1a2b3c4d", "MinCount": 1, "MaxCount": 1}


def test_a_response_has_the_request_id_of_its_call(
    peering: PeeringMock, ec2: BaseClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another thread may make a call before the client has the response."""
    keep = Gateway.keep

    def keep_and_let_another_call(gateway: Gateway, call: Call) -> None:
        keep(gateway, call)
        if call.operation_name == "RunInstances":
            others.submit(ec2.describe_vpcs).result()

    peering.answer("RunInstances", {"OwnerId": "1"})
    monkeypatch.setattr(Gateway, "keep", keep_and_let_another_call)
    with ThreadPoolExecutor(1) as others:
        answer = ec2.run_instances(**RUN)
    ran, described = peering.calls
    assert (ran.operation_name, described.operation_name) == ("RunInstances", "DescribeVpcs")
    assert answer["ResponseMetadata"]["RequestId"] == ran.request_id


def test_no_two_calls_share_an_answer_for_one_call(
    peering: PeeringMock, ec2: BaseClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Threads take answers one after the other."""
    both, is_for = Barrier(2), Fault.is_for

    def match_and_meet(fault: Fault, call: Call) -> bool:
        """Wait for a second thread, which never comes, before the answer is taken."""
        matches = is_for(fault, call)
        with suppress(BrokenBarrierError):
            both.wait(timeout=0.5)
        return matches

    peering.answer("RunInstances", {"OwnerId": "1"}, times=1)
    peering.answer("RunInstances", {"OwnerId": "2"}, times=1)
    monkeypatch.setattr(Fault, "is_for", match_and_meet)
    with ThreadPoolExecutor(2) as pool:
        running = [pool.submit(ec2.run_instances, **RUN) for _ in range(2)]
        owners = {each.result()["OwnerId"] for each in running}
    assert owners == {"1", "2"}


def test_a_function_may_wait_for_another_thread(peering: PeeringMock, ec2: BaseClient) -> None:
    """Other threads make calls while the function works."""

    def run(_: Call) -> Mapping[str, object]:
        with ThreadPoolExecutor(1) as others:
            vpcs = others.submit(ec2.describe_vpcs).result(timeout=10)["Vpcs"]
        return {"OwnerId": vpcs[0]["OwnerId"]}

    peering.answer("RunInstances", run)
    assert ec2.run_instances(**RUN)["OwnerId"] == "123456789012"
