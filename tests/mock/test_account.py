"""An account handle: clients, credentials and permissions."""

from collections.abc import Callable, Iterator

import boto3
import pytest
from botocore.client import BaseClient
from botocore.config import Config
from botocore.exceptions import ClientError

from peermock import Account, PeeringMock, mock_peering

DENIED = ("DescribeVpcs", "DescribeRouteTables", "AssumeRole")

Allowed = Callable[[], list[bool]]


@pytest.fixture
def mock() -> Iterator[PeeringMock]:
    """An active mock in a Region other than the default."""
    with mock_peering(region_name="eu-west-1") as mock:
        yield mock


@pytest.fixture
def account(mock: PeeringMock) -> Account:
    """An account other than the mock's own."""
    return mock.account("222222222222")


@pytest.fixture
def allowed(account: Account) -> Allowed:
    """Return a function that returns which of the three operations the account may call."""
    ec2, sts = account.client("ec2"), account.client("sts")
    role = {"RoleArn": "arn:aws:iam::111111111111:role/a", "RoleSessionName": "session"}

    def may(call: Callable[..., object], **params: str) -> bool:
        try:
            call(**params)
        except ClientError as error:
            return error.response["Error"]["Code"] not in {"UnauthorizedOperation", "AccessDenied"}
        return True

    return lambda: [
        may(ec2.describe_vpcs),
        may(ec2.describe_route_tables),
        may(sts.assume_role, **role),
    ]


def test_an_account_has_a_repr(account: Account) -> None:
    """The `repr` of an account has its ID."""
    assert repr(account) == "Account('222222222222')"


def test_clients_are_signed_for_the_account(account: Account) -> None:
    """A client calls as the account, in the mock's Region unless it names one."""
    assert account.client("sts").get_caller_identity()["Account"] == "222222222222"
    assert account.client("ec2").meta.region_name == "eu-west-1"
    assert account.client("ec2", "us-west-2").meta.region_name == "us-west-2"


def test_clients_take_settings(account: Account) -> None:
    """`endpoint_url` and `config` are passed on to the client."""
    config = Config(read_timeout=7)
    client = account.client("sts", endpoint_url="https://sts.example.com", config=config)
    assert client.meta.endpoint_url == "https://sts.example.com"
    assert client.meta.config.read_timeout == 7
    assert client.get_caller_identity()["Account"] == "222222222222"


@pytest.mark.parametrize(
    "make",
    [
        lambda keys: boto3.client("sts", **keys),
        lambda keys: boto3.Session(**keys).client("sts"),
        lambda keys: boto3.Session(**keys, region_name="us-west-2").client("sts"),
    ],
)
def test_credentials_belong_to_the_account(
    account: Account, make: Callable[[dict[str, str]], BaseClient]
) -> None:
    """A client with the credentials calls as the account."""
    identity = make(account.credentials()).get_caller_identity()
    assert identity["Account"] == "222222222222"
    assert identity["Arn"] == "arn:aws:iam::222222222222:user/peermock"


@pytest.mark.parametrize("account_id", ["", "22222222222", "22222222222x"])
def test_an_account_has_twelve_digits(mock: PeeringMock, account_id: str) -> None:
    """Anything else is an error of the test."""
    with pytest.raises(ValueError, match=f"^account_id='{account_id}': expected twelve digits"):
        mock.account(account_id)


@pytest.mark.parametrize("account_id", [None, 222222222222, b"222222222222"])
def test_an_account_is_a_string(mock: PeeringMock, account_id: object) -> None:
    """A number would lose its leading zeros."""
    with pytest.raises(TypeError, match="expected a string of twelve digits, such as"):
        mock.account(account_id)


def test_what_is_denied_is_refused(account: Account, allowed: Allowed) -> None:
    """A denied call fails until all permissions are restored."""
    assert allowed() == [True, True, True]
    account.deny(*DENIED)
    assert allowed() == [False, False, False]
    account.allow()
    assert allowed() == [True, True, True]


def test_permissions_come_back_one_by_one(account: Account, allowed: Allowed) -> None:
    """Only the named operations are allowed again."""
    account.deny(*DENIED)
    account.allow("DescribeRouteTables", "DescribeTags")
    assert allowed() == [False, True, False]


def test_what_a_block_denies_it_gives_back(account: Account, allowed: Allowed) -> None:
    """At the end of the block, only its own denials are lifted."""
    account.deny("DescribeVpcs")
    with account.deny("DescribeVpcs", "AssumeRole"):
        assert allowed() == [False, True, False]
    assert allowed() == [False, True, True]


def test_other_accounts_keep_their_permissions(
    mock: PeeringMock, account: Account, allowed: Allowed
) -> None:
    """Denials of one account do not affect another."""
    mock.account("333333333333").deny("DescribeVpcs")
    assert allowed() == [True, True, True]
    account.deny("DescribeVpcs")
    mock.account("333333333333").allow()
    assert allowed() == [False, True, True]


@pytest.mark.parametrize("name", ["RunInstance", "describe_vpcs", "", "ssm:RunInstances"])
@pytest.mark.parametrize("method", [Account.deny, Account.allow])
def test_only_known_operations_can_be_denied(
    account: Account, method: Callable[..., object], name: str
) -> None:
    """A misspelt operation is an error of the test, and changes nothing."""
    with pytest.raises(ValueError, match=f"{name!r}"):
        method(account, "DescribeVpcs", name)
    assert account.client("ec2").describe_vpcs()


def test_the_callers_identity_cannot_be_denied(account: Account) -> None:
    """AWS answers GetCallerIdentity regardless of permissions."""
    with pytest.raises(ValueError, match="even under an explicit deny"):
        account.deny("GetCallerIdentity")


def test_what_an_inner_mock_denies_stays_with_the_world(mock: PeeringMock) -> None:
    """Permissions belong to the world that nested mocks share."""
    with mock_peering() as inner:
        inner.account("222222222222").deny("DescribeVpcs")
    with pytest.raises(ClientError, match="UnauthorizedOperation"):
        mock.account("222222222222").client("ec2").describe_vpcs()
