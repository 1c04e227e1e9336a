"""One account of the mocked world, as the author of a test holds it."""

from typing import TYPE_CHECKING

from peermock._mock.clients import session
from peermock.domain.identity import access_key_id, is_account_id
from peermock.domain.world import World
from peermock.operations import OPERATIONS

if TYPE_CHECKING:
    from botocore.client import BaseClient
    from botocore.config import Config

SECRET = "peermock"  # noqa: S105  # made up, and nothing checks it
"""The secret key and session token of all credentials that a mock hands out."""


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

    def credentials(self) -> dict[str, str]:
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
    ) -> "BaseClient":
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
        _check_operations(operations)
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
        _check_operations(operations)
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


def check_account_id(account_id: str) -> str:
    """Return the account ID, if it is one.

    Raises:
        ValueError: It is not twelve digits.
        TypeError: It is no text.
    """
    if not isinstance(account_id, str):
        raise TypeError(
            f"account_id={account_id!r}: expected a string of twelve digits, such as "
            f'"{account_id:0>12}"'
        )
    if not is_account_id(account_id):
        raise ValueError(f"account_id={account_id!r}: expected twelve digits")
    return account_id


def _check_operations(operations: tuple[str, ...]) -> None:
    known = {name for table in OPERATIONS.values() for name in table}
    for name in operations:
        if name not in known:
            raise ValueError(
                f"peermock has no operation {name!r}; it has {', '.join(sorted(known))}"
            )
