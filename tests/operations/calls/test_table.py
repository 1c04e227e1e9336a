"""The table of operations compared with botocore's model: supported and refused members."""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

import pytest
from botocore.model import ListShape, Shape, StructureShape

from peermock import (
    PeeringMock,
    UnsupportedOperationError,
    UnsupportedParameterError,
    _operations,
)
from peermock._domain import errors
from peermock._domain.kinds import KINDS
from peermock._operations import OPERATIONS, index
from peermock._operations.listing import Listing
from peermock._protocol import encode_output, operation_model, service_model
from tests.agreement import agree
from tests.operations.parties import Least, Party

Call = Callable[[str, str, dict[str, Any]], dict[str, Any]]

YOUNGER = {
    "AllowMultipathResilience",
    "IncludeManagedResources",
    "MultipathResilienceMode",
    "RequesterPeeringConnectionOptions",
}
"""Parameters missing from the oldest supported botocore's model, which cannot send them."""

INDEX = "src/peermock/_operations/index.py"
ROWS = [(service, name) for service, table in OPERATIONS.items() for name in table]


@pytest.mark.parametrize("service", ["ec2", "sts"])
def test_a_table_is_a_mapping_of_names(service: str) -> None:
    """Names are known before their rows are loaded."""
    table = OPERATIONS[service]
    assert len(table) == len([*table]) > 3
    assert "RunInstances" not in table
    assert next(iter(table)) in table


def modules() -> list[ModuleType]:
    """Return the modules of operations."""
    return [
        import_module(each.name)
        for each in walk_packages(_operations.__path__, f"{_operations.__name__}.")
    ]


def element(shape: Shape) -> Shape:
    """Return the shape of a list's elements, or the shape itself."""
    return shape.member if isinstance(shape, ListShape) else shape


def members(service: str, operation: str) -> dict[str, Shape]:
    """Return the parameters of an operation in botocore's model."""
    model = operation_model(service, operation)
    assert model is not None
    return dict(model.input_shape.members) if model.input_shape else {}


def unhonoured(shapes: dict[str, Shape], honours: Sequence[str], prefix: str = "") -> Iterator[str]:
    """Yield the paths in a model that a row does not support."""
    for name, shape in shapes.items():
        path = prefix + name
        if path in honours or path == "DryRun":
            continue
        if any(honoured.startswith(f"{path}.") for honoured in honours):
            yield from unhonoured(dict(element(shape).members), honours, f"{path}.")
        else:
            yield path


def sample(shape: Shape, path: list[str]) -> object:
    """Return a value of a shape with the members on a path."""
    if isinstance(shape, ListShape):
        return [sample(shape.member, path)]
    if isinstance(shape, StructureShape):
        names = path[:1] or shape.required_members or list(shape.members)[:1]
        return {name: sample(shape.members[name], path[1:]) for name in names}
    return {"string": "x", "boolean": True}.get(shape.type_name, 1)


@pytest.fixture
def call(peering: PeeringMock, clients: Callable[..., Any]) -> Call:
    """Return a function that calls any operation with any parameters, without validation."""
    keys = peering.account("123456789012").credentials()

    def make(service: str, operation: str, params: dict[str, Any]) -> dict[str, Any]:
        client = clients(service, "us-east-1", keys, lax=True)
        return client._make_api_call(operation, params)

    return make


@pytest.mark.parametrize(("service", "operation"), ROWS)
def test_what_is_honoured_is_in_the_model(service: str, operation: str) -> None:
    """A row has the operation and parameter names of botocore's model."""
    for path in OPERATIONS[service][operation].honours:
        shapes = members(service, operation)
        for part in path.split("."):
            if part in YOUNGER and part not in shapes:
                return
            assert part in shapes, f"{operation} has no {path} in botocore's model; see YOUNGER"
            shapes = dict(getattr(element(shapes[part]), "members", {}))


@pytest.mark.parametrize(("service", "operation"), ROWS)
def test_what_iam_decides_about_is_a_parameter_or_a_kind(service: str, operation: str) -> None:
    """A row's resource is a supported parameter, or the kind of the new resource."""
    row = OPERATIONS[service][operation]
    kinds = {f"{kind.type_name}/*" for kind in KINDS.values()}
    assert not row.acts_on or row.acts_on in kinds or row.acts_on in row.honours


@pytest.mark.parametrize(
    ("operation", "listing"),
    [
        pytest.param(name, listing, id=f"{name}-{listing.answer}")
        for module in modules()
        for listing in vars(module).values()
        if isinstance(listing, Listing)
        for name, row in getattr(module, "OPERATIONS", {}).items()
        if listing.has_pages and {*listing.parameters} <= {*row.honours}
        if listing.answer in service_model("ec2").operation_model(name).output_shape.members
    ],
)
def test_pages_are_as_large_as_in_the_model(operation: str, listing: Listing) -> None:
    """A listing has the bounds of MaxResults in botocore's model, where it has any."""
    bounds = getattr(members("ec2", operation).get("MaxResults"), "metadata", {})
    assert (listing.least, listing.most) == (
        bounds.get("min", listing.least),
        bounds.get("max", listing.most),
    )


