"""Requests and responses of all operations, compared with botocore's serialisers and parsers."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from peermock._protocol import operation_model, service_model
from tests.protocol.oracle import round_trip_input, round_trip_output

OPERATIONS = [
    pytest.param(service, name, id=f"{service}-{name}")
    for service in ("ec2", "sts")
    for name in service_model(service).operation_names
]
every_operation = pytest.mark.parametrize(("service", "name"), OPERATIONS)

Sample = Callable[..., dict[str, Any]]


def only_visible(value: object) -> object:
    """Return a value without empty structures, which a query cannot represent."""
    if isinstance(value, dict):
        members = {name: only_visible(each) for name, each in value.items()}
        return {name: each for name, each in members.items() if each != {}}
    return [only_visible(each) for each in value] if isinstance(value, list) else value


@every_operation
@pytest.mark.parametrize("every_member", [True, False], ids=["every-member", "some-members"])
def test_what_botocore_sends_decodes_to_its_parameters(
    service: str, name: str, sample: Sample, *, every_member: bool
) -> None:
    """Parameters serialised by botocore are decoded to equal ones."""
    operation = operation_model(service, name)
    microsecond = timedelta(microseconds=1)
    params = sample(operation.input_shape, seed=name, every_member=every_member, step=microsecond)
    params = only_visible(params)
    assert round_trip_input(operation, params) == params


@every_operation
@pytest.mark.parametrize("every_member", [True, False], ids=["every-member", "some-members"])
def test_what_is_encoded_parses_in_botocore_to_the_result(
    service: str, name: str, sample: Sample, *, every_member: bool
) -> None:
    """Botocore parses an encoded result to an equal one, with the request ID."""
    operation = operation_model(service, name)
    shape = operation.output_shape
    result = sample(shape, seed=name, every_member=every_member, empty_lists=True)
    assert round_trip_output(operation, result) == result
