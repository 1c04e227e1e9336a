"""The console's EC2 client: signed calls of an account in a Region."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.parsers import create_parser
from botocore.serialize import create_serializer

from peermock._domain.identity import Place, access_key_id
from peermock._gateway import Gateway, HttpRequest, HttpResponse
from peermock._gateway.faults import just_failed
from peermock._operations import Result
from peermock._protocol import operation_model

if TYPE_CHECKING:
    from botocore.model import Shape

SECRET = "peermock"  # noqa: S105  # invented, and never checked
URL = "http://localhost/"
_NO_ANSWER = 503
"""The HTTP status of a page whose call was not answered."""

_SERIALIZER = create_serializer("ec2", include_validation=False)
_PARSER = create_parser("ec2")


class ApiError(Exception):
    """An error that AWS would return.

    Attributes:
        operation_name: The operation.
        code: The error code.
        message: The error message.
        status: The HTTP status.
    """

    def __init__(self, operation_name: str, code: str, message: str, status: int) -> None:
        super().__init__(f"{code}: {message}")
        self.operation_name = operation_name
        self.code = code
        self.message = message
        self.status = status


@dataclass(frozen=True, slots=True)
class ApiCall:
    """A call that a page has made or, for a form, will make.

    Attributes:
        operation_name: The operation.
        params: Its parameters in botocore's spelling.
        request_id: The request ID of the response; empty before the call is made.
    """

    operation_name: str
    params: Mapping[str, Any] = field(default_factory=dict)
    request_id: str = ""


class Client:
    """Makes calls as an account in a Region.

    Args:
        gateway: The gateway that answers them.
        place: The account and the Region.

    Attributes:
        calls: The calls made so far.
    """

    def __init__(self, gateway: Gateway, place: Place) -> None:
        self._gateway = gateway
        self._place = place
        self.calls: list[ApiCall] = []

    def call(self, operation_name: str, **params: object) -> Result:
        """Make a call, and return the response.

        Raises:
            ApiError: The call fails.
        """
        model = operation_model("ec2", operation_name)
        assert model is not None, operation_name  # noqa: S101  # operations are literals in the console
        query: Mapping[str, Any] = _SERIALIZER.serialize_to_request(dict(params), model)
        response = self._ask(operation_name, urlencode(query["body"]))
        request_id = response.headers["x-amzn-RequestId"]
        self.calls.append(ApiCall(operation_name, params, request_id))
        raw = {
            "status_code": response.status,
            "headers": response.headers,
            "body": response.body,
        }
        answer: Result = _PARSER.parse(raw, cast("Shape", model.output_shape))
        if "Error" in answer:
            error = answer["Error"]
            raise ApiError(operation_name, error["Code"], error["Message"], response.status)
        return answer

    def _ask(self, operation_name: str, body: str) -> HttpResponse:
        """Sign a request, and return the response.

        Raises:
            ApiError: An injected fault closes the connection.
        """
        just_failed.set(False)
        try:
            return self._gateway.respond(self._sign(body))
        except Exception as error:
            if not just_failed.get():
                raise
            text = f"The connection was closed without an answer: {error}"
            raise ApiError(operation_name, type(error).__name__, text, _NO_ANSWER) from error

    def _sign(self, body: str) -> HttpRequest:
        request = AWSRequest("POST", URL, data=body)
        request.headers["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8"
        keys = Credentials(access_key_id(self._place.account_id), SECRET, SECRET)
        SigV4Auth(keys, "ec2", self._place.region_name).add_auth(request)
        return HttpRequest("POST", URL, dict(request.headers.items()), body.encode())


def take_snapshot(gateway: Gateway) -> Gateway:
    """Return a gateway to a snapshot of another's world, with a log and without faults of its own.

    Open pages look at the world every second, which must not affect a script or a test.
    """
    with gateway.locked() as world:
        snapshot = Gateway(world.snapshot(), gateway.account_id)
    snapshot.now = gateway.now
    return snapshot
