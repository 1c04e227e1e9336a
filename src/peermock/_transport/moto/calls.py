"""Calls that moto answers: recorded, and subject to faults and denials, like peermock's own.

There are two ways into moto: botocore's hook, and `call_action`, which moto's server and its mock
of the `requests` library use too. A call that took the first way passes the second unchanged.
"""

import json
import re
from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any, cast
from urllib.parse import parse_qsl, urlencode, urlsplit

from peermock._domain.errors import AwsError
from peermock._domain.identity import partition_of
from peermock._gateway import SERVICES, Gateway, HttpRequest, HttpResponse
from peermock._gateway.calls import learn
from peermock._gateway.copies import copy_members
from peermock._operations import Call
from peermock._protocol import decode_input, operation_model, parse_scope
from peermock._transport.addresses import is_local
from peermock._transport.inprocess.botocore_hook import Answer, read_body
from peermock._transport.inprocess.client_calls import operation_of_now
from peermock._transport.inprocess.current import client_call, current
from peermock._transport.inprocess.patch import Method, Patch
from peermock._transport.moto import choice, names
from peermock._transport.moto.answers import amend, amend_arns

Triple = tuple[int, Mapping[str, str], str | bytes]
"""A response in moto's form: status, headers and body."""

ANSWERED = "answered by moto"
FIRST_ERROR = 400

_CODE = re.compile(r'<Code>\s*(.*?)\s*</Code>|"__type": *"(?:[^"]*#)?([^"]*)"', re.DOTALL)
_MESSAGE = re.compile(r'<Message>\s*(.*?)\s*</Message>|"[Mm]essage": *"([^"]*)"', re.DOTALL)

_is_relayed: ContextVar[bool] = ContextVar("is_relayed", default=False)
"""Whether the call that moto is answering has been recorded already."""


def is_for_moto(service_name: str) -> bool:
    """Return whether moto answers a service at any URL, as peermock does."""
    return service_name in SERVICES and choice.active() is not None and not names.is_serving()


def ask_moto(
    gateway: Gateway, request: Any, service_name: str, operation_name: str
) -> Answer | None:
    """Return moto's response to a botocore request, or None if moto does not answer it.

    Args:
        gateway: The gateway that records the call.
        request: A prepared botocore request.
        service_name: The client name of the service.
        operation_name: The operation.
    """
    if not names.is_mocking():
        return None
    call = _begin(gateway, request, service_name, operation_name)
    stubber = names.look_up(names.MOCK, "botocore_stubber")

    def ask() -> Answer | None:
        answered = _relay(stubber.process_request, _canonical(request, call))
        if answered is None:
            return None
        status, headers, body = answered
        _note(call, status, body)
        return Answer(request.url, status, headers, _to_bytes(body))

    answered = gateway.relay(call, request.headers, ask)
    if isinstance(answered, HttpResponse):
        return Answer(request.url, answered.status, answered.headers, answered.body)
    return answered


def _relay(process: Any, *args: object) -> Any:
    token = _is_relayed.set(True)
    try:
        return process(*args)
    finally:
        _is_relayed.reset(token)


def _hook(call: Method) -> Method:
    """Answer botocore's `before-send` event with moto, unless the call is peermock's."""

    def answer(stubber: Any, event_name: str, request: Any, **kwargs: object) -> object:
        gateway = current()
        if gateway is None or not stubber.enabled:
            return call(stubber, event_name, request, **kwargs)
        _, service_name, operation_name = event_name.split(".")
        if gateway.answers(service_name, operation_name):
            return None
        known = operation_of_now()
        if known is not None:
            service_name = known.service_model.service_name
        if is_local(urlsplit(request.url).hostname or "") and not is_for_moto(service_name):
            return None
        return ask_moto(gateway, request, service_name, operation_name)

    return answer


def _begin(gateway: Gateway, request: Any, service_name: str, operation_name: str) -> Call:
    headers = cast("Mapping[str, str | bytes]", request.headers)
    query = dict(parse_qsl(urlsplit(request.url).query)) if "?" in request.url else None
    call = gateway.begin(service_name, operation_name, parse_scope(headers, query))
    if service_name in SERVICES:
        body = read_body(request.body).decode("utf-8", "replace")
        learn(call, "params", _decode(call, dict(parse_qsl(body)) or query or {}))
    else:
        learn(call, "params", copy_members(client_call.get().params))
    return call


