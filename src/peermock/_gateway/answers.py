"""Writing responses: the headers, and the document of a success or an error."""

import datetime as dt
import functools
from collections.abc import Mapping

from peermock._gateway.calls import learn
from peermock._gateway.http import HttpRequest, HttpResponse
from peermock._gateway.services import SERVICES
from peermock._operations import Call
from peermock._protocol import encode_error, encode_refusal

REFUSED = "UnsupportedOperation"


def write_success(call: Call, body: bytes) -> HttpResponse:
    """Return the response to a successful call."""
    return HttpResponse(200, _write_headers(call), body)


def write_error(call: Call, status: int, code: str, message: str) -> HttpResponse:
    """Return an error response to a call.

    Errors of services that peermock does not know are in EC2's format.
    """
    learn(call, "error", code)
    learn(call, "answer", message)
    service_name = call.service_name if call.service_name in SERVICES else "ec2"
    body = encode_error(service_name, code=code, message=message, request_id=call.request_id)
    return HttpResponse(status, _write_headers(call), body)


def write_refusal(call: Call, request: HttpRequest, message: str) -> HttpResponse:
    """Return one of peermock's refusals as a response that no SDK retries."""
    return write_service_error(call, request.headers, 400, REFUSED, message)


def write_service_error(
    call: Call, headers: Mapping[str, str | bytes], status: int, code: str, message: str
) -> HttpResponse:
    """Return an error response in the format of the service that was called."""
    if call.service_name in SERVICES:
        return write_error(call, status, code, message)
    learn(call, "error", code)
    learn(call, "answer", message)
    content_type, body = encode_refusal(
        call.service_name, headers, code=code, message=message, request_id=call.request_id
    )
    written = {**_write_headers(call), "content-type": content_type, "x-amzn-errortype": code}
    return HttpResponse(status, written, body)


def _write_headers(call: Call) -> dict[str, str]:
    headers = {
        "x-amzn-RequestId": call.request_id,
        "content-type": "text/xml;charset=UTF-8",
        "vary": "accept-encoding",
        "date": _write_date(call.at.replace(microsecond=0)),
    }
    return headers if call.service_name == "sts" else headers | {"server": "AmazonEC2"}


@functools.lru_cache(maxsize=16)
def _write_date(second: dt.datetime) -> str:
    return second.strftime("%a, %d %b %Y %H:%M:%S GMT")
