"""One account of the mocked world, as the author of a test holds it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypedDict

from peermock._mock.arrangement import arrange_vpc
from peermock._mock.assertions import check_operation
from peermock._mock.clients import session
from peermock._mock.resources import Vpc
from peermock.domain.identity import Place, access_key_id, is_account_id
from peermock.domain.world import World

if TYPE_CHECKING:
    from botocore.config import Config

SECRET = "peermock"  # noqa: S105  # made up, and nothing checks it
"""The secret key and session token of all credentials that a mock hands out."""


class Credentials(TypedDict):
    """What `boto3.Session` and `boto3.client` take to act for an account."""

    aws_access_key_id: str
    aws_secret_access_key: str
    aws_session_token: str


class Account:
    """A view of one account: clients and credentials for it, and what it may not do.

    `PeeringMock.account` gives it; accounts exist as soon as they are spoken of.

    Attributes:
        account_id: The account, twelve digits.
        region_name: The Region of clients that name none.
    """

    def __init__(self, world: World, account_id: str, region_name: str) -> None:
        self._world = world
        self.account_id = account_id
        self.region_name = region_name

    def __repr__(self) -> str:
        return f"Account({self.account_id!r})"

    def credentials(self) -> Credentials:
        """Return credentials that mean this account to every AWS client.

        Returns:
            `aws_access_key_id`, `aws_secret_access_key` and `aws_session_token`, as
            `boto3.Session` and `boto3.client` take them.

        Example:
            >>> from peermock import mock_peering
            >>> with mock_peering() as aws:
            ...     sorted(aws.account("222222222222").credentials())
            ['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token']
        """
        return {
            "aws_access_key_id": access_key_id(self.account_id),
            "aws_secret_access_key": SECRET,
            "aws_session_token": SECRET,
        }

    def client(
        self,
        service_name: str,
        region_name: str | None = None,
        *,
        endpoint_url: str | None = None,
        config: "Config | None" = None,
    ) -> Any:  # noqa: ANN401  # as boto3.client: what it has depends on the service
        """Return a botocore client that is signed for this account.

        Args:
            service_name: The service, such as `ec2` or `sts`.
            region_name: The Region; without it, that of the mock.
            endpoint_url: Another endpoint than the Region's; it is answered all the same.
            config: A `botocore.config.Config`.

        Example:
            >>> from peermock import mock_peering
            >>> with mock_peering() as aws:
            ...     aws.account("222222222222").client("sts").get_caller_identity()["Account"]
            '222222222222'
        """
        return session().create_client(
            service_name,
            region_name=region_name or self.region_name,
            endpoint_url=endpoint_url,
            config=config,
            aws_access_key_id=access_key_id(self.account_id),
            aws_secret_access_key=SECRET,
            aws_session_token=SECRET,
        )

    def vpc(
        self,
        cidr_block: str,
        region_name: str | None = None,
        *,
        tags: Mapping[str, str] | None = None,
    ) -> Vpc:
        """Return a new VPC of the account, for the given part of a test.

        Args:
            cidr_block: Its range, a CIDR string.
            region_name: Its Region; without it, that of the mock.
            tags: Its tags.

        Raises:
            ValueError: AWS would refuse it.

        Example:
            >>> from peermock import mock_peering
            >>> with mock_peering() as aws:
            ...     vpc = aws.account("222222222222").vpc("10.1.0.0/16", region_name="eu-west-1")
            ...     vpc.view["OwnerId"], vpc.region_name
            ('222222222222', 'eu-west-1')
        """
        place = Place(self.account_id, region_name or self.region_name)
        return arrange_vpc(self._world, place, cidr_block, tags or {})

    def deny(self, *operations: str) -> "Denial":
        """Take the account's permission for operations away.

        The calls answer `UnauthorizedOperation` (403), with DryRun too, until `allow` gives the
        permission back, or the end of a `with` block.

        Args:
            *operations: Names such as `AcceptVpcPeeringConnection`.

        Raises:
            ValueError: There is no such operation in peermock.

        Example:
            >>> from peermock import mock_peering
            >>> with mock_peering() as aws:
            ...     with aws.account("222222222222").deny("AcceptVpcPeeringConnection"):
            ...         pass  # here the code under test meets UnauthorizedOperation
        """
        for name in operations:
            check_operation(name)
            if name == "GetCallerIdentity":
                raise ValueError("AWS answers GetCallerIdentity even under an explicit deny")
        new = {(self.account_id, name) for name in operations} - self._world.denied
        self._world.denied |= new
        return Denial(self._world, new)

    def allow(self, *operations: str) -> None:
        """Give permissions back that `deny` took away.

        Args:
            *operations: Names such as `AcceptVpcPeeringConnection`; without any, all that the
                account was denied.

        Raises:
            ValueError: There is no such operation in peermock.
        """
        for name in operations:
            check_operation(name)
        for account_id, name in list(self._world.denied):
            if account_id == self.account_id and (not operations or name in operations):
                self._world.denied.discard((account_id, name))


class Denial:
    """Permissions taken away; as a context manager, for the length of a block."""

    def __init__(self, world: World, denied: set[tuple[str, str]]) -> None:
        self._world = world
        self._denied = denied

    def __enter__(self) -> None:
        """Leave the permissions taken away."""

    def __exit__(self, *_: object) -> None:
        """Give back what this call took away."""
        self._world.denied -= self._denied


def check_account_id(account_id: object) -> str:
    """Return the account ID, if it is one.

    Raises:
        ValueError: It is not twelve digits.
        TypeError: It is no text.
    """
    if not isinstance(account_id, str):
        example = f"{account_id:012}" if isinstance(account_id, int) else "123456789012"
        raise TypeError(
            f'account_id={account_id!r}: expected a string of twelve digits, such as "{example}"'
        )
    if not is_account_id(account_id):
        raise ValueError(f"account_id={account_id!r}: expected twelve digits")
    return account_id
