"""Twenty thousand invalid requests, each of which gets a response or an AWS error."""

import random
from collections.abc import Callable, Iterator
from urllib.parse import parse_qsl, quote_plus

import pytest
from botocore.parsers import create_parser

from peermock import (
    NoSuchRegionError,
    NotMockedError,
    UnsupportedOperationError,
    UnsupportedParameterError,
)
from peermock._gateway import Gateway
from peermock._gateway.http import HttpRequest, HttpResponse
from peermock._operations import OPERATIONS
from peermock._protocol import operation_model, service_model
from peermock._protocol.regions import is_region

ROWS = [(service, name) for service in OPERATIONS for name in OPERATIONS[service]]
MUTANTS = -(-20_000 // len(ROWS))
LONGEST = 2_000
"""The number of bytes of a body that are mutated, which limits growth."""
PARSERS = {"ec2": create_parser("ec2"), "sts": create_parser("query")}

TEXTS = [
    *("", " ", "x", "*", "?" * 99, "*a" * 99, "\\", "null", "None", "true", "TRUE", "[]", "{}"),
    *("-1", "0", "5", "1001", "1e9", "0x10", "+1", "1" * 5000, "-" * 99, "9223372036854775808"),
    *("\u0663", "\u0661\u0660.0.0.0/8", "10.0.0.0/8", "10.0.0.0/-1", "10.0.0.0/99", "::/0", "::"),
    *("1.2.3.4.5/6", "10.0.0.0/16\n", "0.0.0.0/0", "fe80::1%eth0/64", "::ffff:10.0.0.0/120"),
    *("<a/>", "&amp;", "]]>", "<!DOCTYPE a [<!ENTITY b 'c'>]>&b;", "%00", "'\"", "a=b&c=d"),
    *("\0", "\x01", "\x1b[2J", "\x7f", "\x85", "\u2028", "\ufeff", "\ufffe", "\uffff", "\r", "\t"),
    *("é", "e\u0301", "\u202e", "\U0001f600", "\U0010ffff", "İ", "ß", "x" * 129, "é" * 300),
    *("vpc-", "vpc-0", "vpc-1a2b3c4d", "VPC-1A2B3C4D", "pcx-1a2b3c4d", "sg-1a2b3c4d", "sgr-"),
    *("2026-02-30T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"),
    *("arn:aws:iam::222222222222:role/", "arn:aws:iam::2:role/a", "000000000000", "mars-1"),
]
INDEXES = ["0", "-1", "01", "1.1", "x", "", " 1", "\u0661", "2", "999999999", "9" * 10, "1" * 5000]
BYTES = [
    *(b"\0", b"\xff", b"\xe9", b"\xed\xa0\x80", b"\xc0\x80", b"\xef\xbb\xbf", b"\r\n", b"\x1b"),
    *(b"%", b"%z", b"%zz", b"%u0041", b"%00", b"%ff", b"%E9", b"%ED%A0%80", b"%C0%80", b"%F4%90"),
    *(
        b"&",
        b"=",
        b"&&",
        b"&=&",
        b"==",
        b";",
        b"+",
        b".",
        b"[]",
        b"a" * 2**20,
        b"\xf0\x9f\x98\x80",
    ),
]
SCOPES = [
    *("", "x", "*", "us-east-1", "eu-west-1", "US-EAST-1", "mars-1", "aws-global", "\x01", "\xff"),
    *("é", "<a>", "a b", "a,b", "..", "/", "//", "r" * 9_999, "\x85", "\ud800", "ec2", "s3"),
]

Fields = list[tuple[str, str]]


def mutate_bytes(body: bytes, dice: random.Random) -> bytes:
    """Return a body that is cut, doubled, reordered or damaged."""
    start, end = sorted(dice.choices(range(len(body) + 1), k=2))
    head, part, tail = body[:start], body[start:end], body[end:]
    return dice.choice(
        [
            *(head, tail, head + tail, head + part * 2 + tail, part + head + tail, body[::-1]),
            *(head + dice.choice(BYTES) + tail, head + dice.choice(BYTES) + part + tail),
            *(head + dice.randbytes(9) + tail, body * 2, body + b"&" + body, part * 99, b""),
            *(body.decode("latin-1").encode("utf-16"), body.decode("latin-1").encode("utf-8-sig")),
            *(body.lower(), body.upper(), b"{}", b"<a/>", head + part.swapcase() + tail),
        ]
    )


def mutate_fields(fields: Fields, dice: random.Random) -> Fields:
    """Return fields of which one is missing, repeated, renamed or has another value."""
    at, other = dice.randrange(len(fields)), dice.randrange(len(fields))
    name, value = fields[at]
    parts = name.split(".")
    part = dice.randrange(len(parts))
    renamed = ".".join([*parts[:part], dice.choice([*INDEXES, parts[-1]]), *parts[part + 1 :]])
    new = dice.choice(
        [
            *([], [(name, value)] * 2, [(name, dice.choice(TEXTS))], [(name, value * 99)]),
            *(
                [(name, dice.choice(TEXTS))],
                [(name, fields[other][1])],
                [(fields[other][0], value)],
            ),
            *([(renamed, value)], [(name, value), (renamed, value)], [(name * 99, value)]),
            *([(f"{name}.1.{name}", value)], [(name + ".1" * dice.choice([1, 9, 999]), value)]),
            [(renamed if number else name, value) for number in range(2)],
            [(name.replace(".1", f".{number}"), value) for number in range(1, 60)],
            [(name, value), (dice.choice(TEXTS), dice.choice(TEXTS))],
        ]
    )
    return [*fields[:at], *new, *fields[at + 1 :]]


def mutate_action(fields: Fields, dice: random.Random) -> Fields:
    """Return fields with another operation, or another API version."""
    names = [name for _, name in ROWS]
    known = service_model(dice.choice(["ec2", "sts"])).operation_names
    replaced = {
        "Action": dice.choice([*TEXTS, dice.choice(names), dice.choice(known), names[0].lower()]),
        "Version": dice.choice([*TEXTS, "2014-10-01", "2016-11-16", "2011-06-15"]),
    }
    wrong = dice.choice(list(replaced))
    return [(name, replaced[name] if name == wrong else value) for name, value in fields]


def mutate_headers(request: HttpRequest, dice: random.Random) -> HttpRequest:
    """Return a request with a different signature, or without one."""
    headers = dict(request.headers)
    signature = headers.pop("Authorization", b"AWS4-X Credential=a/b/c/ec2/aws4_request")
    signature = signature if isinstance(signature, str) else signature.decode("latin-1")
    parts = signature.split("/")
    parts[dice.randrange(len(parts))] = dice.choice(SCOPES)
    wrong = dice.choice(["/".join(parts), signature[: dice.randrange(len(signature) or 1)]])
    wrong = dice.choice([wrong, wrong, signature * 9, signature.replace(",", " ")])
    name = dice.choice(["Authorization", "Authorization", "authorization", "X-Authorization"])
    kept = {name: wrong} if dice.random() < 0.5 else {name: wrong.encode("utf-8", "replace")}
    return request._replace(headers=headers | kept)


def mutants(requests: list[HttpRequest], dice: random.Random) -> Iterator[HttpRequest]:
    """Yield requests, each mutated once, twice or three times."""
    while True:
        request = dice.choice(requests)
        for _ in range(dice.choice([1, 1, 2, 3])):
            request = request._replace(body=request.body[:LONGEST])
            kind = dice.choice(["bytes", "fields", "fields", "fields", "action", "headers"])
            if kind == "bytes":
                request = request._replace(body=mutate_bytes(request.body, dice))
            elif kind == "headers":
                request = mutate_headers(request, dice)
            elif fields := parse_qsl(request.body.decode("latin-1"), keep_blank_values=True):
                mutate = mutate_fields if kind == "fields" else mutate_action
                request = request._replace(body=encode(mutate(fields, dice)))
        yield request


def encode(fields: Fields) -> bytes:
    """Return fields as the body of a request."""
    return "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in fields).encode()


def check(
    service_name: str, request: HttpRequest, response: HttpResponse, codes: dict[str, set[int]]
) -> str | None:
    """Check that botocore parses the response as one of AWS's, and return its code."""
    action = dict(parse_qsl(request.body.decode("latin-1"))).get("Action", "")
    model = operation_model(service_name, action)
    answer = {"status_code": response.status, "headers": response.headers, "body": response.body}
    parsed = PARSERS[service_name].parse(answer, model.output_shape if model else None)
    metadata = parsed["ResponseMetadata"]
    assert metadata["RequestId"] == response.headers["x-amzn-RequestId"]
    if response.status == 200:
        assert "Error" not in parsed
        return None
    assert response.status in codes[parsed["Error"]["Code"]]
    assert parsed["Error"]["Message"]
    return parsed["Error"]["Code"]


def check_refusal(
    service_name: str, error: UnsupportedOperationError | UnsupportedParameterError
) -> None:
    """Check that a refused operation or parameter exists on AWS and is not supported."""
    operation = OPERATIONS[service_name].get(error.operation_name)
    model = operation_model(service_name, error.operation_name)
    assert model is not None
    if isinstance(error, UnsupportedOperationError):
        assert operation is None
    else:
        members = {name.partition(".")[0] for name in error.parameters}
        assert members <= set(model.input_shape.members)
        assert error.but or not set(error.parameters) & set(operation.honours)


def check_service(error: NotMockedError) -> None:
    """Check that a refused service is not supported."""
    assert error.service_name not in OPERATIONS


def check_region(error: NoSuchRegionError) -> None:
    """Check that a refused Region does not exist on AWS."""
    assert not is_region(error.region_name)


def ask(gateway: Gateway, request: HttpRequest, codes: dict[str, set[int]]) -> str | None:
    """Return the code of a checked response, or that the request is refused by name."""
    try:
        response = gateway.answer(request)
    except (UnsupportedOperationError, UnsupportedParameterError) as error:
        check_refusal(gateway.calls[-1].service_name, error)
        return "refused by name"
    except NotMockedError as error:
        check_service(error)
        return "refused by name"
    except NoSuchRegionError as error:
        check_region(error)
        return "refused by name"
    return check(gateway.calls[-1].service_name, request, response, codes)


@pytest.mark.parametrize(("service_name", "operation_name"), ROWS)
def test_nonsense_is_answered_as_aws_would(
    service_name: str,
    operation_name: str,
    make_gateway: Callable[[], Gateway],
    sent: dict[str, list[HttpRequest]],
    codes: dict[str, set[int]],
) -> None:
    """Botocore parses a response or a documented error for every request."""
    gateway = make_gateway()
    for request in sent[""]:
        assert gateway.answer(request).status == 200
    before = gateway.world.snapshot()
    nonsense = mutants(sent[operation_name], random.Random(operation_name))
    found = set()
    for number in range(MUTANTS):
        if number % 50 == 0:
            gateway.world.restore(before)
            gateway.forget_calls()
        found.add(ask(gateway, next(nonsense), codes))
    assert len(found) > 5
