"""Misuse of handles is rejected, and the message says what is expected."""

import boto3
import pytest

import peermock
from peermock import MockStateError, PeeringMock, UnusedFaultError, mock_peering


def test_a_denial_names_operations(peering: PeeringMock) -> None:
    """Denying nothing would not deny everything, so it is rejected."""
    with pytest.raises(TypeError, match=r"deny\(\): name at least one operation, such as deny"):
        peering.account("123456789012").deny()
    assert boto3.client("ec2").describe_vpcs()["Vpcs"]


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        ({"exception": OSError}, "exception=<class 'OSError'>.: expected an exception, not its"),
        ({"exception": "x"}, "exception='x'.: expected an exception"),
        ({"code": 5}, "code=5.: expected a string"),
        ({"code": "Throttling", "message": 5}, "message=5.: expected a string"),
        ({"code": "Throttling", "status": "503"}, "status='503'.: expected a whole number"),
        ({"code": "Throttling", "times": "2"}, "times='2'.: expected a whole number"),
        ({"code": "Throttling", "times": 1.5}, "times=1.5.: expected a whole number"),
        ({"code": "Throttling", "times": True}, "times=True.: expected a whole number"),
    ],
)
def test_a_fault_has_values_of_the_right_type(
    peering: PeeringMock, fault: dict[str, object], text: str
) -> None:
    """A fault with wrong types is rejected immediately."""
    with pytest.raises(TypeError, match=rf"fail\({text}"):
        peering.fail("DescribeVpcs", **fault)
    assert boto3.client("ec2").describe_vpcs()["Vpcs"]


@pytest.mark.parametrize("snapshot", [None, {}, "yesterday"])
def test_only_a_snapshot_is_restored(peering: PeeringMock, snapshot: object) -> None:
    """The result of `to_dict` is not a snapshot."""
    with pytest.raises(
        TypeError, match=r"restore\(.*\): expected a snapshot returned by snapshot\(\)"
    ):
        peering.restore(snapshot)


def test_stop_all_ends_a_forgotten_mock() -> None:
    """`stop_all` ends a mock left over from running a notebook cell twice."""
    for _ in range(3):
        aws = mock_peering().start()
    peermock.stop_all()
    with pytest.raises(MockStateError):
        aws.snapshot()
    with mock_peering(seed=5) as fresh:
        assert not fresh.to_dict()


def test_stop_all_without_an_active_mock() -> None:
    """`stop_all` can be called in the first cell of a notebook."""
    peermock.stop_all()
    peermock.stop_all()


def test_stop_all_ignores_unused_faults() -> None:
    """`stop_all` ends mocks regardless of unused faults; only `stop` reports them."""
    aws = mock_peering().start()
    aws.fail("DescribeVpcs", code="Throttling")
    peermock.stop_all()
    aws.start().fail("DescribeVpcs", code="Throttling")
    with pytest.raises(UnusedFaultError):
        aws.stop()


def test_stopping_out_of_order_says_what_to_do() -> None:
    """The error names both solutions."""
    with (
        mock_peering() as outer,
        mock_peering(),
        pytest.raises(
            MockStateError, match=r"Stop that one first, or all of them with peermock\.stop_all\(\)"
        ),
    ):
        outer.stop()
