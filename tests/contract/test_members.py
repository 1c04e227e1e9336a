"""The table of members is complete, and holds for all responses in the operations' tests.

`tests/operations/conftest.py` checks every response there against it.
"""

from collections.abc import Iterator

import pytest
from botocore.model import ListShape, Shape, StructureShape

from peermock import PeeringMock
from peermock._operations import OPERATIONS
from peermock._protocol import operation_model
from tests.contract.members import FILE, Row, complaints, table

ROWS = [(shape, name, row) for shape, members in table().items() for name, row in members.items()]


def shapes(shape: Shape, seen: set[str]) -> Iterator[StructureShape]:
    """Yield the structures in a result."""
    if isinstance(shape, ListShape):
        yield from shapes(shape.member, seen)
    elif isinstance(shape, StructureShape) and shape.name not in seen:
        seen.add(shape.name)
        yield shape
        for member in shape.members.values():
            yield from shapes(member, seen)


@pytest.fixture(scope="module")
def answered() -> dict[str, StructureShape]:
    """The structures in the results of all supported operations."""
    seen: set[str] = set()
    found: dict[str, StructureShape] = {}
    for service, rows in OPERATIONS.items():
        for name in rows:
            model = operation_model(service, name)
            if model is not None and model.output_shape is not None:
                found |= {each.name: each for each in shapes(model.output_shape, seen)}
    return found


@pytest.mark.parametrize(
    ("service", "operation"), [(s, name) for s, rows in OPERATIONS.items() for name in rows]
)
def test_every_answer_has_rows(service: str, operation: str) -> None:
    """Every operation whose result has members has rows."""
    model = operation_model(service, operation)
    assert model is not None
    shape = model.output_shape
    if shape is not None and shape.members:
        advice = f"{FILE} needs [{shape.name}], with a row for each member that {operation} shows"
        assert shape.name in table(), advice


def test_the_table_is_about_what_there_is(answered: dict[str, StructureShape]) -> None:
    """Every shape is one that a supported operation returns."""
    surplus = set(table()) - set(answered)
    assert not surplus, f"{FILE} has shapes that no operation returns: {', '.join(surplus)}"


@pytest.mark.parametrize(("shape", "name", "row"), ROWS)
def test_every_member_has_a_source(shape: str, name: str, row: Row) -> None:
    """A row has a condition and a source, and names existing operations only."""
    assert row.when
    assert row.source
    assert set(row.never_in) <= {*OPERATIONS["ec2"], *OPERATIONS["sts"]}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"OwnerId": None}, "DescribeVpcs: Vpc.OwnerId is not shown, and AWS always shows it"),
        (
            {"EncryptionControl": {}},
            f"DescribeVpcs: Vpc.EncryptionControl is shown and has no row in {FILE}",
        ),
    ],
)
def test_an_answer_that_is_otherwise_is_noticed(
    peering: PeeringMock, change: dict[str, object], complaint: str
) -> None:
    """A member without a source, or a missing one, is reported."""
    model = operation_model("ec2", "DescribeVpcs")
    assert model is not None
    if not change.keys() <= model.output_shape.members["Vpcs"].member.members.keys():
        pytest.skip("this botocore does not have the member")
    (vpc,) = peering.account("123456789012").client("ec2").describe_vpcs()["Vpcs"]
    assert complaints(model, {"Vpcs": [vpc]}) == []
    assert complaint in complaints(model, {"Vpcs": [vpc | change]})


def test_a_member_of_another_operation_is_noticed(peering: PeeringMock) -> None:
    """CreateVpc does not return every member of DescribeVpcs."""
    model = operation_model("ec2", "CreateVpc")
    assert model is not None
    (vpc,) = peering.account("123456789012").client("ec2").describe_vpcs()["Vpcs"]
    text = "CreateVpc: Vpc.BlockPublicAccessStates is shown, and AWS never shows it there"
    assert complaints(model, {"Vpc": vpc}) == [text]