def _decode(call: Call, query: Mapping[str, str]) -> Mapping[str, object]:
    """Return the parameters of a query, undecoded if moto accepts what AWS would not."""
    model = operation_model(call.service_name, call.operation_name)
    try:
        return decode_input(model, query) if model else query
    except AwsError:
        return query


def _canonical(request: Any, call: Call) -> Any:
    """Return a request to the canonical EC2 or STS host, the only one that moto knows."""
    if call.service_name not in SERVICES or not call.region_name:
        return request
    suffix = ".cn" if partition_of(call.region_name) == "aws-cn" else ""
    host = f"{call.service_name}.{call.region_name}.amazonaws.com{suffix}"
    url = urlsplit(request.url)
    if url.hostname == host:
        return request
    copy = request.copy() if hasattr(request, "copy") else request
    copy.url = url._replace(scheme="https", netloc=host, path=url.path or "/").geturl()
    return copy


def _note(call: Call, status: int, body: str | bytes) -> None:
    """Add moto's response to the recorded call."""
    if status < FIRST_ERROR:
        learn(call, "answer", ANSWERED)
        return
    text = _to_bytes(body).decode("utf-8", "replace")
    code, message = _CODE.search(text), _MESSAGE.search(text)
    learn(call, "error", (code[1] or code[2]) if code else str(status))
    learn(call, "answer", (message[1] or message[2]) if message else ANSWERED)


def _to_bytes(body: str | bytes) -> bytes:
    return body.encode() if isinstance(body, str) else body


def _dispatch(call_action: Method) -> Method:
    """Answer calls that come through moto's server or `requests`; amend moto's EC2 responses."""

    def dispatch(response: Any) -> object:
        gateway = choice.active() if _is_relayed.get() else _gateway_for(response)
        if gateway is None:
            return call_action(response)
        operation_name = response._get_action() or ""
        if not _is_relayed.get():
            return _answer_at_endpoint(gateway, response, operation_name, call_action)
        return _amend(gateway, response, operation_name, call_action(response))

    return dispatch


def _gateway_for(response: Any) -> Gateway | None:
    """Return the gateway for a call that did not come through botocore in this process."""
    gateway = current()
    if gateway is None or not names.is_active():
        return None
    if _service_name(response) in SERVICES:
        gateway.decide()
    return choice.active()


def _answer_at_endpoint(
    gateway: Gateway, response: Any, operation_name: str, call_action: Method
) -> object:
    """Answer peermock's own calls, and record, fail or deny the others."""
    service_name, headers = _service_name(response), dict(response.headers)
    query = {name: values[0] for name, values in response.querystring.items()}
    if gateway.answers(service_name, operation_name):
        # moto's server has already consumed the form in the body.
        body = urlencode(query).encode()
        request = HttpRequest(method="POST", url=response.uri, headers=headers, body=body)
        return _triple(gateway.respond(request))
    call = gateway.begin(service_name, operation_name, parse_scope(headers, query))
    is_query = service_name in SERVICES
    learn(call, "params", _decode(call, query) if is_query else _from_json(response.body))

    def ask() -> Triple:
        answer: Triple = _amend(gateway, response, operation_name, _relay(call_action, response))
        _note(call, answer[0], answer[2])
        return answer

    relayed = gateway.relay(call, headers, ask)
    return _triple(relayed) if isinstance(relayed, HttpResponse) else relayed


def _triple(answered: HttpResponse) -> Triple:
    return answered.status, dict(answered.headers), answered.body.decode()


def _amend(gateway: Gateway, response: Any, operation_name: str, answer: Any) -> Any:
    status, headers, body = answer
    if operation_name == "GetResources":
        return status, headers, amend_arns(body)
    if _service_name(response) != "ec2" or status >= FIRST_ERROR:
        return answer
    with gateway.held() as world:
        place = response.current_account, response.region
        return status, headers, amend(world, place, operation_name, body)


def _service_name(response: Any) -> str:
    """Return the client name of a service. moto uses it too, except for Lambda."""
    return "lambda" if response.service_name == "awslambda" else str(response.service_name)


def _from_json(body: str | bytes | None) -> Mapping[str, object]:
    try:
        params = json.loads(body or "")
    except ValueError:
        return {}
    return params if isinstance(params, dict) else {}


PATCHES = (
    Patch(names.STUBBER, "BotocoreStubber", "__call__", _hook),
    Patch(names.RESPONSES, "BaseResponse", "call_action", _dispatch),
)
