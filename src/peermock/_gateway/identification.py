"""Identify the caller, the place and the service of a call."""

from peermock._domain.errors import (
    AuthFailure,
    MissingAuthenticationToken,
    SessionExpired,
    SessionTokenExpired,
)
from peermock._domain.identity import place_of
from peermock._domain.world import World
from peermock._gateway.calls import learn
from peermock._gateway.http import HttpRequest
from peermock._gateway.services import SERVICES, guess_service
from peermock._operations import NOBODY, Call, Operation
from peermock._protocol import Scope
from peermock._protocol.regions import is_region, nearest_region
from peermock.exceptions import NoSuchRegionError, NotMockedError


def identify(
    world: World,
    call: Call,
    request: HttpRequest,
    scope: Scope | None,
    version: str | None = None,
) -> None:
    """Add the caller and the service to a call, before anything can fail.

    Args:
        world: The world whose accounts call.
        call: The call.
        request: The request that it comes from.
        scope: The scope that the request is signed for; None if it is unsigned.
        version: The API version that an unsigned request names.

    Raises:
        NotMockedError: The request is signed for a service that peermock does not support.
        NoSuchRegionError: The request is signed for a Region that AWS does not have.
    """
    if scope is None:
        learn(call, service_name=guess_service(request, version))
        return
    recognize(world, call, scope)
    if scope.service_name not in SERVICES:
        raise NotMockedError(scope.service_name, None, request.url)
    if not is_region(scope.region_name):
        raise NoSuchRegionError(scope.region_name, nearest_region(scope.region_name))


def recognize(world: World, call: Call, scope: Scope) -> None:
    """Add the caller, the place and the service that a request is signed for to its call."""
    principal = world.holder(scope.access_key_id, call.default_account_id)
    learn(
        call,
        service_name=scope.service_name,
        principal=principal,
        account_id=principal.account_id,
        region_name=scope.region_name,
        place=place_of(principal.account_id, scope.region_name),
        signed_at=scope.signed_at,
    )


def check_credentials(call: Call, operation: Operation) -> None:
    """Check that a call is signed, if it must be, with credentials that have not expired.

    Raises:
        AwsError: It is not; EC2 and STS have errors of their own.
    """
    if call.principal is NOBODY and not operation.may_be_unsigned:
        raise MissingAuthenticationToken if call.service_name == "sts" else AuthFailure
    if call.principal.has_expired(call.at):
        raise SessionTokenExpired if call.service_name == "sts" else SessionExpired
