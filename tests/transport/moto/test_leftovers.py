"""The mocks leave nothing behind, in whatever order and style they start and stop."""

import os
from collections.abc import Iterator
from itertools import permutations

import boto3
import pytest
from botocore.client import BaseClient
from moto import mock_aws
from moto.core.models import MockAWS
from moto.ec2.models import ec2_backends

from peermock import mock_peering, stop_all
from peermock._transport.activation import _patches
from tests.arrangements import Run
from tests.transport.moto.test_one_aws import create_volume, is_aws

Order = tuple[str, ...]

VARIABLES = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION")


def orders(*names: str) -> Iterator[Order]:
    """Yield the orders in which mocks can start and stop. Of one kind, the last one stops first."""
    for order in permutations(f"{step}{name}" for name in names for step in "+-"):
        begun_first = all(order.index(f"+{name}") < order.index(f"-{name}") for name in names)
        if begun_first and all(_is_nested(order, kind) for kind in ("moto", "peermock")):
            yield order


def _is_nested(order: Order, kind: str) -> bool:
    open_: list[str] = []
    for step in order:
        if step[1:].startswith(kind):
            if step[0] == "+":
                open_.append(step[1:])
            elif open_.pop() != step[1:]:
                return False
    return True


def run_in(order: Order, ec2: BaseClient) -> None:
    """Start and stop mocks in an order, and use them while both are active."""
    mocks = {name: (mock_aws if "moto" in name else mock_peering)() for name in _names(order)}
    active: list[str] = []
    for step in order:
        name = step[1:]
        if step[0] == "+":
            mocks[name].start()
            active.append(name)
        else:
            mocks[name].stop()
            active.remove(name)
        if {"moto", "peermock"} <= set(active):
            create_volume(ec2)
            assert is_aws(ec2)


def _names(order: Order) -> set[str]:
    return {step[1:] for step in order}


@pytest.fixture(scope="module")
def older_ec2() -> BaseClient:
    """A client with keys of its own that is older than all mocks."""
    keys = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
    return boto3.Session().client("ec2", "us-east-1", **keys)


@pytest.mark.parametrize("own", [{}, dict.fromkeys(VARIABLES, "of the machine")])
@pytest.mark.parametrize(
    "order",
    [
        *orders("moto", "peermock"),
        *orders("moto", "moto2", "peermock"),
        *orders("moto", "peermock", "peermock2"),
    ],
    ids=" ".join,
)
def test_mocks_end_in_any_order(
    order: Order, own: dict[str, str], older_ec2: BaseClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Afterwards the environment and moto are as before."""
    monkeypatch.setenv("MOTO_EC2_LOAD_DEFAULT_AMIS", "false")  # which is most of a test's cost
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in own.items():
        monkeypatch.setenv(name, value)
    before = dict(os.environ)
    try:
        run_in(order, older_ec2)
        assert dict(os.environ) == before
        assert not ec2_backends
        assert "peermock" not in MockAWS.stop.__module__
        assert "peermock" not in MockAWS._unmock_env_variables.__module__
    finally:
        stop_all()


def test_credentials_stay_while_a_mock_is_active(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mock that ends keeps the credentials of one that is still active."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "of the machine")
    moto, peering = mock_aws(), mock_peering()
    moto.start()
    peering.start()
    own = os.environ["AWS_ACCESS_KEY_ID"]
    moto.stop()
    assert os.environ["AWS_ACCESS_KEY_ID"] == own
    moto.start()
    peering.stop()
    assert os.environ["AWS_ACCESS_KEY_ID"] == "FOOBARKEY"
    assert boto3.client("ec2", "us-east-1").describe_volumes()["Volumes"] == []
    moto.stop()
    assert os.environ["AWS_ACCESS_KEY_ID"] == "of the machine"


CONFTEST = """
import os

import pytest


def aws():
    return {name: value for name, value in os.environ.items() if name.startswith("AWS")}


BEFORE = aws()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item, nextitem):
    outcome = yield
    if nextitem is None or nextitem.cls is not item.cls:  # a class may keep what is its own
        from moto.core.models import MockAWS, botocore_stubber

        assert aws() == BEFORE, item.nodeid
        assert not botocore_stubber.enabled, item.nodeid
        assert MockAWS._nested_count == 0, item.nodeid
    return outcome
