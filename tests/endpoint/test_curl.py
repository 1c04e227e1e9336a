"""curl, signing with `--aws-sigv4` or not at all."""

import subprocess
from collections.abc import Callable

import pytest

from peermock import Endpoint, PeeringMock
from tests.endpoint.conftest import THEIRS
from tests.needs import find

Curl = Callable[..., str]

VERSION = "Version=2016-11-15"


@pytest.fixture
def curl(endpoint: Endpoint) -> Curl:
    """Return a function that calls the endpoint with curl and returns the body and the status."""
    command = find("curl", "curl")
    key = endpoint.environment(THEIRS)["AWS_ACCESS_KEY_ID"]

    def run(*argv: str, query: str = "", service: str = "ec2") -> str:
        signed = ["--aws-sigv4", f"aws:amz:eu-west-1:{service}", "--user", f"{key}:secret"]
        common = [command, "-sS", "--max-time", "10", "-w", " %{http_code}"]
        url = f"{endpoint.url}/{query}"
        done = subprocess.run(
            [*common, *(signed if service else ()), *argv, url],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def test_a_signed_post(curl: Curl, peering: PeeringMock) -> None:
    """The call is made as the signature's account, in its Region."""
    told = curl("-d", f"Action=DescribeVpcs&{VERSION}")
    assert f"<ownerId>{THEIRS}</ownerId>" in told
    assert told.endswith(" 200")
    peering.assert_called("DescribeVpcs", account_id=THEIRS, region_name="eu-west-1")


@pytest.mark.parametrize(
    "how",
    [
        ("--http1.0",),
        ("--http1.1",),
        ("--http2",),
        ("-H", "Transfer-Encoding: chunked"),
        ("-H", "Expect: 100-continue"),
        ("-H", "Connection: close"),
        ("-H", "Accept-Encoding: gzip", "--compressed"),
    ],
)
def test_ways_of_http(curl: Curl, how: tuple[str, ...]) -> None:
    """Every way of sending a request is answered."""
    assert curl(*how, "-d", f"Action=DescribeVpcs&{VERSION}").endswith(" 200")


def test_a_signed_get(curl: Curl) -> None:
    """Parameters may be in the URL."""
    told = curl("-G", query=f"?Action=DescribeVpcs&{VERSION}")
    assert f"<ownerId>{THEIRS}</ownerId>" in told


def test_sts(curl: Curl) -> None:
    """STS has the same URL."""
    told = curl("-d", "Action=GetCallerIdentity&Version=2011-06-15", service="sts")
    assert f"<Account>{THEIRS}</Account>" in told


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (f"Action=DescribeVpcs&{VERSION}", "AuthFailure"),
        ("Action=GetCallerIdentity&Version=2011-06-15", "MissingAuthenticationToken"),
        ("", "MissingAction"),
    ],
)
def test_unsigned_requests(curl: Curl, body: str, code: str) -> None:
    """Unsigned requests get AWS's errors."""
    assert f"<Code>{code}</Code>" in curl("-d", body, service="")


def test_another_service(curl: Curl) -> None:
    """Another service is refused by name."""
    told = curl("-d", "Action=ListUsers&Version=2010-05-08", service="iam")
    assert "peermock does not support the service iam" in told
    assert told.endswith(" 400")


def test_another_host(curl: Curl) -> None:
    """An unknown host name is rejected, and AWS's own are accepted."""
    body = ("-d", f"Action=DescribeVpcs&{VERSION}")
    assert curl("-H", "Host: evil.example", *body).endswith(" 403")
    assert curl("-H", "Host: ec2.eu-west-1.amazonaws.com", *body).endswith(" 200")


def test_a_head(curl: Curl) -> None:
    """An unsupported method gets a response all the same."""
    assert curl("-I", service="").endswith(" 405")


def test_the_clock(curl: Curl, peering: PeeringMock) -> None:
    """A shell script can shift the clock by eight days."""
    connection = peering.peer(
        peering.vpc("10.0.0.0/16"), peering.vpc("10.1.0.0/16"), status="pending-acceptance"
    )
    kind = ("-H", "Content-Type: application/json")
    told = curl(*kind, "-d", '{"days": 8}', query="_peermock/clock", service="")
    assert told.endswith(" 200")
    assert connection.status == "expired"
