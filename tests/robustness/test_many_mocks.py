"""A thousand mocks in sequence leave nothing behind."""

import gc
import sys
import tempfile
import threading
import weakref
from collections import Counter
from pathlib import Path

import boto3
import botocore.session
import pytest
from botocore.client import BaseClient

from peermock import mock_peering
from peermock._config import configuration
from peermock._transport import activation
from peermock._transport.inprocess.current import gateways
from tests.arrangements import Traces

MOCKS = 1_000


@pytest.fixture
def ec2() -> BaseClient:
    """A client that is older than all the mocks."""
    keys = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
    return boto3.client("ec2", "us-east-1", **keys)


@pytest.fixture(autouse=True)
def _no_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not keep mocks for a failure report, as happens during a test."""
    monkeypatch.setattr(configuration, "remembers", False)


def use_mocks(count: int, ec2: BaseClient) -> None:
    """Start and stop mocks, creating and describing resources in each."""
    for _ in range(count):
        with mock_peering() as mock:
            mock.vpc("10.0.0.0/16")
            ec2.describe_vpc_peering_connections()


def patched_places() -> list[object]:
    """Return the current values of the attributes that mocks patch."""
    return [vars(patch.owner()).get(patch.name) for patch in activation._patches._patches]


def handlers(session: botocore.session.Session) -> list[object]:
    """Return the handlers of a session for requests to EC2."""
    emitter = session.get_component("event_emitter")._emitter
    return list(emitter._handlers.prefix_search("before-send.ec2.DescribeVpcs"))


def instances() -> Counter[str]:
    """Return the number of instances of peermock's classes, by class."""
    gc.collect()
    kinds = (type(each) for each in gc.get_objects())
    return Counter(str(kind) for kind in kinds if str(kind.__module__).startswith("peermock"))


def test_a_thousand_mocks_leave_no_trace(ec2: BaseClient, traces: Traces) -> None:
    """No variable, handler, patch, importer or thread is left."""
    use_mocks(1, ec2)
    before, threads = (traces(), handlers(botocore.session.Session())), set(threading.enumerate())
    places = patched_places()
    with mock_peering():
        assert any(now is not then for now, then in zip(patched_places(), places, strict=True))
    use_mocks(MOCKS, ec2)
    assert (traces(), handlers(botocore.session.Session())) == before
    assert set(threading.enumerate()) <= threads  # of other tests, some may have ended meanwhile
    assert all(now is then for now, then in zip(patched_places(), places, strict=True))


def test_clients_gather_no_handlers(ec2: BaseClient) -> None:
    """A session made in a mock has one of our handlers, however many mocks follow."""
    with mock_peering():
        session = botocore.session.Session()
        made = len(handlers(session))
    before = len(handlers(botocore.session.Session()))
    assert made == before + 1
    use_mocks(50, ec2)
    assert len(handlers(session)) == made


def test_a_thousand_mocks_take_no_memory(ec2: BaseClient) -> None:
    """Once caches are warm, no object of an ended mock remains."""
    use_mocks(50, ec2)
    before, blocks = instances(), sys.getallocatedblocks()
    use_mocks(MOCKS, ec2)
    after, growth = instances(), sys.getallocatedblocks() - blocks
    assert after <= before
    assert growth < MOCKS  # blocks of memory: of a mock that leaves anything, more than one stays


def test_a_thousand_mocks_make_no_files(
    ec2: BaseClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No files remain in the temporary folder, the working folder or the home folder."""
    for name in ("TMPDIR", "HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.chdir(tmp_path)
    use_mocks(MOCKS, ec2)
    assert list(tmp_path.iterdir()) == []


def test_nested_mocks_take_no_memory(ec2: BaseClient) -> None:
    """No object of an ended nested mock remains, although the world lives on."""
    with mock_peering():
        for _ in range(50):
            with mock_peering(account_id="222222222222"):
                pass
        before = instances()
        for _ in range(MOCKS):
            with mock_peering(account_id="222222222222"):
                pass
        assert instances() <= before


def test_an_ended_mock_is_forgotten_at_once() -> None:
    """An ended mock is in no reference cycle, which would wait for the garbage collector."""
    gc.disable()
    try:
        with mock_peering() as aws:
            aws.vpc("10.0.0.0/16")
            world = weakref.ref(gateways[-1].world)
        del aws
        assert world() is None
    finally:
        gc.enable()
