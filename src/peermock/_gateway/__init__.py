"""Turns requests into calls and results into responses; records calls and injects faults."""

from peermock._gateway.calls import CallLog
from peermock._gateway.faults import Fault, Faults
from peermock._gateway.gateway import Gateway
from peermock._gateway.http import HttpRequest, HttpResponse, Respond
from peermock._gateway.identification import present
from peermock._gateway.services import SERVICES, check_operation, operation_names, service_of
from peermock._operations import Call
from peermock._protocol import MAX_BODY_BYTES

__all__ = [
    "MAX_BODY_BYTES",
    "SERVICES",
    "Call",
    "CallLog",
    "Fault",
    "Faults",
    "Gateway",
    "HttpRequest",
    "HttpResponse",
    "Respond",
    "check_operation",
    "operation_names",
    "present",
    "service_of",
]