"""

SUITE = """
from unittest import TestCase

from moto import mock_aws


def check():
    ec2 = boto3.client("ec2", "us-east-1")
    ec2.create_volume(AvailabilityZone="us-east-1a", Size=1)
    assert len(ec2.describe_vpcs()["Vpcs"]) == 1
    assert ec2.describe_vpc_peering_connections()["VpcPeeringConnections"] == []
    one, other = (
        ec2.create_vpc(CidrBlock=block)["Vpc"]["VpcId"] for block in ("10.0.0.0/16", "10.1.0.0/16")
    )
    ec2.create_vpc_peering_connection(VpcId=one, PeerVpcId=other)


@mock_aws
@mock_peering
def test_decorated():
    check()


@mock_peering
@mock_aws
def test_decorated_the_other_way():
    check()


@mock_aws
@mock_peering
def test_that_fails_in_the_middle():
    check()
    pytest.xfail("as a test does")


@pytest.fixture
def both():
    with mock_aws(), mock_peering():
        yield


@pytest.fixture
def both_the_other_way():
    with mock_peering(), mock_aws():
        yield


@pytest.fixture
def moto():
    with mock_aws():
        yield


@pytest.mark.parametrize("name", ["both", "both_the_other_way"])
def test_fixtures(name, request):
    request.getfixturevalue(name)
    check()


def test_the_fixture_of_the_plugin(peering, moto):
    check()


def test_the_fixture_of_the_plugin_after_motos(moto, peering):
    check()


@mock_aws
def test_the_fixture_of_the_plugin_and_a_decorator(peering):
    check()


@pytest.mark.parametrize("number", range(4))
@mock_peering
@mock_aws
def test_cases(number):
    check()


@mock_aws
@mock_peering
class TestDecorated:
    def test_one(self):
        check()

    def test_other(self):
        check()


@mock_peering
@mock_aws
class TestDecoratedTheOtherWay:
    def setup_method(self):
        self.ec2 = boto3.client("ec2", "us-east-1")

    def test_one(self):
        self.ec2.describe_vpcs()

    def test_other(self):
        self.ec2.describe_vpcs()


@mock_aws
@mock_peering
class TestCases(TestCase):
    def setUp(self):
        self.ec2 = boto3.client("ec2", "us-east-1")

    def test_one(self):
        check()

    def test_other(self):
        check()


class ByHand(TestCase):
    mocks = (mock_aws, mock_peering)

    def setUp(self):
        self.started = [mock() for mock in self.mocks]
        for mock in self.started:
            mock.start()

    def tearDown(self):
        for mock in self.started:  # not the last one first
            mock.stop()

    def test_one(self):
        check()

    def test_other(self):
        check()


class ByHandTheOtherWay(ByHand):
    mocks = (mock_peering, mock_aws)


class OfTheClass(TestCase):
    @classmethod
    def setUpClass(cls):
        cls.peering = mock_peering().start()
        cls.moto = mock_aws()
        cls.moto.start()

    @classmethod
    def tearDownClass(cls):
        cls.peering.stop()
        cls.moto.stop()

    def test_one(self):
        check()
"""


@pytest.mark.parametrize("args", [(), ("-p", "xdist", "-n", "2")])
def test_a_suite_of_every_style(
    pytester: pytest.Pytester, run: Run, args: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No test sees resources of another, alone or with pytest-xdist."""
    monkeypatch.setenv("MOTO_EC2_LOAD_DEFAULT_AMIS", "false")
    pytester.makeconftest(CONFTEST)
    run(SUITE, *args).assert_outcomes(passed=22, xfailed=1)


def test_patches_of_moto_are_put_on_again_as_they_were() -> None:
    """The second of two mocks repeats the first one's patches of moto's EC2."""
    for is_repeated in (False, True):
        with mock_peering():
            assert _patches._is_repeated or not is_repeated
