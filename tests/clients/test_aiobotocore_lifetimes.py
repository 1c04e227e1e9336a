"""aiobotocore clients and sessions that are older than the mock, in it, and after its end."""

import re
from contextlib import AsyncExitStack

import pytest
from aiobotocore.config import AioConfig
from aiobotocore.httpsession import AIOHTTPSession
from aiobotocore.httpxsession import HttpxSession
from aiobotocore.session import AioSession, ClientCreatorContext, get_session
from botocore.exceptions import EndpointConnectionError, NoCredentialsError

from peermock import NotMockedError, PeeringMock, UnsupportedOperationError, mock_peering
from tests.clients.programs import RunAlone

pytestmark = pytest.mark.anyio


KEYS = {"aws_access_key_id": "AKIAIOSFODNN7EXAMPLE", "aws_secret_access_key": "secret"}
CLOSED = "http://127.0.0.1:9"


@pytest.fixture
def session() -> AioSession:
    """A session that is older than the mock."""
    return get_session()


def create_unreachable(session: AioSession, **keys: str) -> ClientCreatorContext:
    """Return a client of an endpoint that refuses connections."""
    config = AioConfig(retries={"max_attempts": 0})
    return session.create_client("ec2", "eu-west-1", endpoint_url=CLOSED, config=config, **keys)


@pytest.mark.parametrize("keys", [{}, KEYS], ids=["without keys", "with keys"])
@pytest.mark.parametrize("transport", [AIOHTTPSession, HttpxSession])
async def test_clients_older_than_the_mock_are_answered(
    session: AioSession, keys: dict[str, str], transport: type
) -> None:
    """An older client is answered, with either transport of aiobotocore."""
    config = AioConfig(http_session_cls=transport)
    async with session.create_client("ec2", "eu-west-1", config=config, **keys) as ec2:
        with mock_peering():
            vpcs = (await ec2.describe_vpcs())["Vpcs"]
    assert [vpc["CidrBlock"] for vpc in vpcs] == ["172.31.0.0/16"]


async def test_sessions_older_than_the_mock_are_answered(session: AioSession) -> None:
    """A client made in the mock by an older session is answered."""
    async with mock_peering(account_id="111111111111"), session.create_client("sts") as sts:
        identity = await sts.get_caller_identity()
    assert identity["Account"] == "111111111111"


@mock_peering(account_id="333333333333", region_name="eu-central-1")
async def test_a_decorated_coroutine_runs_inside_the_mock() -> None:
    """A decorated coroutine function is awaited in the mock."""
    async with get_session().create_client("sts") as sts:
        identity = await sts.get_caller_identity()
    assert identity["Account"] == "333333333333"


@pytest.mark.parametrize(
    ("service_name", "call"),
    [
        ("s3", "list_buckets"),
        ("dynamodb", "list_tables"),
        ("sqs", "list_queues"),
        ("cloudwatch", "list_dashboards"),
        ("lambda", "list_functions"),
    ],
)
@pytest.mark.parametrize("transport", [AIOHTTPSession, HttpxSession])
async def test_what_nobody_mocks_is_refused(
    session: AioSession, service_name: str, call: str, transport: type
) -> None:
    """A call to another service raises NotMockedError with its name, and sends nothing."""
    config = AioConfig(http_session_cls=transport)
    async with session.create_client(service_name, "us-east-1", config=config) as client:
        with mock_peering(), pytest.raises(NotMockedError) as caught:
            await getattr(client, call)()
    operation = "".join(word.capitalize() for word in call.split("_"))
    assert (caught.value.service_name, caught.value.operation_name) == (service_name, operation)


async def test_what_peermock_lacks_is_refused_by_name(peering: PeeringMock) -> None:
    """An unsupported EC2 operation raises UnsupportedOperationError."""
    async with get_session().create_client("ec2") as ec2:
        with pytest.raises(UnsupportedOperationError, match="ec2:DescribeFleets"):
            await ec2.describe_fleets()


