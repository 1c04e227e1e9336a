"""Where requests become calls and results answers; calls are kept, faults injected."""

from peermock.gateway.calls import Call, CallLog
from peermock.gateway.faults import Fault, Faults
from peermock.gateway.gateway import MAX_BODY_BYTES, Gateway, present

__all__ = ["MAX_BODY_BYTES", "Call", "CallLog", "Fault", "Faults", "Gateway", "present"]
