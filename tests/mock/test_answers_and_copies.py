"""What a test answers and what it records: copies, which nobody else can change."""

import io
from collections.abc import Callable

import boto3
import pytest
from botocore.client import BaseClient
from botocore.response import StreamingBody

from peermock import PeeringMock

DEFAULTS = "rds:DescribeEngineDefaultParameters"
TAGS = "ssm:AddTagsToResource"
VALUES = "ssm:GetParameters"

Answer = dict[str, list[dict[str, str]]]


@pytest.fixture
def ssm(peering: PeeringMock) -> BaseClient:
    """A client of the mock's account."""
    return peering.client("ssm")


def as_dictionary(answer: Answer) -> Answer:
    """Return an answer as it is."""
    return answer


def as_function(answer: Answer) -> Callable[[object], Answer]:
    """Return a function that gives the same answer to every call."""
    return lambda _: answer


@pytest.mark.parametrize("given", [as_dictionary, as_function])
def test_a_response_that_is_changed(
    peering: PeeringMock, ssm: BaseClient, given: Callable[[Answer], object]
) -> None:
    """The next response and the dictionary of the test stay as they are."""
    answer = {"Parameters": [{"Name": "hub"}]}
    peering.answer(VALUES, given(answer))
    first = ssm.get_parameters(Names=["hub"])
    first["Parameters"][0]["Name"] = "spoke"
    first["Parameters"].append({})
    assert ssm.get_parameters(Names=["hub"])["Parameters"] == [{"Name": "hub"}]
    assert answer == {"Parameters": [{"Name": "hub"}]}


def test_an_answer_that_is_changed_afterwards(peering: PeeringMock, ssm: BaseClient) -> None:
    """The response is what `answer` has checked."""
    answer = {"Parameters": [{"Name": "hub"}]}
    peering.answer(VALUES, answer)
    answer["Parameters"][0]["Name"] = "spoke"
    assert ssm.get_parameters(Names=["hub"])["Parameters"] == [{"Name": "hub"}]


def test_a_paginator_that_shortens_a_page(peering: PeeringMock) -> None:
    """Botocore's paginators change the responses that they truncate, and no others."""
    names = [{"ParameterName": name} for name in "abc"]
    peering.answer(DEFAULTS, {"EngineDefaults": {"Parameters": names}})
    paginator = peering.client("rds").get_paginator("describe_engine_default_parameters")
    found = [
        paginator.paginate(
            DBParameterGroupFamily="mysql5", PaginationConfig={"MaxItems": most}
        ).build_full_result()["EngineDefaults"]["Parameters"]
        for most in (1, 3)
    ]
    assert found == [names[:1], names]


def test_an_answer_with_a_stream(peering: PeeringMock) -> None:
    """Streams are passed on as they are."""
    body = StreamingBody(io.BytesIO(b"report"), 6)
    peering.answer("s3:GetObject", {"Body": body})
    answer = boto3.client("s3").get_object(Bucket="reports", Key="a")
    assert answer["Body"] is body


def test_parameters_that_are_changed_after_the_call(peering: PeeringMock, ssm: BaseClient) -> None:
    """The log has the parameters of the call, with all lists, tuples and dictionaries."""
    peering.answer(TAGS, {})
    inner, tags = {"Key": "a", "Value": "b"}, [{"Key": "c", "Value": "d"}]
    for given in ((inner,), tags):
        ssm.add_tags_to_resource(ResourceType="Parameter", ResourceId="hub", Tags=given)
    inner["Key"] = "e"
    tags.append(inner)
    first, second = peering.calls.of(TAGS)
    assert first.params["Tags"] == ({"Key": "a", "Value": "b"},)
    assert second.params["Tags"] == [{"Key": "c", "Value": "d"}]
