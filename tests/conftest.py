"""Under every test: a machine without AWS settings, and an alarm where the network begins."""

import os
import socket
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import botocore.handlers
import botocore.session
import freezegun
import pytest

from peermock import transport
from peermock.transport.current import gateways

# Tests that stop the clock or move it still take as long as they take.
freezegun.configure(extend_ignore_list=["_pytest.timing"])

LOOPBACK = ("localhost", "127.", "::1", "/")


class NetworkReachedError(BaseException):
    """Something was about to leave this machine; no `except Exception` hides it."""


@pytest.fixture(autouse=True)
def network_alarm() -> Iterator[list[str]]:
    """The hosts that the test has reached for beyond this machine: any of them fails it."""
    reached: list[str] = []

    def alarmed(step: Callable[..., object], position: int) -> Callable[..., object]:
        def ring(*args: object, **kwargs: object) -> object:
            address = args[position]
            host = str(address[0] if isinstance(address, tuple) else address or "localhost")
            if host.startswith(LOOPBACK):
                return step(*args, **kwargs)
            reached.append(host)
            raise NetworkReachedError(host)

        return ring

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, alarmed(getattr(socket.socket, name), 1))
        patch.setattr(socket, "getaddrinfo", alarmed(socket.getaddrinfo, 0))
        yield reached
    assert not reached


@pytest.fixture(scope="session", autouse=True)
def _machine_without_aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No variable, file or profile of whoever runs the tests has a say in them."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("AWS_") or name.upper().endswith("_PROXY"):
                patch.delenv(name)
        home = str(tmp_path_factory.mktemp("home"))
        patch.setenv("HOME", home)
        patch.setenv("USERPROFILE", home)
        yield


@pytest.fixture(scope="session", autouse=True)
def _files_are_read_once() -> Iterator[None]:
    """Sessions share what they have read of botocore's data, which is most of their cost."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(botocore.session, "create_loader", cache(botocore.session.create_loader))
        yield


@pytest.fixture
def configured_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose owner works with AWS: keys, a Region and a profile that look real."""
    keys = "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI"
    (tmp_path / "config").write_text("[profile work]\nregion = ap-south-1\n")
    (tmp_path / "credentials").write_text(f"[work]\n{keys}\n")
    for name, value in {
        "AWS_CONFIG_FILE": str(tmp_path / "config"),
        "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "credentials"),
        "AWS_PROFILE": "work",
        "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "AWS_SESSION_TOKEN": "AQoDYXdzEJr",
        "AWS_CREDENTIAL_EXPIRATION": "2099-01-01T00:00:00Z",
        "AWS_DEFAULT_REGION": "eu-central-1",
        "AWS_REGION": "eu-central-1",
    }.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def traces() -> Callable[[], dict[str, object]]:
    """A look at everything that a mock touches, to be compared before and after."""

    def look() -> dict[str, object]:
        mine = {name: value for name, value in os.environ.items() if "PYTEST" not in name}
        return {
            "environment": mine,
            "handlers": list(botocore.handlers.BUILTIN_HANDLERS),
            "importers": list(sys.meta_path),
            "patches": [dict(patch._originals) for patch in transport._patches._patches],
            "gateways": list(gateways),
        }

    return look
