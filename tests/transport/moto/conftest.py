"""Both mocks in either order, and moto's network for tests."""

from collections.abc import Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

if find_spec("moto") is None:  # .venv: moto pins nothing, but is large; see the Makefile
    collect_ignore_glob = ["*"]
else:
    import moto.core.models  # noqa: F401  # from here on its hook is there, in every test

if TYPE_CHECKING:
    from botocore.client import BaseClient

    from peermock import PeeringMock
    from tests.transport.moto.network import Network


@pytest.fixture
def images() -> None:
    """Have moto make its images, a thousand in each Region, which takes half of a test's time."""


@pytest.fixture(autouse=True)
def _no_images(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell moto not to make images for a test that does not request them."""
    if "images" not in request.fixturenames:
        monkeypatch.setenv("MOTO_EC2_LOAD_DEFAULT_AMIS", "false")


@pytest.fixture
def moto_url() -> Iterator[str]:
    """The URL of a server of moto, without what earlier tests left in moto. It leaves nothing."""
    import requests  # noqa: PLC0415  # where moto is installed
    from moto.server import ThreadedMotoServer  # noqa: PLC0415  # as above

    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    url = "http://{}:{}".format(*server.get_host_and_port())
    requests.post(f"{url}/moto-api/reset", timeout=60).raise_for_status()
    yield url
    requests.post(f"{url}/moto-api/reset", timeout=60).raise_for_status()
    server.stop()


@pytest.fixture(params=["moto first", "moto second"])
def aws(request: pytest.FixtureRequest) -> "Iterator[PeeringMock]":
    """Peermock's mock, with moto active, in both orders."""
    from moto import mock_aws  # noqa: PLC0415  # where it is installed

    from peermock import mock_peering  # noqa: PLC0415  # after the conftest of all tests

    peering = mock_peering()
    mocks = [mock_aws(), peering]
    with ExitStack() as stack:
        for mock in mocks if request.param == "moto first" else reversed(mocks):
            stack.enter_context(mock)
        yield peering


@pytest.fixture
def ec2(aws: "PeeringMock") -> "BaseClient":
    """A client created by the test."""
    import boto3  # noqa: PLC0415  # after the conftest of all tests

    return boto3.client("ec2", "us-east-1")


@pytest.fixture
def network(aws: "PeeringMock", ec2: "BaseClient") -> "Network":
    """Two VPCs of moto, with shortcuts to their resources."""
    from tests.transport.moto.network import Network  # noqa: PLC0415  # likewise

    return Network(aws, ec2)
