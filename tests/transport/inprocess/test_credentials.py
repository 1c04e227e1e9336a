"""Credentials that a mock lends: its own while it is active, and the machine's afterwards."""

import asyncio
from collections.abc import Callable

import boto3
import pytest
from botocore.credentials import Credentials
from botocore.exceptions import NoCredentialsError

from peermock import mock_peering
from peermock._domain.identity import access_key_id
from peermock._transport.inprocess.credentials import AsyncLeasedCredentials, LeasedCredentials
from tests.transport.servers import Server

pytestmark = pytest.mark.usefixtures("_no_instance", "_new_default_session")

OURS = access_key_id("123456789012")
THEIRS = "AKIAIOSFODNN7EXAMPLE"

Signer = Callable[[], str]


@pytest.fixture(params=["made before the mock", "made in the mock"])
def signer(request: pytest.FixtureRequest, server: Server) -> Callable[[], Signer]:
    """Return a function that makes a caller of a local server, which returns the signing key.

    The session is made at once, or at the first call of the maker.
    """
    session = boto3.Session() if "before" in request.param else None

    def make() -> Signer:
        s3 = (session or boto3.Session()).client("s3", "us-east-1", endpoint_url=server.url)

        def sign() -> str:
            s3.delete_bucket(Bucket="orders")
            header = server.requests[-1].headers["Authorization"]
            return header.partition("Credential=")[2].partition("/")[0]

        return sign

    return make


def test_the_mock_lends_its_keys(signer: Callable[[], Signer]) -> None:
    """In a mock, requests are signed for the mock's account."""
    with mock_peering():
        assert signer()() == OURS


def test_each_mock_lends_its_own(signer: Callable[[], Signer]) -> None:
    """A client signs with the credentials of each mock in turn, nested ones included."""
    with mock_peering(account_id="111111111111"):
        sign = signer()
        assert sign() == access_key_id("111111111111")
        with mock_peering(account_id="222222222222"):
            assert sign() == access_key_id("222222222222")
        assert sign() == access_key_id("111111111111")
    with mock_peering():
        assert sign() == OURS


def test_after_the_mock_there_are_no_keys(signer: Callable[[], Signer]) -> None:
    """On a machine without credentials, a client has none after the mock."""
    with mock_peering():
        sign = signer()
        sign()
    with pytest.raises(NoCredentialsError):
        sign()


@pytest.mark.usefixtures("configured_machine")
def test_after_the_mock_the_keys_are_those_of_the_machine(signer: Callable[[], Signer]) -> None:
    """On a machine with credentials, a client has those after the mock."""
    with mock_peering():
        sign = signer()
        sign()
    assert sign() == THEIRS


def test_keys_that_a_test_sets_count(
    signer: Callable[[], Signer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Environment variables set by the test take precedence, in a mock too."""
    with mock_peering():
        sign = signer()
        with monkeypatch.context() as patch:
            patch.setenv("AWS_ACCESS_KEY_ID", THEIRS)
            assert sign() == THEIRS
        assert sign() == OURS


def test_keys_given_to_a_client_stay(server: Server) -> None:
    """Explicit keys stay the client's own before, in and after a mock."""
    settings = {"aws_access_key_id": THEIRS, "aws_secret_access_key": "secret"}
    s3 = boto3.client("s3", "us-east-1", endpoint_url=server.url, **settings)
    s3.delete_bucket(Bucket="orders")
    with mock_peering():
        s3.delete_bucket(Bucket="orders")
    s3.delete_bucket(Bucket="orders")
    assert all(THEIRS in request.headers["Authorization"] for request in server.requests)
    assert len(server.requests) == 3


def test_the_keys_of_a_session_follow_the_mock() -> None:
    """The result of `session.get_credentials()` always has the current keys."""
    with mock_peering(account_id="111111111111"):
        credentials = boto3.Session().get_credentials()
        assert credentials.method == "env"
        assert credentials.account_id is None
    with mock_peering():
        assert credentials.access_key == OURS
        assert credentials.secret_key == credentials.token == "peermock"
        assert credentials.get_frozen_credentials()[:2] == (OURS, "peermock")


@pytest.mark.parametrize("name", ["access_key", "secret_key", "token"])
def test_the_keys_of_a_session_end_with_the_mock(name: str) -> None:
    """No generated key outlives its mock."""
    with mock_peering():
        credentials = boto3.Session().get_credentials()
    with pytest.raises(NoCredentialsError):
        getattr(credentials, name)


def test_keys_that_no_mock_lends_are_as_botocore_found_them() -> None:
    """Only credentials that a mock has set in the environment are leased."""
    with mock_peering(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", THEIRS)
        assert type(boto3.Session().get_credentials()) is Credentials


def test_a_mock_without_variables_lends_keys_all_the_same() -> None:
    """Code that clears the environment can still sign."""
    with mock_peering(), pytest.MonkeyPatch.context() as patch:
        credentials = boto3.Session().get_credentials()
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
            patch.delenv(name)
        assert credentials.get_frozen_credentials()[:3] == ("peermock", "peermock", None)


@pytest.mark.parametrize("service_name", ["ec2", "sts"])
def test_urls_are_signed_for_who_has_no_keys(service_name: str) -> None:
    """A client made without credentials signs URLs with the mock's."""
    client = boto3.client(service_name, "us-east-1")
    operation = {"ec2": "describe_vpcs", "sts": "get_caller_identity"}[service_name]
    with mock_peering():
        assert f"X-Amz-Credential={OURS}%2F" in client.generate_presigned_url(operation)


def test_a_lease_asks_its_session_again() -> None:
    """After the mock, the session's credentials are looked up each time, as they may change."""
    found = iter([Credentials("first", "secret"), None])
    lease = LeasedCredentials(lambda: next(found))
    assert lease.access_key == "first"
    with pytest.raises(NoCredentialsError):
        lease.get_frozen_credentials()


@pytest.mark.parametrize("name", ["access_key", "secret_key", "token"])
def test_an_asynchronous_lease_has_keys_in_the_mock_only(name: str) -> None:
    """Afterwards, reading a key says to await it, as aiobotocore's own credentials do."""
    lease = AsyncLeasedCredentials(lambda: None)
    assert lease.get_account_id() is None
    with mock_peering():
        assert getattr(lease, name) in {OURS, "peermock"}
    with pytest.raises(NotImplementedError, match="Await get_frozen_credentials"):
        getattr(lease, name)


def test_an_asynchronous_lease_awaits_its_session() -> None:
    """Afterwards, the session's credentials are awaited, and may be None."""

    class Found(Credentials):
        async def get_frozen_credentials(self) -> tuple[str, str]:
            return (self.access_key, self.secret_key)

    found = [None, Found("theirs", "secret")]

    async def load() -> Credentials | None:
        return found.pop()

    lease = AsyncLeasedCredentials(load)
    assert asyncio.run(lease.get_frozen_credentials()) == ("theirs", "secret")
    with pytest.raises(NoCredentialsError):
        asyncio.run(lease.get_frozen_credentials())
    with mock_peering():
        assert asyncio.run(lease.get_frozen_credentials())[0] == OURS
