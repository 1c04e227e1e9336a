"""A test's handle to one account of the mock."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypedDict, overload

from peermock._domain.identity import Place, access_key_id
from peermock._gateway import Gateway, check_operation
from peermock._mock.clients import session
from peermock._settings import check_account_id

if TYPE_CHECKING:
    from botocore.config import Config
    from mypy_boto3_ec2 import EC2Client
    from mypy_boto3_sts import STSClient

    from peermock._mock.resources import Vpc

SECRET = "peermock"  # noqa: S105  # made up; nothing checks it
"""The secret key and session token of all credentials that a mock hands out."""


class Credentials(TypedDict):
    """Keyword arguments for `boto3.Session` and `boto3.client` that select an account."""

    aws_access_key_id: str
    aws_secret_access_key: str
    aws_session_token: str


class Account:
    """A handle to one account: its clients, credentials, VPCs, roles and permissions.

    Returned by `PeeringMock.account`. Accounts are created on first use.

    Attributes:
        account_id: The account ID, twelve digits.
        region_name: The default Region of the account's clients.
    """

    def __init__(self, gateway: Gateway, account_id: str, region_name: str) -> None:
        self._gateway = gateway
        self.account_id = account_id
        self.region_name = region_name

    def __repr__(self) -> str:
        return f"Account({self.account_id!r})"

    def credentials(self) -> Credentials:
        """Return credentials that any AWS client can use to act as this account.

        Returns:
            Keyword arguments for `boto3.Session` and `boto3.client`: `aws_access_key_id`,
            `aws_secret_access_key` and `aws_session_token`.

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

    @overload
    def client(
        self,
        service_name: Literal["ec2"],
        region_name: str | None = ...,
        *,
        endpoint_url: str | None = ...,
        config: "Config | None" = ...,
    ) -> "EC2Client": ...

    @overload
    def client(
        self,
        service_name: Literal["sts"],
        region_name: str | None = ...,
        *,
        endpoint_url: str | None = ...,
        config: "Config | None" = ...,
    ) -> "STSClient": ...

    @overload
    def client(
        self,
        service_name: str,
        region_name: str | None = ...,
        *,
        endpoint_url: str | None = ...,
        config: "Config | None" = ...,
    ) -> Any: ...  # noqa: ANN401  # as boto3.client: its methods depend on the service

    def client(
        self,
        service_name: str,
        region_name: str | None = None,
        *,
        endpoint_url: str | None = None,
        config: "Config | None" = None,
    ) -> Any:  # as boto3.client: its methods depend on the service
        """Return a botocore client that signs its requests as this account.

        Args:
            service_name: The service, such as `ec2` or `sts`.
            region_name: The Region. Defaults to the mock's.
            endpoint_url: A custom endpoint URL. The mock answers its requests too.
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
    ) -> "Vpc":
        """Create a VPC in the account and return a handle to it.

        Use it to arrange a test. The code under test creates VPCs with its own client.

        Args:
            cidr_block: The VPC's primary CIDR block, such as `10.0.0.0/16`.
            region_name: The VPC's Region. Defaults to the mock's.
            tags: The VPC's tags. Reserved keys such as `aws:cloudformation:stack-name` are allowed.

        Raises:
            ValueError: AWS would reject the request.

        Example:
            >>> from peermock import mock_peering
            >>> with mock_peering() as aws:
            ...     vpc = aws.account("222222222222").vpc("10.1.0.0/16", region_name="eu-west-1")
            ...     vpc.view["OwnerId"], vpc.region_name
            ('222222222222', 'eu-west-1')
        """
        from peermock._mock.arrangement import arrange_vpc  # noqa: PLC0415  # on first use

        place = Place(self.account_id, region_name or self.region_name)
        return arrange_vpc(self._gateway, place, cidr_block, tags or {})

    @property
    def roles(self) -> dict[str, list[str] | None] | None:
        """The account's roles, each with the accounts allowed to assume it, or None.

        None, the default, means that every role exists and anyone may assume it. Assign a list of
        names, or a dictionary from names to account IDs; AssumeRole of any other role, or by any
        other account, then fails with `AccessDenied`, as on AWS.

        Example:
            >>> from peermock import mock_peering
            >>> with mock_peering() as aws:
            ...     aws.account("222222222222").roles = {"peering": ["123456789012"]}
            ...     aws.account("222222222222").roles
            {'peering': ['123456789012']}
        """
        with self._gateway.held() as world:
            roles = world.roles.get(self.account_id)
        if roles is None:
            return None
        return {name: None if ids is None else sorted(ids) for name, ids in roles.items()}

    @roles.setter
    def roles(self, roles: "Mapping[str, Iterable[str] | None] | Iterable[str] | None") -> None:
        with self._gateway.locked() as world:
            if roles is None:
                world.roles.pop(self.account_id, None)
            else:
                world.roles[self.account_id] = _read_roles(roles)

    def deny(self, *operations: str) -> "Denial":
        """Deny the account permission to call operations.

        Denied calls fail with `UnauthorizedOperation` (403), also with DryRun, until you call
        `allow` or leave the `with` block.

        Args:
            *operations: Names such as `AcceptVpcPeeringConnection`, one or more.

        Raises:
            TypeError: No operation is given.
            ValueError: peermock has no such operation, or AWS does not let it be denied.

        Example:
            >>> from peermock import mock_peering
            >>> with mock_peering() as aws:
            ...     with aws.account("222222222222").deny("AcceptVpcPeeringConnection"):
            ...         pass  # here the code under test meets UnauthorizedOperation
        """
        if not operations:
            raise TypeError('deny(): name at least one operation, such as deny("DescribeVpcs")')
        for name in operations:
            check_operation(name)
            if name == "GetCallerIdentity":
                raise ValueError(
                    "GetCallerIdentity cannot be denied: AWS allows it even under an explicit deny"
                )
        with self._gateway.locked() as world:
            new = {(self.account_id, name) for name in operations} - world.denied
            world.denied |= new
        return Denial(self._gateway, new)

    def allow(self, *operations: str) -> None:
        """Restore permissions that `deny` took away.

        Args:
            *operations: Names such as `AcceptVpcPeeringConnection`. Without any, all of the
                account's permissions are restored.

        Raises:
            ValueError: peermock has no such operation.
        """
        for name in operations:
            check_operation(name)
        with self._gateway.locked() as world:
            for account_id, name in list(world.denied):
                if account_id == self.account_id and (not operations or name in operations):
                    world.denied.discard((account_id, name))


def _read_roles(
    roles: Mapping[str, Iterable[str] | None] | Iterable[str],
) -> dict[str, frozenset[str] | None]:
    """Return the trusted accounts of each role, by name; None if anyone may assume the role.

    Raises:
        TypeError: A role's name or its list of accounts has the wrong type.
        ValueError: An account ID is not twelve digits.
    """
    if isinstance(roles, str):
        raise TypeError(f"roles = {roles!r}: expected names, such as {{{roles!r}}}")
    trust = dict(roles) if isinstance(roles, Mapping) else dict.fromkeys(roles)
    read: dict[str, frozenset[str] | None] = {}
    for name, ids in trust.items():
        if not isinstance(name, str) or isinstance(ids, str):
            raise TypeError(
                f"roles = {trust!r}: expected names of roles, with lists of account IDs"
            )
        read[name] = None if ids is None else frozenset(map(check_account_id, ids))
    return read


class Denial:
    """Permissions that were taken away; a context manager that restores them on exit."""

    def __init__(self, gateway: Gateway, denied: set[tuple[str, str]]) -> None:
        self._gateway = gateway
        self._denied = denied

    def __enter__(self) -> None:
        """Do nothing: the permissions are denied already."""

    def __exit__(self, *_: object) -> None:
        """Restore the permissions that this call took away."""
        with self._gateway.locked() as world:
            world.denied -= self._denied