@pytest.mark.parametrize(
    ("variable", "value", "host"),
    [
        ("AWS_EC2_METADATA_DISABLED", "false", "169.254.169.254"),
        ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/keys", "169.254.170.2"),
    ],
)
async def test_credentials_are_not_looked_up_outside(
    peering: PeeringMock, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, host: str
) -> None:
    """Without keys in the environment, host metadata is not queried."""
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.setenv(variable, value)
    with pytest.raises(NotMockedError, match=re.escape(host)):
        await get_session().get_credentials()


async def test_after_the_mock_an_older_client_has_no_credentials(session: AioSession) -> None:
    """An older client without credentials has none after the mock either."""
    async with create_unreachable(session) as ec2:
        async with mock_peering():
            await ec2.describe_vpcs()
        with pytest.raises(NoCredentialsError):
            await ec2.describe_vpcs()


async def test_after_the_mock_a_client_made_inside_has_no_credentials(session: AioSession) -> None:
    """A client made in the mock does not keep the mock's credentials."""
    async with AsyncExitStack() as stack:
        async with mock_peering():
            ec2 = await stack.enter_async_context(create_unreachable(session))
            await ec2.describe_vpcs()
        with pytest.raises(NoCredentialsError):
            await ec2.describe_vpcs()


async def test_after_the_mock_the_users_own_credentials_sign(
    monkeypatch: pytest.MonkeyPatch, session: AioSession
) -> None:
    """A session first used in the mock signs afterwards with the user's credentials."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEYS["aws_access_key_id"])
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", KEYS["aws_secret_access_key"])
    async with mock_peering():
        held = await session.get_credentials()
        during = await held.get_frozen_credentials()
    after = await held.get_frozen_credentials()
    assert during.access_key != KEYS["aws_access_key_id"]
    assert after.access_key == KEYS["aws_access_key_id"]


async def test_after_the_mock_requests_go_out(session: AioSession) -> None:
    """With the user's own keys, a client calls its endpoint again after the mock."""
    async with create_unreachable(session, **KEYS) as ec2:
        async with mock_peering():
            await ec2.describe_vpcs()
        with pytest.raises(EndpointConnectionError, match=CLOSED):
            await ec2.describe_vpcs()


async def test_keys_taken_one_by_one_are_the_mocks_own(session: AioSession) -> None:
    """Code that signs by itself reads the current keys, and none after the mock."""
    with mock_peering():
        held = await session.get_credentials()
        keys = (held.access_key, held.secret_key, held.token)
        frozen = await held.get_frozen_credentials()
    assert keys == (frozen.access_key, frozen.secret_key, frozen.token)
    with pytest.raises(NotImplementedError, match="get_frozen_credentials"):
        _ = held.access_key


OLDER_THAN_PEERMOCK = """
import asyncio
from aiobotocore.session import get_session

async def main():
    async with get_session().create_client("ec2", "eu-west-1") as ec2:
        from peermock import mock_peering
        async with mock_peering():
            print(len((await ec2.describe_vpcs())["Vpcs"]))

asyncio.run(main())
"""

IMPORTED_INSIDE = """
import asyncio
from peermock import NotMockedError, mock_peering

async def main():
    async with mock_peering(assert_nothing_swallowed=False):
        from aiobotocore.session import get_session
        async with get_session().create_client("s3") as s3:
            try:
                await s3.list_buckets()
            except NotMockedError as error:
                print(error.service_name, error.operation_name)
        async with get_session().create_client("sts") as sts:
            print((await sts.get_caller_identity())["Account"])

asyncio.run(main())
"""


@pytest.mark.parametrize(
    ("program", "output"),
    [(OLDER_THAN_PEERMOCK, "1\n"), (IMPORTED_INSIDE, "s3 ListBuckets\n123456789012\n")],
    ids=["older than peermock", "imported inside the mock"],
)
def test_the_order_of_imports_does_not_matter(
    run_alone: RunAlone, program: str, output: str
) -> None:
    """Clients older than peermock's import, and an import in the mock, are handled."""
    assert run_alone(program) == output
