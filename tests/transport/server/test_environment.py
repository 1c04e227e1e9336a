"""Environment variables that point the clients of another process to an endpoint."""

import subprocess
import sys

import pytest

from peermock import Endpoint, PeeringMock
from peermock._domain.identity import access_key_id
from peermock._transport.server import listener

bound = listener._bind

ACCEPT = """
import boto3, sys
ec2 = boto3.client("ec2")
(request,) = ec2.describe_vpc_peering_connections()["VpcPeeringConnections"]
ec2.accept_vpc_peering_connection(
    VpcPeeringConnectionId=request["VpcPeeringConnectionId"]
)
"""


def test_another_process_acts_in_the_world_of_the_test(
    endpoint: Endpoint, peering: PeeringMock
) -> None:
    """The process acts as the given account, and the call log has its calls."""
    theirs = peering.account("222222222222").vpc("10.1.0.0/16")
    connection = peering.peer(peering.vpc("10.0.0.0/16"), theirs, status="pending-acceptance")
    environ = endpoint.environment("222222222222")
    subprocess.run([sys.executable, "-c", ACCEPT], env=environ, check=True)
    peering.assert_called("AcceptVpcPeeringConnection", account_id="222222222222")
    assert connection.status == "active"


def test_the_account_and_the_region_may_be_chosen(endpoint: Endpoint) -> None:
    """The defaults are those of the mock."""
    chosen = endpoint.environment("333333333333", "eu-west-1")
    usual = endpoint.environment()
    assert chosen["AWS_ACCESS_KEY_ID"] == access_key_id("333333333333")
    assert (chosen["AWS_REGION"], usual["AWS_REGION"]) == ("eu-west-1", "us-east-1")
    assert usual["AWS_ACCESS_KEY_ID"] == access_key_id("123456789012")


@pytest.mark.parametrize(("account_id", "region_name"), [("12345", None), (None, "mars-north-1")])
def test_what_makes_no_sense_is_refused(
    endpoint: Endpoint, account_id: str | None, region_name: str | None
) -> None:
    """An account must have twelve digits, and the Region must exist."""
    with pytest.raises(ValueError, match=r"expected twelve digits|no such Region"):
        endpoint.environment(account_id, region_name)


def test_what_leads_elsewhere_is_left_out(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A profile, a web identity or FIPS would point a client elsewhere."""
    monkeypatch.setenv("AWS_PROFILE", "prod")
    monkeypatch.setenv("AWS_USE_FIPS_ENDPOINT", "true")
    monkeypatch.setenv("OTHER", "kept")
    environ = endpoint.environment()
    assert "AWS_PROFILE" not in environ
    assert "AWS_USE_FIPS_ENDPOINT" not in environ
    assert environ["OTHER"] == "kept"


@pytest.mark.parametrize(
    ("before", "after"),
    [(None, "127.0.0.1,localhost"), ("a.b", "a.b,127.0.0.1,localhost")],
)
def test_no_proxy_comes_between(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, before: str | None, after: str
) -> None:
    """Requests to the endpoint bypass a configured proxy."""
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example:3128")
    if before:
        monkeypatch.setenv("no_proxy", before)
    environ = endpoint.environment()
    assert (environ["no_proxy"], environ["NO_PROXY"]) == (after, after)


def test_without_a_proxy_there_is_nothing_to_except(endpoint: Endpoint) -> None:
    """Without a proxy the variable is not set."""
    assert "NO_PROXY" not in endpoint.environment()


def test_an_address_for_all_is_reached_by_loopback(peering: PeeringMock) -> None:
    """Not every system can connect to 0.0.0.0, so the URL has a loopback address."""
    everywhere = "0.0.0.0"  # noqa: S104  # which is what is tested
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listener, "_bind", lambda _, port: bound("127.0.0.1", port))
        with peering.serve(host=everywhere) as endpoint:
            assert endpoint.url == f"http://127.0.0.1:{endpoint.port}"
