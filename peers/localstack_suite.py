"""A pytest plugin under which LocalStack's suite runs without LocalStack, against peermock.

Only the tests that LocalStack has validated on AWS are run, and what they answer is compared with
the whole of what AWS answered: the members that LocalStack leaves out of its own comparison are
compared as well.
"""

import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import MagicMock
from uuid import uuid4

import boto3
import pytest
from botocore.exceptions import ClientError
from localstack_snapshot.pytest.snapshot import _snapshot_session, pytest_addoption
from localstack_snapshot.snapshots import SnapshotSession
from localstack_snapshot.snapshots.transformer import (
    GenericTransformer,
    KeyValueBasedTransformer,
    RegexTransformer,
)
from localstack_snapshot.snapshots.transformer_utility import TransformerUtility

from peermock import mock_peering
from peers.outcomes import Notes

__all__ = ["_snapshot_session", "pytest_addoption"]

ACCOUNT, REGION, SECOND_REGION = "123456789012", "us-east-1", "us-west-1"
UUID = re.compile(r"[a-f0-9]{8}(-[a-f0-9]{4}){3}-[a-f0-9]{12}")


class Marks:
    """LocalStack's marks, of which only `validated` and those that mean nothing here let run."""

    aws = SimpleNamespace(
        validated=lambda test: test,
        **dict.fromkeys(
            ("only_localstack", "needs_fixing", "unknown", "manual_setup_required"),
            pytest.mark.skip(reason="not validated on AWS"),
        ),
    )
    snapshot = SimpleNamespace(skip_snapshot_verify=lambda *_, **__: lambda test: test)
    requires_in_process = pytest.mark.skip(reason="needs LocalStack itself")

    def __getattr__(self, name: str) -> Callable[[object], object]:
        return lambda test: test


def retry(function: Callable[[], object], retries: int = 3, **_: object) -> object:
    """Call a function until it does not fail, without waiting between the calls."""
    for _attempt in range(retries):
        with suppress(AssertionError):
            return function()
    return function()


def stand_ins() -> dict[str, ModuleType]:
    """Return modules in the place of LocalStack's, with what its tests of EC2 and STS take."""
    known: dict[str, dict[str, object]] = {
        "localstack": {},
        "localstack.config": {},
        "localstack.constants": {
            "AWS_REGION_US_EAST_1": REGION,
            "TAG_KEY_CUSTOM_ID": "_custom_id_",
        },
        "localstack.services": {},
        "localstack.services.ec2": {},
        "localstack.services.ec2.patches": {},
        "localstack.testing": {},
        "localstack.testing.aws": {},
        "localstack.testing.aws.util": {"is_aws_cloud": lambda: False},
        "localstack.testing.config": {},
        "localstack.testing.pytest": {"markers": Marks()},
        "localstack.utils": {},
        "localstack.utils.aws": {},
        "localstack.utils.aws.request_context": {},
        "localstack.utils.id_generator": {},
        "localstack.utils.numbers": {"is_number": lambda value: isinstance(value, int | float)},
        "localstack.utils.strings": {"short_uid": lambda: uuid4().hex[:8], "to_str": str},
        "localstack.utils.sync": {"retry": retry},
        "localstack.utils.urls": {
            "localstack_host": lambda: SimpleNamespace(host_and_port=lambda: "amazonaws.com")
        },
    }
    modules = {}
    for name, names in known.items():
        module = ModuleType(name)
        vars(module).update(names, __path__=[], __getattr__=lambda _: MagicMock())
        modules[name] = module
    return modules


def pytest_configure(config: pytest.Config) -> None:
    """Put the stand-ins in LocalStack's place."""
    sys.modules.update(stand_ins())
    config.pluginmanager.register(Notes())


@pytest.fixture(autouse=True)
def _aws() -> Iterator[None]:
    """Every case has a world of its own."""
    with mock_peering():
        yield


class Clients:
    """Clients by the names of services, as `aws_client.ec2`."""

    def __init__(self, region_name: str = REGION, **_: object) -> None:
        self._region_name = region_name

    def __getattr__(self, service_name: str) -> Any:  # noqa: ANN401  # a client of any service
        return boto3.client(service_name, self._region_name)


@pytest.fixture
def aws_client() -> Clients:
    """LocalStack's fixture of clients in its Region."""
    return Clients()


@pytest.fixture
def aws_client_factory() -> type[Clients]:
    """LocalStack's maker of clients."""
    return Clients


@pytest.fixture
def account_id() -> str:
    """The account that calls."""
    return ACCOUNT


@pytest.fixture
def region_name() -> str:
    """The Region of the clients."""
    return REGION


@pytest.fixture
def secondary_region_name() -> str:
    """Another Region."""
    return SECOND_REGION


