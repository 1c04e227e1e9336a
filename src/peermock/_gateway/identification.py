"""Identify the time, the caller, the place and the service of a call."""

import datetime as dt
import time
from collections.abc import Mapping

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
from peermock._protocol import Scope, parse_scope
from peermock._protocol.regions import is_region, nearest_region
from peermock.exceptions import NoSuchRegionError, NotMockedError

_UNSIGNED = Scope("", "", "")


def present() -> dt.datetime:
    """Return the current time, which freezegun or time-machine may have moved."""
    return dt.datetime.fromtimestamp(time.time(), dt.UTC)


def begin_call(
    world: World, scope: Scope | None, now: dt.datetime, default_account_id: str
) -> Call:
    """Return a call of which only the signature is known, with a new request ID.

    Args:
        world: The world whose accounts call.
        scope: The scope that the request is signed for; None if it is unsigned.
        now: The time of the call.
        default_account_id: The account of access keys that do not encode one.
    """
    key_id, region_name, service_name, signed_at = scope or _UNSIGNED
    principal = world.holder(key_id, default_account_id) if scope else NOBODY
    return Call(
        service_name=service_name,
        operation_name="",
        place=place_of(principal.account_id, region_name),
        params={},
        at=now,
        request_id=world.ids.request_id(),
        principal=principal,
        default_account_id=default_account_id,
        signed_at=signed_at,
    )


def identify(world: World, call: Call, request: HttpRequest, query: Mapping[str, str]) -> None:
    """Add the caller and the service to a call that has no signature in its headers.

    Args:
        world: The world whose accounts call.
        call: The call.
        request: The request that it comes from.
        query: The query of the request, which has the signature of a presigned one.

    Raises:
        PeermockError: As for `check_service`.
    """
    scope = parse_scope({}, query)
    if scope is None:
        learn(call, "service_name", guess_service(request, query.get("Version")))
        return
    principal = world.holder(scope.access_key_id, call.default_account_id)
    learn(call, "principal", principal)
    learn(call, "place", place_of(principal.account_id, scope.region_name))
    learn(call, "service_name", scope.service_name)
    learn(call, "signed_at", scope.signed_at)
    check_service(call, request)


def check_service(call: Call, request: HttpRequest) -> None:
    """Check the service and the Region for which a call is signed; guess an unsigned call's.

    Raises:
        NotMockedError: The request is signed for a service that peermock does not support.
        NoSuchRegionError: The request is signed for a Region that AWS does not have.
    """
    if call.principal is NOBODY:
        learn(call, "service_name", guess_service(request, None))
        return
    if call.service_name not in SERVICES:
        raise NotMockedError(call.service_name, None, request.url)
    region_name = call.place.region_name
    if not is_region(region_name):
        raise NoSuchRegionError(region_name, nearest_region(region_name))


def check_credentials(call: Call, operation: Operation) -> None:
    """Check that a call is signed, if it must be, with credentials that have not expired.

    Raises:
        AwsError: It is not; EC2 and STS have errors of their own.
    """
    if call.principal is NOBODY and not operation.may_be_unsigned:
        raise MissingAuthenticationToken if call.service_name == "sts" else AuthFailure
    if call.principal.expires_at and call.principal.has_expired(call.at):
        raise SessionTokenExpired if call.service_name == "sts" else SessionExpired
