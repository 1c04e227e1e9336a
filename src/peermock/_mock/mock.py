"""`mock_peering` and the object it gives: AWS's VPC peering, in this process."""

from collections.abc import Callable
from datetime import timedelta
from typing import ParamSpec, TypeVar, overload

from peermock import transport
from peermock._mock.account import Account, check_account_id
from peermock._mock.decoration import decorate
from peermock._mock.environment import Environment
from peermock.domain.identity import access_key_id
from peermock.domain.ids import IdSource
from peermock.domain.quotas import Quotas
from peermock.domain.settle import Settle
from peermock.domain.world import World
from peermock.exceptions import MockStateError
from peermock.gateway import Gateway
from peermock.protocol.regions import is_region
from peermock.transport.current import current

P = ParamSpec("P")
R = TypeVar("R")

DEFAULT_ACCOUNT_ID = "123456789012"
DEFAULT_REGION_NAME = "us-east-1"


class PeeringMock:
    """AWS's VPC peering, from `start` to `stop`, for every botocore client of the process.

    It is a context manager and a decorator. While it is active, credentials and a Region are in
    the environment, calls to EC2 and STS are answered, and no request of botocore leaves the
    machine. Started inside another mock it joins that one's world, with an account and a Region
    of its own. Make one with `mock_peering`.

    Attributes:
        account_id: The account of clients whose keys carry none.
        region_name: The Region of clients that name none.
    """

    def __init__(
        self,
        *,
        account_id: str = DEFAULT_ACCOUNT_ID,
        region_name: str = DEFAULT_REGION_NAME,
        quotas: Quotas | None = None,
        settle: Settle | timedelta | None = None,
        seed: int = 0,
    ) -> None:
        self.account_id = check_account_id(account_id)
        self.region_name = _check_region_name(region_name)
        self._quotas = quotas or Quotas()
        self._settle = _read_settle(settle)
        self._seed = seed
        self._gateway: Gateway | None = None
        self._environment = Environment(
            {
                "AWS_ACCESS_KEY_ID": access_key_id(account_id),
                "AWS_SECRET_ACCESS_KEY": "peermock",
                "AWS_SESSION_TOKEN": "peermock",
                "AWS_DEFAULT_REGION": region_name,
                "AWS_REGION": region_name,
            }
        )

    def __repr__(self) -> str:
        state = "active" if self._gateway else "not active"
        return f"<PeeringMock {self.account_id} {self.region_name}, {state}>"

    def start(self) -> "PeeringMock":
        """Begin to answer, and return the mock.

        Raises:
            MockStateError: It has been started already.
        """
        if self._gateway is not None:
            raise MockStateError("This mock is already active. Stop it first, or make another.")
        outer = current()
        self._gateway = outer.joined(self.account_id) if outer else self._new_gateway()
        transport.begin(self._gateway)
        self._environment.set()
        return self

    def stop(self) -> None:
        """End, and put the environment back as it was.

        Raises:
            MockStateError: It is not active, or a mock that was started later still is.
        """
        if self._gateway is None:
            raise MockStateError("This mock is not active. Start it before stopping it.")
        if self._gateway is not current():
            raise MockStateError(
                "Another mock was started after this one and is still active. Stop that one first."
            )
        self._environment.put_back()
        transport.end(self._gateway)
        self._gateway = None

    def __enter__(self) -> "PeeringMock":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    async def __aenter__(self) -> "PeeringMock":
        return self.start()

    async def __aexit__(self, *_: object) -> None:
        self.stop()

    def __call__(self, function: Callable[P, R]) -> Callable[P, R]:
        """Return the function so that each of its calls runs inside a mock of its own.

        Raises:
            TypeError: It is no function.
        """
        return decorate(function, self._another)

    def account(self, account_id: str) -> Account:
        """Return a view of an account, which exists as soon as it is spoken of.

        Args:
            account_id: Twelve digits.

        Raises:
            ValueError: It is not twelve digits.
            MockStateError: The mock is not active.
        """
        return Account(self._world(), check_account_id(account_id), self.region_name)

    def _another(self) -> "PeeringMock":
        return PeeringMock(
            account_id=self.account_id,
            region_name=self.region_name,
            quotas=self._quotas,
            settle=self._settle,
            seed=self._seed,
        )

    def _new_gateway(self) -> Gateway:
        world = World(
            ids=IdSource(self._seed),
            quotas=self._quotas,
            settle=self._settle,
            is_region=is_region,
        )
        return Gateway(world, self.account_id)

    def _world(self) -> World:
        if self._gateway is None:
            raise MockStateError(
                "This mock is not active. Use it inside `with mock_peering() as aws:`, in a "
                "decorated function, or between start() and stop()."
            )
        return self._gateway.world


@overload
def mock_peering(function: Callable[P, R], /) -> Callable[P, R]: ...


@overload
def mock_peering(
    *,
    account_id: str = ...,
    region_name: str = ...,
    quotas: Quotas | None = ...,
    settle: Settle | timedelta | None = ...,
    seed: int = ...,
) -> PeeringMock: ...


def mock_peering(
    function: Callable[P, R] | None = None,
    /,
    *,
    account_id: str = DEFAULT_ACCOUNT_ID,
    region_name: str = DEFAULT_REGION_NAME,
    quotas: Quotas | None = None,
    settle: Settle | timedelta | None = None,
    seed: int = 0,
) -> Callable[P, R] | PeeringMock:
    """Return a mock of VPC peering, or a function that runs inside one.

    Args:
        function: What `@mock_peering` without parentheses decorates.
        account_id: The account of clients whose access keys carry none, twelve digits.
        region_name: The Region of clients that name none.
        quotas: What an account may have at most; by default AWS's own defaults.
        settle: How long the transitional states last: a timedelta, or a `Settle`. By default
            they are seen once, in the answer of the call that caused them.
        seed: Where identifiers come from; the same seed makes the same ones.

    Raises:
        ValueError: A value is not as AWS has it.
        TypeError: A value has the wrong type, or the function is none.

    Example:
        >>> with mock_peering(account_id="111111111111", region_name="eu-west-1") as aws:
        ...     aws.account("111111111111").client("sts").get_caller_identity()["Account"]
        '111111111111'
    """
    mock = PeeringMock(
        account_id=account_id, region_name=region_name, quotas=quotas, settle=settle, seed=seed
    )
    return mock if function is None else mock(function)


def _check_region_name(region_name: str) -> str:
    if not isinstance(region_name, str):
        raise TypeError(f"region_name={region_name!r}: expected a Region such as 'us-east-1'")
    if not is_region(region_name):
        raise ValueError(f"region_name={region_name!r}: AWS has no such Region")
    return region_name


def _read_settle(settle: Settle | timedelta | None) -> Settle:
    if isinstance(settle, timedelta):
        return Settle(duration=settle)
    if settle is None or isinstance(settle, Settle):
        return settle or Settle()
    raise TypeError(
        f"settle={settle!r}: expected a datetime.timedelta, Settle(duration=...) or "
        "Settle(describes=...)"
    )