@pytest.fixture
def cleanups() -> Iterator[list[Callable[[], object]]]:
    """What is called after a case, the last first."""
    steps: list[Callable[[], object]] = []
    yield steps
    for step in reversed(steps):
        with suppress(ClientError):  # a test may have taken it away already
            step()


@pytest.fixture
def ec2_create_security_group(aws_client: Clients) -> Callable[..., object]:
    """LocalStack's maker of groups, which open ports to everybody."""

    def create(ports: list[int], **params: str) -> object:
        answer = aws_client.ec2.create_security_group(**params)
        for port in ports:
            allowed = {"IpProtocol": "tcp", "FromPort": port, "ToPort": port}
            aws_client.ec2.authorize_security_group_ingress(
                GroupId=answer["GroupId"],
                IpPermissions=[allowed | {"IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
            )
        return answer

    return create


@pytest.fixture
def ec2_create_vpc_endpoint(aws_client: Clients) -> Callable[..., object]:
    """LocalStack's maker of endpoints."""
    return lambda **params: aws_client.ec2.create_vpc_endpoint(**params)["VpcEndpoint"]


@pytest.fixture
def wait_and_assume_role(aws_client: Clients) -> Callable[..., object]:
    """LocalStack's way to become a role, which needs no waiting here."""

    def assume(role_arn: str, session_name: str = "session", **params: object) -> object:
        answer = aws_client.sts.assume_role(
            RoleArn=role_arn, RoleSessionName=session_name, **params
        )
        return answer["Credentials"]

    return assume


@pytest.fixture
def s3_bucket() -> str:
    """LocalStack's bucket: S3 is not peermock's, which says so."""
    name = f"bucket-{uuid4()}"
    boto3.client("s3", REGION).create_bucket(Bucket=name)
    return name


@pytest.fixture
def create_role() -> Callable[..., object]:
    """LocalStack's maker of roles: IAM is not peermock's, which says so."""
    return boto3.client("iam", REGION).create_role


def without_headers(answer: dict[str, Any], _: object) -> dict[str, Any]:
    """Leave of the metadata of answers the HTTP status, as LocalStack does."""
    for value in [answer, *answer.values()]:
        if isinstance(value, dict) and "ResponseMetadata" in value:
            status = value["ResponseMetadata"]["HTTPStatusCode"]
            value["ResponseMetadata"] = {"HTTPHeaders": {}, "HTTPStatusCode": status}
    return answer


def uuid_of(key: str, value: object) -> str | None:
    """Return the value of a member named as an ID if it is a UUID."""
    is_uuid = isinstance(value, str) and UUID.fullmatch(value)
    return str(value) if is_uuid and key.lower().endswith("id") else None


def timestamp_of(_: str, value: object) -> str | None:
    """Return a time as the snapshots have it."""
    return str(value) if isinstance(value, datetime) else None


class Transformers(TransformerUtility):
    """What LocalStack's tests take of its own transformers."""

    @staticmethod
    def resource_name(replacement_name: str = "resource") -> KeyValueBasedTransformer:
        """Replace the last part of ARNs."""

        def name_of(_: str, value: object) -> str | None:
            is_arn = isinstance(value, str) and value.startswith("arn:")
            return re.split(r"[:/]", str(value))[-1] if is_arn else None

        return KeyValueBasedTransformer(name_of, replacement_name)

    @staticmethod
    def iam_api() -> list[KeyValueBasedTransformer]:
        """Replace nothing: IAM is not peermock's."""
        return []


@pytest.fixture
def snapshot(_snapshot_session: SnapshotSession) -> SnapshotSession:
    """LocalStack's comparison with what AWS answered, with its usual replacements."""
    session = _snapshot_session
    session.transform = Transformers
    session.add_transformer(GenericTransformer(without_headers))
    session.add_transformer(KeyValueBasedTransformer(uuid_of, "uuid"))
    session.add_transformer(
        KeyValueBasedTransformer(timestamp_of, "<datetime>", replace_reference=False)
    )
    session.add_transformer(RegexTransformer("arn:aws:", "arn:<partition>:"), priority=2)
    session.add_transformer(RegexTransformer(ACCOUNT, "1" * 12), priority=2)
    session.add_transformer(RegexTransformer(REGION, "<region>"), priority=2)
    session.add_transformer(RegexTransformer(SECOND_REGION, "<region_2>"), priority=2)
    return session


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Compare after a case, inside it, so that a difference fails it."""
    yield
    session = getattr(item, "funcargs", {}).get("snapshot")
    if session is not None:
        session._assert_all(True, [])  # noqa: SLF001, FBT003  # as its own plugin calls it


time.sleep = lambda _: None  # between the polls of tests that wait for AWS
