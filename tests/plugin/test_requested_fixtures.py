"""Which fixtures count as requested: overriding ones, and those of `request.getfixturevalue`."""

import pytest

from tests.arrangements import Run

MOCKS = """
def ranges():
    vpcs = boto3.client("ec2").describe_vpcs()["Vpcs"]
    return sorted(vpc["CidrBlock"] for vpc in vpcs if not vpc["IsDefault"])

@pytest.fixture(scope="session")
def east():
    with mock_peering(region_name="us-east-2") as aws:
        aws.vpc("10.1.0.0/16")
        yield aws

@pytest.fixture(scope="session")
def west():
    with mock_peering(region_name="us-west-2") as aws:
        aws.vpc("10.2.0.0/16")
        yield aws

@pytest.fixture(scope="session")
def hub(east):
    return east
"""

EARLIER = {
    "first": "",
    "after east": "def test_0(hub): pass",
    "after west": "def test_0(west): pass",
    "after both": "def test_0(hub, west): pass",
    "after both, west first": "def test_0(west, hub): pass",
}

whatever_ran_before = pytest.mark.parametrize("earlier", EARLIER.values(), ids=EARLIER)
"""The order in which the mocks of wider fixtures started, before the test in question."""


@whatever_ran_before
def test_a_test_joins_what_it_gets_by_name(run: Run, earlier: str) -> None:
    """A mock joins that of a fixture that its test has got while it runs."""
    source = """
def test_by_name(request):
    request.getfixturevalue("hub")
    with mock_peering(region_name="us-east-2"):
        assert ranges() == ["10.1.0.0/16"]

def test_by_name_and_fixture(request):
    request.getfixturevalue("west")
    request.getfixturevalue("peering")
    assert boto3.client("ec2", "us-west-2").describe_vpcs()["Vpcs"][1:]

def test_without(peering):
    assert not peering._lifecycle.has_joined
"""
    assert run(MOCKS + earlier + source).ret == pytest.ExitCode.OK


@whatever_ran_before
@pytest.mark.parametrize("scope", ["session", "function"])
@pytest.mark.parametrize("asks", ["spoke", "west, spoke"])
def test_a_fixture_joins_what_it_gets_by_name(
    run: Run, earlier: str, scope: str, asks: str
) -> None:
    """This does not depend on what else its test requests."""
    source = f"""
@pytest.fixture(scope={scope!r})
def spoke(request):
    assert request.getfixturevalue("hub")
    with mock_peering(region_name="us-east-2") as aws:
        yield aws

def test_spoke({asks}):
    assert spoke.client("ec2").describe_vpcs()["Vpcs"][1:]
"""
    assert run(MOCKS + earlier + source).ret == pytest.ExitCode.OK


@whatever_ran_before
def test_a_fixture_does_not_join_what_only_its_test_gets(run: Run, earlier: str) -> None:
    """A request of the test does not count for its wider fixtures."""
    source = """
@pytest.fixture(scope="module")
def elsewhere():
    with mock_peering() as aws:
        yield aws

def test_elsewhere(request):
    request.getfixturevalue("west")
    assert not request.getfixturevalue("elsewhere")._lifecycle.has_joined
"""
    assert run(MOCKS + earlier + source).ret == pytest.ExitCode.OK


@whatever_ran_before
def test_an_overriding_fixture_is_another_one(run: Run, earlier: str) -> None:
    """A request for a fixture does not count for the one that it overrides, unless it uses that."""
    source = """
class TestOverriding:
    @pytest.fixture
    def hub(self):
        return None

    def test_overriding(self, hub, peering):
        assert not peering._lifecycle.has_joined

class TestExtending:
    @pytest.fixture
    def hub(self, hub):
        return hub

    def test_extending(self, hub, peering):
        assert peering._lifecycle.has_joined

@pytest.fixture(scope="module")
def spoke(hub):
    with mock_peering(region_name="us-east-2") as aws:
        yield aws

def test_spoke(spoke):
    assert ranges() == ["10.1.0.0/16"]
"""
    assert run(MOCKS + earlier + source).ret == pytest.ExitCode.OK


@whatever_ran_before
@pytest.mark.parametrize(
    ("asks", "answer"), [("hub, west", "10.2.0.0/16"), ("west, hub", "10.1.0.0/16")]
)
def test_of_two_mocks_the_one_requested_last_answers(
    run: Run, earlier: str, asks: str, answer: str
) -> None:
    """The order is that of the test's own requests, whichever mock started first."""
    source = f"""
def test_both({asks}):
    assert ranges() == [{answer!r}]
"""
    assert run(MOCKS + earlier + source).ret == pytest.ExitCode.OK
