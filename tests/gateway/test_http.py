"""HTTP requests and responses as values."""

from peermock._gateway import HttpRequest, HttpResponse

SECRET = "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE"


def test_a_request_does_not_show_credentials() -> None:
    """The URL, the headers and the body of a request may hold credentials."""
    request = HttpRequest(
        "POST", f"https://x/?{SECRET}", {"Authorization": SECRET}, SECRET.encode()
    )
    assert repr(request) == "HttpRequest(method='POST')"


def test_a_response_does_not_show_its_body() -> None:
    """The body of a response may hold credentials."""
    response = HttpResponse(200, {"content-type": "text/xml"}, SECRET.encode())
    assert repr(response) == "HttpResponse(status=200, headers={'content-type': 'text/xml'})"
