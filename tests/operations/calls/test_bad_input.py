"""Requests that botocore would never send: each gets an AWS error and changes nothing."""

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

import pytest
import xmltodict
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest, AWSResponse
from botocore.credentials import Credentials
from botocore.httpsession import URLLib3Session

from peermock import PeeringMock
from tests.operations.parties import Party

Send = Callable[..., AWSResponse]

URL = "https://ec2.us-east-1.amazonaws.com/"
VERSION = {"Version": "2016-11-15"}
CREATE = {"Action": "CreateVpc", "CidrBlock": "10.9.0.0/16", **VERSION}
DESCRIBE = {"Action": "DescribeVpcPeeringConnections", **VERSION}
VALUE = "InvalidParameterValue"
QUERY = "InvalidQueryParameter"
UNKNOWN = "UnknownParameter"


@pytest.fixture
def send(peering: PeeringMock, requester: Party) -> Send:
    """Return a function that sends signed requests with any body, as the requester's account."""
    keys = peering.account(requester.account_id).credentials()
    credentials = Credentials(*keys.values())

    def make(body: bytes | Mapping[str, str], method: str = "POST", url: str = URL) -> AWSResponse:
        data = urlencode(body) if isinstance(body, Mapping) else body
        request = AWSRequest(method, url, data=data)
        SigV4Auth(credentials, "ec2", "us-east-1").add_auth(request)
        return URLLib3Session().send(request.prepare())

    return make


def error_of(response: AWSResponse) -> tuple[int, str, str]:
    """Return the status, code and message of a response that is exactly EC2's error document."""
    error = xmltodict.parse(response.content)["Response"]["Errors"]["Error"]
    request_id = response.headers["x-amzn-RequestId"]
    document = {"Response": {"Errors": {"Error": error}, "RequestID": request_id}}
    assert xmltodict.parse(response.content) == document
    assert set(error) == {"Code", "Message"}
    return response.status_code, error["Code"], error["Message"]