@pytest.mark.parametrize(
    ("service", "operation", "path"),
    [
        (*row, path)
        for row in ROWS
        for path in unhonoured(members(*row), OPERATIONS[row[0]][row[1]].honours)
    ],
)
def test_what_is_not_honoured_is_refused_by_name(
    call: Call, service: str, operation: str, path: str, least: Least
) -> None:
    """An unsupported parameter of the model raises an error and is never ignored."""
    name, *rest = path.split(".")
    params = least(service, operation)
    params[name] = sample(members(service, operation)[name], rest)
    with pytest.raises(UnsupportedParameterError) as caught:
        call(service, operation, params)
    assert caught.value.operation_name == operation
    assert path in caught.value.parameters


@pytest.mark.parametrize("service", OPERATIONS)
def test_every_other_operation_is_refused_by_name(call: Call, service: str, least: Least) -> None:
    """An operation without a row raises an error and is never answered."""
    others = set(service_model(service).operation_names) - set(OPERATIONS[service])
    for operation in others:
        with pytest.raises(UnsupportedOperationError, match=f"{service}:{operation}") as caught:
            call(service, operation, least(service, operation))
        assert caught.value.operation_name == operation


@pytest.mark.parametrize(
    "code",
    [
        "InvalidVpcPeeringConnectionId.NotFound",
        "VpcPeeringConnectionLimitExceeded",
        "PeeringCidrConflict",
        "OverlappingCidrBlock",
    ],
)
def test_codes_that_other_mocks_made_up_are_not_answered(code: str) -> None:
    """Codes that appear in no log of AWS are not used."""
    codes = {getattr(getattr(errors, name), "code", None) for name in errors.__all__}
    assert code not in codes


def test_a_refused_parameter_changes_nothing(requester: Party) -> None:
    """A call with an unsupported parameter is not performed without it."""
    before = requester.everything()
    with pytest.raises(UnsupportedParameterError, match="Ipv4IpamPoolId, Ipv4NetmaskLength"):
        requester.ec2.create_vpc(
            CidrBlock="10.9.0.0/16", Ipv4IpamPoolId="ipam-pool-1", Ipv4NetmaskLength=16
        )
    assert requester.everything() == before


@pytest.mark.parametrize(
    ("view", "error", "message"),
    [
        ({"Colour": "red"}, LookupError, "no member 'Colour'"),
        ({"VpcId": 1}, TypeError, "must be a string"),
        ({"IsDefault": "true"}, TypeError, "must be a boolean"),
        ({"Tags": {}}, TypeError, "must be a list"),
        ({"Tags": [{"Key": "a", "Colour": "red"}]}, LookupError, "no member 'Colour'"),
        ({"VpcId": "\0"}, ValueError, "XML cannot represent"),
    ],
)
def test_an_answer_that_the_model_does_not_have_is_an_error(
    requester: Party,
    monkeypatch: pytest.MonkeyPatch,
    view: dict[str, Any],
    error: type[Exception],
    message: str,
) -> None:
    """Every result is checked against botocore's output shape."""
    monkeypatch.setattr("peermock._gateway.gateway.encode_output", encode_output)
    monkeypatch.setattr("peermock._operations.vpcs.vpc_view", lambda *_: view)
    with pytest.raises(error, match=message):
        requester.ec2.describe_vpcs()


@pytest.mark.parametrize(
    ("service_name", "module_name"),
    [(service, module) for service, modules in index.MODULES.items() for module in modules],
)
def test_the_index_names_the_rows_of_each_module(service_name: str, module_name: str) -> None:
    """Rows are loaded by name, so the index lists exactly those that exist."""
    module = import_module(f"peermock._operations.{module_name}")
    rows, names = [*module.OPERATIONS], [*index.MODULES[service_name][module_name]]
    place = f"{INDEX}, {module_name!r},"
    agree(place, names, rows, "an entry")
    assert names == rows, f"{place} must have the order of the module: {', '.join(rows)}"


def test_every_module_with_rows_or_pictures_is_in_the_index() -> None:
    """No module of operations is missing."""
    names = {
        kind: {each.__name__.rpartition(".")[2] for each in modules() if hasattr(each, kind)}
        for kind in ("OPERATIONS", "PICTURES")
    }
    listed = [name for modules in index.MODULES.values() for name in modules]
    agree(INDEX, listed, names["OPERATIONS"] - {"table", "index"}, "an entry")
    agree(f"PICTURES in {INDEX}", index.PICTURED, names["PICTURES"] - {"index"}, "an entry")
