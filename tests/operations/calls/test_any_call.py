"""Any sequence of calls gets results or errors, and an error changes nothing."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from botocore import xform_name
from botocore.client import BaseClient
from botocore.exceptions import ClientError
from botocore.model import ListShape, Shape, StructureShape
from hypothesis import given, settings
from hypothesis import strategies as st

from peermock import UnsupportedParameterError, mock_peering
from peermock._operations import OPERATIONS
from peermock._protocol import operation_model

Values = st.SearchStrategy[Any]

ACCOUNTS = ("123456789012", "222222222222")
LISTS = [
    "DescribeRouteTables",
    "DescribeSecurityGroups",
    "DescribeSubnets",
    "DescribeTags",
    "DescribeVpcPeeringConnections",
    "DescribeVpcs",
]
NUMBERS = [-(2**31), -1, 0, 1, 5, 22, 900, 1000, 65536, 2**31 - 1]
TEXTS = [
    *("", "x", "*", "-1", "0", "é", " ", "null", "\r\n", "aws:x", "default", "a" * 300, "\\"),
    *("10.0.0.0/16", "10.1.0.0/16", "10.0.1.0/24", "172.31.64.0/24", "0.0.0.0/0", "::/0", "10/8"),
    *("2001:db8::/56", "10.0.0.0/99", *ACCOUNTS, "abc", "us-east-1", "eu-west-1", "mars-1"),
    *("vpc-1a2b3c4d", "pcx-1a2b3c4d", "pcx-", "sg-x", "rtb-1a2b3c4d", "subnet-1a2b3c4d", "sgr-"),
    *("vpc-id", "status-code", "tag:a", "tag-key", "vpc", "vpc-peering-connection", "subnet"),
    *("tcp", "udp", "icmp", "enableDnsSupport", "arn:aws:iam::222222222222:role/a", "a.b-c_d"),
]
IDS = {
    "AssociationId": ("rtbassoc", "vpc-cidr-assoc"),
    "GroupId": ("sg",),
    "GroupIds": ("sg",),
    "PeerVpcId": ("vpc",),
    "Resources": ("pcx", "rtb", "sg", "sgr", "subnet", "vpc"),
    "RouteTableId": ("rtb",),
    "SecurityGroupRuleIds": ("sgr",),
    "SubnetId": ("subnet",),
    "VpcId": ("vpc",),
    "VpcPeeringConnectionId": ("pcx",),
}
ID = re.compile(r"(rtbassoc|vpc-cidr-assoc|pcx|rtb|sgr|sg|subnet|vpc)-0[0-9a-f]{16}")


def values(name: str, shape: Shape, honours: Sequence[str], path: str) -> Values:
    """Return a strategy for values of a parameter; `<vpc 3>` means the third known VPC."""
    if isinstance(shape, StructureShape):
        return structures(shape, honours, f"{path}.")
    if isinstance(shape, ListShape):
        return st.lists(values(name, shape.member, honours, path), max_size=2)
    if shape.type_name == "boolean":
        return st.booleans()
    if shape.type_name != "string":
        return st.sampled_from(NUMBERS)
    known = [f"<{prefix} {number}>" for prefix in IDS.get(name, ()) for number in range(4)]
    return st.sampled_from(known) | st.sampled_from(TEXTS) if known else st.sampled_from(TEXTS)


def structures(shape: Shape, honours: Sequence[str], prefix: str = "") -> Values:
    """Return a strategy for structures of supported members, with all required ones."""
    whole = prefix.rstrip(".") in honours
    members = {
        name: values(name, member, honours, prefix + name)
        for name, member in shape.members.items()
        if whole or any(f"{each}.".startswith(f"{prefix}{name}.") for each in honours)
    }
    required = {name: members.pop(name) for name in shape.required_members}
    return st.fixed_dictionaries(required, optional=members)


def parameters(service: str, operation: str) -> Values:
    """Return a strategy for parameters of an operation."""
    model = operation_model(service, operation)
    if model is None or model.input_shape is None:
        return st.just({})
    row = OPERATIONS[service][operation]
    return structures(model.input_shape, row.honours)


ROWS = [(service, name) for service in OPERATIONS for name in OPERATIONS[service]]
calls = st.lists(
    st.sampled_from(ROWS).flatmap(
        lambda row: st.tuples(st.sampled_from(ACCOUNTS), st.just(row), parameters(*row))
    ),
    max_size=6,
)


class World:
    """The IDs that two accounts know from responses."""

    def __init__(self, clients: dict[tuple[str, str], BaseClient]) -> None:
        self._clients = clients
        self._known: defaultdict[str, list[str]] = defaultdict(list)

    def call(self, account_id: str, service: str, operation: str, params: object) -> int:
        """Make a call, remember the IDs in its response, and return its HTTP status."""
        try:
            call = getattr(self._clients[account_id, service], xform_name(operation))
            answer = call(**self._resolve(params))
        except ClientError as error:
            answer = error.response
        except UnsupportedParameterError:
            return 400
        for match in ID.finditer(repr(answer)):
            if match[0] not in self._known[match[1]]:
                self._known[match[1]].append(match[0])
        return answer["ResponseMetadata"]["HTTPStatusCode"]

    def look(self) -> list[dict[str, Any]]:
        """Return everything that both accounts can list, without request IDs and times."""
        listed = [
            getattr(self._clients[account_id, "ec2"], xform_name(name))()
            for account_id in ACCOUNTS
            for name in LISTS
        ]
        return [answer | {"ResponseMetadata": None} for answer in listed]

    def _resolve(self, value: object) -> object:
        if isinstance(value, dict):
            return {name: self._resolve(each) for name, each in value.items()}
        if isinstance(value, list):
            return [self._resolve(each) for each in value]
        if isinstance(value, str) and value.startswith("<"):
            prefix, number = value.strip("<>").split()
            known = self._known[prefix] or [f"{prefix}-1a2b3c4d"]
            return known[int(number) % len(known)]
        return value


@settings(max_examples=15, deadline=None)
@given(calls=calls)
def test_a_refusal_changes_nothing(
    clients: Callable[..., BaseClient], calls: list[tuple[str, tuple[str, str], object]]
) -> None:
    """Calls of two accounts end in results or AWS errors, and errors have no effect."""
    with mock_peering() as aws:
        keys = {each: aws.account(each).credentials() for each in ACCOUNTS}
        world = World(
            {
                (each, service): clients(service, "us-east-1", keys[each], lax=True)
                for each in ACCOUNTS
                for service in OPERATIONS
            }
        )
        for account_id, block in zip(ACCOUNTS, ("10.0.0.0/16", "10.1.0.0/16"), strict=True):
            world.call(account_id, "ec2", "CreateVpc", {"CidrBlock": block})
        before = world.look()
        for account_id, row, params in calls:
            status = world.call(account_id, *row, params)
            after = world.look()
            assert status == 200 or (400 <= status < 500 and after == before)
            before = after
