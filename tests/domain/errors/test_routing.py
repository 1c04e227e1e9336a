"""AWS's messages about route tables and routes, to the letter."""

from functools import partial

import pytest

from peermock._domain.errors import (
    AlreadyAssociated,
    AssociationNotFound,
    AwsError,
    CannotDisassociateMain,
    CannotRemoveLocalRoute,
    ClientTokenReused,
    DifferentNetworks,
    RouteAlreadyExists,
    RouteNotFound,
    RouteNotThere,
    RouteTableIdMalformed,
    RouteTableNotFound,
    RouteWithinVpc,
    TableAndSubnetApart,
)


@pytest.mark.parametrize(
    ("make", "code", "text"),
    [
        (
            partial(RouteTableNotFound, "rtb-1a2b3c4d"),
            "InvalidRouteTableID.NotFound",
            "The routeTable ID 'rtb-1a2b3c4d' does not exist",
        ),
        (
            partial(RouteTableNotFound, "rtb-1a2b3c4d", "rtb-5e6f7a8b"),
            "InvalidRouteTableID.NotFound",
            "The routeTable IDs 'rtb-1a2b3c4d, rtb-5e6f7a8b' do not exist",
        ),
        (
            partial(RouteTableIdMalformed, "vpc-1a2b3c4d"),
            "InvalidRouteTableId.Malformed",
            'Invalid id: "vpc-1a2b3c4d" (expecting "rtb-...")',
        ),
        (
            partial(RouteAlreadyExists, "10.87.0.0/24"),
            "RouteAlreadyExists",
            "The route identified by 10.87.0.0/24 already exists.",
        ),
        (
            partial(RouteWithinVpc, "10.0.0.0/24"),
            "InvalidParameterValue",
            (
                "The destination CIDR block 10.0.0.0/24 is equal to or more specific than one of "
                "this VPC's CIDR blocks. This route can target only an interface or an instance."
            ),
        ),
        (
            partial(ClientTokenReused, "token"),
            "IdempotentParameterMismatch",
            (
                "Arguments on this idempotent request are inconsistent with arguments used in "
                "previous request(s)."
            ),
        ),
        (
            partial(RouteNotFound, "10.87.0.0/24", "rtb-1a2b3c4d"),
            "InvalidRoute.NotFound",
            "no route with destination-cidr-block 10.87.0.0/24 in route table rtb-1a2b3c4d",
        ),
        (
            partial(RouteNotThere, "10.87.0.0/24"),
            "InvalidParameterValue",
            (
                "There is no route defined for '10.87.0.0/24' in the route table. "
                "Use CreateRoute instead."
            ),
        ),
        (
            partial(CannotRemoveLocalRoute, "10.0.0.0/16", "rtb-1a2b3c4d"),
            "InvalidParameterValue",
            "cannot remove local route 10.0.0.0/16 in route table rtb-1a2b3c4d",
        ),
        (
            partial(DifferentNetworks, "rtb-73011816", "pcx-e0f00089"),
            "InvalidParameterValue",
            (
                "route table rtb-73011816 and network gateway pcx-e0f00089 "
                "belong to different networks"
            ),
        ),
        (
            partial(TableAndSubnetApart, "rtb-1a2b3c4d", "subnet-1a2b3c4d"),
            "InvalidParameterValue",
            ("Route table rtb-1a2b3c4d and subnet subnet-1a2b3c4d belong to different networks"),
        ),
        (
            partial(AssociationNotFound, "rtbassoc-02082ff9ee5b78c6c"),
            "InvalidAssociationID.NotFound",
            "The association ID 'rtbassoc-02082ff9ee5b78c6c' does not exist",
        ),
        (
            partial(AlreadyAssociated, "rtb-1a2b3c4d"),
            "Resource.AlreadyAssociated",
            (
                "the specified association for route table rtb-1a2b3c4d conflicts with an "
                "existing association"
            ),
        ),
        (
            partial(CannotDisassociateMain, "rtbassoc-12345678"),
            "InvalidParameterValue",
            "cannot disassociate the main route table association rtbassoc-12345678",
        ),
    ],
)
def test_a_routing_error_has_its_code_and_text(error: AwsError, code: str, text: str) -> None:
    """Capitals, quotes and full stops are AWS's."""
    assert (error.code, error.status, error.message) == (code, 400, text)


@pytest.mark.parametrize(
    ("make", "cause"),
    [
        (partial(RouteTableNotFound, "rtb-1"), {"route_table_ids": ("rtb-1",)}),
        (partial(RouteTableIdMalformed, "x"), {"text": "x"}),
        (partial(RouteAlreadyExists, "x"), {"destination": "x"}),
        (partial(RouteNotFound, "x", "rtb-1"), {"destination": "x", "route_table_id": "rtb-1"}),
        (partial(RouteWithinVpc, "x"), {"destination": "x"}),
        (partial(ClientTokenReused, "x"), {"token": "x"}),
        (partial(RouteNotThere, "x"), {"destination": "x"}),
        (
            partial(CannotRemoveLocalRoute, "x", "rtb-1"),
            {"destination": "x", "route_table_id": "rtb-1"},
        ),
        (
            partial(DifferentNetworks, "rtb-1", "pcx-1"),
            {"route_table_id": "rtb-1", "gateway_id": "pcx-1"},
        ),
        (
            partial(TableAndSubnetApart, "rtb-1", "s-1"),
            {"route_table_id": "rtb-1", "subnet_id": "s-1"},
        ),
        (partial(AssociationNotFound, "x"), {"association_id": "x"}),
        (partial(AlreadyAssociated, "rtb-1"), {"route_table_id": "rtb-1"}),
        (partial(CannotDisassociateMain, "x"), {"association_id": "x"}),
    ],
)
def test_a_routing_error_keeps_its_cause(error: AwsError, cause: dict[str, object]) -> None:
    """The parts of the message are available as attributes."""
    assert {name: getattr(error, name) for name in cause} == cause
