"""Environment variables during and after a mock."""

import os
from collections.abc import Callable
from unittest import mock

import boto3
import pytest
import requests
from botocore.credentials import CredentialResolver
from botocore.endpoint import Endpoint
from botocore.httpsession import URLLib3Session
from botocore.signers import RequestSigner

from peermock import mock_peering
from peermock._transport.inprocess.environment import Environment

VARIABLES = (
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_SECURITY_TOKEN",
    "AWS_CREDENTIAL_EXPIRATION",
    "AWS_DEFAULT_REGION",
    "AWS_REGION",
    "AWS_PROFILE",
    "AWS_DEFAULT_PROFILE",
)


METHODS = {
    "botocore's last step": (URLLib3Session, "send"),
    "botocore's endpoint": (Endpoint, "_get_response"),
    "botocore's look-up of credentials": (CredentialResolver, "load_credentials"),
    "botocore's signer": (RequestSigner, "get_auth_instance"),
    "session of requests": (requests.Session, "send"),
}


def variables() -> dict[str, str]:
    """Return the environment variables, except pytest's own."""
    return {name: value for name, value in os.environ.items() if "PYTEST" not in name}


def test_credentials_and_a_region_exist() -> None:
    """On an unconfigured machine, the default account and Region apply."""
    with mock_peering():
        session = boto3.Session()
        assert session.region_name == "us-east-1"
        assert session.client("sts").get_caller_identity()["Account"] == "123456789012"


@pytest.mark.usefixtures("configured_machine")
def test_settings_of_the_mock_come_before_those_of_the_machine() -> None:
    """The mock's account and Region override the machine's."""
    with mock_peering(account_id="111111111111", region_name="eu-north-1"):
        session = boto3.Session()
        assert session.region_name == "eu-north-1"
        assert session.client("sts").get_caller_identity()["Account"] == "111111111111"
        assert "AWS_PROFILE" not in os.environ


@pytest.mark.parametrize("present", [True, False])
@pytest.mark.parametrize("name", VARIABLES)
def test_a_variable_is_put_back(monkeypatch: pytest.MonkeyPatch, name: str, present: bool) -> None:
    """Variables are restored, and those that did not exist are removed."""
    if present:
        monkeypatch.setenv(name, "before")
    before = variables()
    with mock_peering():
        assert variables() != before
    assert variables() == before


@pytest.mark.parametrize("present", [True, False])
@pytest.mark.parametrize("name", ["AWS_ACCESS_KEY_ID", "AWS_PROFILE"])
@pytest.mark.parametrize("value", ["meanwhile", None])
def test_a_variable_that_code_has_changed_is_put_back(
    monkeypatch: pytest.MonkeyPatch, name: str, present: bool, value: str | None
) -> None:
    """Changes by the code under test to the mock's variables end with the mock."""
    if present:
        monkeypatch.setenv(name, "before")
    before = variables()
    with mock_peering():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value
    assert variables() == before


@pytest.mark.usefixtures("machine")
@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit, GeneratorExit])
def test_an_exception_leaves_nothing(
    error: type[BaseException], traces: Callable[[], object]
) -> None:
    """Everything is restored after an exception, which propagates."""
    before = traces()
    with pytest.raises(error), mock_peering(), mock_peering(account_id="222222222222"):
        raise error
    assert traces() == before


@pytest.mark.usefixtures("machine")
def test_an_inner_mock_puts_back_the_variables_of_the_outer_one() -> None:
    """Each nested mock has its own variables."""
    with mock_peering(region_name="eu-west-1"):
        outer = variables()
        with mock_peering(account_id="222222222222", region_name="eu-west-2"):
            assert os.environ["AWS_DEFAULT_REGION"] == os.environ["AWS_REGION"] == "eu-west-2"
        assert variables() == outer


def test_other_variables_are_the_authors_own() -> None:
    """Other variables that the code under test sets remain."""
    with mock_peering():
        os.environ["STAGE"] = "test"
    assert os.environ.pop("STAGE") == "test"


@pytest.mark.parametrize(("owner", "name"), METHODS.values(), ids=METHODS)
def test_a_method_is_put_back(owner: type, name: str) -> None:
    """Patches of the outermost mock are removed when it ends, and not before."""
    before = vars(owner)[name]
    with mock_peering():
        patched = vars(owner)[name]
        assert patched is not before
        with mock_peering():
            assert vars(owner)[name] is patched
        assert vars(owner)[name] is patched
    assert vars(owner)[name] is before


@pytest.mark.parametrize("name", ["set", "put_back"])
def test_variables_that_cannot_be_changed_leave_no_patch(
    monkeypatch: pytest.MonkeyPatch, traces: Callable[[], object], name: str
) -> None:
    """The patches are removed when setting or restoring the environment fails."""

    def fail(_: Environment) -> None:
        raise OSError("no room for variables")

    before = traces()
    with monkeypatch.context() as patch:
        patch.setattr(Environment, name, fail)
        with pytest.raises(OSError, match="no room"), mock_peering() as mock:
            pass
    if name == "put_back":
        mock._lifecycle.environment.put_back()
    assert traces() == before


@pytest.mark.usefixtures("machine")
def test_a_thousand_mocks_leave_nothing(traces: Callable[[], object]) -> None:
    """Repeated mocks leave no handler, patch or variable behind."""
    before = traces()
    mock = mock_peering()
    for _ in range(500):
        mock.start()
        mock.stop()
        with mock_peering(account_id="222222222222"):
            pass
    assert traces() == before


def test_an_environment_that_a_test_has_replaced_is_set_and_restored() -> None:
    """A plain dictionary in place of `os.environ` works too."""
    mine = {"AWS_PROFILE": "work", "AWS_REGION": "eu-west-1"}
    with mock.patch("os.environ", mine.copy()):
        with mock_peering():
            assert "AWS_PROFILE" not in os.environ
            assert os.environ["AWS_REGION"] == "us-east-1"
        assert os.environ == mine