@pytest.mark.parametrize(
    ("query", "code", "message"),
    [
        (VERSION, "MissingAction", "The request is missing an action or a required parameter."),
        (
            {"Action": ""},
            "MissingAction",
            "The request is missing an action or a required parameter.",
        ),
        (
            {"Action": "DescribeLoadBalancers"},
            "InvalidAction",
            "The action DescribeLoadBalancers is not valid for this web service.",
        ),
        (
            {"Action": "describeVpcs"},
            "InvalidAction",
            "The action describeVpcs is not valid for this web service.",
        ),
        (CREATE | {"Colour": "red"}, UNKNOWN, "The parameter Colour is not recognized"),
        (CREATE | {"dryRun": "true"}, UNKNOWN, "The parameter dryRun is not recognized"),
        (CREATE | {"cidrBlock": "x"}, UNKNOWN, "The parameter cidrBlock is not recognized"),
        (DESCRIBE | {"Filter.1.Item": "x"}, UNKNOWN, "The parameter Item is not recognized"),
        (DESCRIBE | {"Filter.x.Name": "x"}, UNKNOWN, "The parameter x is not recognized"),
        (DESCRIBE | {"Filter.0.Name": "x"}, UNKNOWN, "The parameter 0 is not recognized"),
        (CREATE | {".".join("A" * 99): "x"}, UNKNOWN, "The parameter A is not recognized"),
        (
            {"Action": "DeleteVpc"},
            "MissingParameter",
            "The request must contain the parameter vpcId",
        ),
        (
            {"Action": "CreateTags", "Tag.1.Key": "a"},
            "MissingParameter",
            "The request must contain the parameter resourceIdSet",
        ),
        (
            DESCRIBE | {"MaxResults": "many"},
            VALUE,
            "Invalid value 'many' for MaxResults. Expecting a 32-bit integer.",
        ),
        (
            DESCRIBE | {"MaxResults": "99999999999"},
            VALUE,
            "Invalid value '99999999999' for MaxResults. Expecting a 32-bit integer.",
        ),
        (
            CREATE | {"DryRun": "perhaps"},
            VALUE,
            "Invalid value 'perhaps' for DryRun. Expecting true or false.",
        ),
    ],
)
def test_a_query_that_says_something_else_is_refused(
    requester: Party, send: Send, query: dict[str, str], code: str, message: str
) -> None:
    """Missing, unknown and wrong parts of a query get AWS's codes and change nothing."""
    before = requester.everything()
    assert error_of(send(query)) == (400, code, message)
    assert requester.everything() == before


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"Action=CreateVpc&CidrBlock=10.9.0.0/16&CidrBlock=10.9.0.0/16", 400, QUERY),
        (b"Action=CreateVpc&Action=CreateVpc&CidrBlock=10.9.0.0/16", 400, QUERY),
        (b"Action=CreateVpc&CidrBlock=10.9.0.0/16&CidrBlock.1=x", 400, QUERY),
        (b"Action=CreateVpc&CidrBlock.1=10.9.0.0/16", 400, QUERY),
        (b"Action=CreateTags&Tag=x&ResourceId.1=x", 400, QUERY),
        (b"Action=CreateVpc&CidrBlock", 400, "MalformedQueryString"),
        (b"Action=CreateVpc&CidrBlock=%zz", 400, "MalformedQueryString"),
        (b"Action=CreateVpc&CidrBlock=%ff", 400, "MalformedQueryString"),
        (b"\xff\xfe=x", 400, "MalformedQueryString"),
        (b"{}", 400, "MalformedQueryString"),
        (b"Action=CreateVpc&CidrBlock=%00", 400, "InvalidCharacter"),
        (
            b"Action=CreateVpc&CidrBlock=10.9.0.0/16&x=" + b"x" * 10_000_000,
            413,
            "RequestEntityTooLarge",
        ),
        (b"&".join(b"a%d=1" % number for number in range(100_000)), 400, "MissingAction"),
    ],
    ids=range(13),
)
def test_a_body_that_is_not_a_query_is_refused(
    requester: Party, send: Send, body: bytes, status: int, code: str
) -> None:
    """A body that is not one set of parameters gets an error and changes nothing."""
    before = requester.everything()
    answered, said, _ = error_of(send(body))
    assert (answered, said) == (status, code)
    assert requester.everything() == before


def test_a_query_may_be_in_the_url(requester: Party, send: Send) -> None:
    """A signed GET is answered like a POST."""
    response = send(b"", "GET", f"{URL}?{urlencode(CREATE)}")
    assert response.status_code == 200
    answer = xmltodict.parse(response.content)["CreateVpcResponse"]
    assert answer["@xmlns"] == "http://ec2.amazonaws.com/doc/2016-11-15/"
    assert answer["requestId"] == response.headers["x-amzn-RequestId"]
    assert answer["vpc"]["ownerId"] == requester.account_id


def test_answers_have_the_headers_of_ec2(send: Send) -> None:
    """Responses are XML from the server AmazonEC2 (recorded)."""
    for response in (send(DESCRIBE), send(VERSION)):
        assert response.headers["content-type"] == "text/xml;charset=UTF-8"
        assert response.headers["server"] == "AmazonEC2"
        assert response.headers["vary"].lower() == "accept-encoding"


@pytest.mark.parametrize("text", ["\x00", "a\x0bb", "\ufffe", "\x1b[0m"])
def test_a_value_that_xml_cannot_represent_is_refused(
    requester: Party, send: Send, text: str
) -> None:
    """A tag that no response could represent is rejected."""
    query = {"Action": "CreateTags", "ResourceId.1": requester.vpc_id, **VERSION}
    status, code, _ = error_of(send(query | {"Tag.1.Key": "a", "Tag.1.Value": text}))
    assert (status, code) == (400, "InvalidCharacter")
    assert requester.ec2.describe_tags()["Tags"] == []


@pytest.mark.parametrize("name", ["\x00", "A\x0b.1"])
def test_a_name_that_xml_cannot_represent_is_refused(send: Send, name: str) -> None:
    """The error about such a name is still readable."""
    status, code, _ = error_of(send(CREATE | {name: "x"}))
    assert (status, code) == (400, UNKNOWN)
