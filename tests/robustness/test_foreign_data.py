"""Responses to an account contain no data of another, except what a connection shares."""

import random
import re
from collections import defaultdict
from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode

from hypothesis import given, settings
from hypothesis import strategies as st

from peermock import UnsupportedParameterError
from peermock._domain.identity import access_key_id
from peermock._gateway import Gateway
from peermock._gateway.http import HttpRequest
from peermock._operations import OPERATIONS

OURS, THEIRS = "111111111111", "222222222222"
REGIONS = ("us-east-1", "eu-west-1")
ID = re.compile(r"((?:vpc-cidr-assoc|rtbassoc|dopt|subnet|sgr|sg|rtb|vpc|pcx)-)0[0-9a-f]{16}")
MARK = re.compile(r"secret-\d+|10\.2\d\d\.\d+\.0")
"""Tags, names and CIDR blocks that only the other account has."""

LISTS = [
    *("DescribeVpcs", "DescribeSubnets", "DescribeRouteTables", "DescribeSecurityGroups"),
    *("DescribeSecurityGroupRules", "DescribeTags", "DescribeVpcPeeringConnections"),
]
COURSES = {
    "pending": [],
    "rejected": [("Reject", THEIRS)],
    "deleted": [("Delete", OURS)],
    "active": [("Accept", THEIRS)],
    "ended": [("Accept", THEIRS), ("Delete", THEIRS)],
}


class Accounts:
    """Two accounts, one of which has secrets."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._secrets = 0

    def ask(
        self, account_id: str, action: str, region_name: str = REGIONS[0], **params: str
    ) -> str:
        """Return the text of the response to a call of an account."""
        service_name = "sts" if action in OPERATIONS["sts"] else "ec2"
        scope = f"{access_key_id(account_id)}/20260301/{region_name}/{service_name}/aws4_request"
        request = HttpRequest(
            method="POST",
            url=f"https://{service_name}.{region_name}.amazonaws.com/",
            headers={"Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, Signature=0"},
            body=urlencode({"Action": action, **params}).encode(),
        )
        try:
            return self._gateway.answer(request).body.decode()
        except UnsupportedParameterError as refusal:
            return str(refusal)

    def make(self, account_id: str, action: str, *where: str, **params: str) -> str:
        """Create a resource, tag it with a secret as the other account, and return its ID."""
        answer = self.ask(account_id, action, *where, **params)
        prefix = {"CreateVpc": "vpc-", "CreateSubnet": "subnet-", "CreateRouteTable": "rtb-"}
        wanted = prefix.get(action, "sg-" if "Group" in action else "pcx-")
        made = next(found[0] for found in ID.finditer(answer) if found[1] == wanted)
        if account_id == THEIRS:
            self._secrets += 1
            tag = {"Tag.1.Key": "Name", "Tag.1.Value": f"secret-{self._secrets}"}
            self.ask(THEIRS, "CreateTags", *where, **{"ResourceId.1": made} | tag)
        return made

    def keep_secrets(self, region_name: str, number: int) -> str:
        """Create one of each resource of the other account, and return the ID of its VPC."""
        network = f"10.{200 + number}"
        vpc, peer = (
            self.make(THEIRS, "CreateVpc", region_name, CidrBlock=block)
            for block in (f"{network}.0.0/17", f"{network}.128.0/17")
        )
        in_vpc = {"VpcId": vpc}
        self.make(THEIRS, "CreateSubnet", region_name, **in_vpc, CidrBlock=f"{network}.7.0/24")
        name = {"GroupName": f"secret-{number}00", "GroupDescription": f"secret-{number}01"}
        self.make(THEIRS, "CreateSecurityGroup", region_name, **in_vpc | name)
        table = self.make(THEIRS, "CreateRouteTable", region_name, **in_vpc)
        pcx = self.make(THEIRS, "CreateVpcPeeringConnection", region_name, **in_vpc, PeerVpcId=peer)
        named = {"VpcPeeringConnectionId": pcx}
        self.ask(THEIRS, "AcceptVpcPeeringConnection", region_name, **named)
        route = {"RouteTableId": table, "DestinationCidrBlock": f"{network}.128.0/17"}
        self.ask(THEIRS, "CreateRoute", region_name, **named | route)
        return vpc

    def share(self, theirs: str, course: str) -> set[str]:
        """Connect the two accounts, and return the data that the connection shares."""
        ours = self.make(OURS, "CreateVpc", CidrBlock="10.0.0.0/16")
        asked = {"VpcId": ours, "PeerVpcId": theirs, "PeerOwnerId": THEIRS}
        named = {"VpcPeeringConnectionId": self.make(OURS, "CreateVpcPeeringConnection", **asked)}
        for verb, account_id in COURSES[course]:
            self.ask(account_id, f"{verb}VpcPeeringConnection", **named)
        return {ours, theirs, *named.values(), *(["10.200.0.0"] if course == "active" else [])}

    def everything(self, account_id: str) -> str:
        """Return everything that an account can list."""
        return "".join(self.ask(account_id, name, each) for name in LISTS for each in REGIONS)


def contents(text: str) -> set[str]:
    """Return the IDs and the secrets in a text."""
    return {each[0] for each in ID.finditer(text)} | set(MARK.findall(text))


def attack(
    requests: list[HttpRequest], ids: dict[str, list[str]], dice: random.Random
) -> dict[str, str]:
    """Return the parameters of a real request, with IDs of either account substituted."""

    def replace(found: re.Match[str]) -> str:
        return dice.choice(ids.get(found[1]) or [found[0]])

    fields = parse_qsl(dice.choice(requests).body.decode(), keep_blank_values=True)
    values = {"123456789012": THEIRS, "10.0.1.0/24": "10.200.9.0/24", "900": "5"}
    params = {name: ID.sub(replace, values.get(value, value)) for name, value in fields}
    return {name: value for name, value in params.items() if name not in ("Action", "Version")}


@settings(max_examples=25, deadline=None)
@given(course=st.sampled_from(sorted(COURSES)), seed=st.integers(0, 2**32))
def test_no_answer_has_data_of_another_account(
    make_gateway: Callable[[], Gateway],
    sent: dict[str, list[HttpRequest]],
    course: str,
    seed: int,
) -> None:
    """Whatever an account calls, even with foreign IDs, it learns nothing foreign."""
    dice = random.Random(seed)
    accounts = Accounts(make_gateway())
    shared, *_ = [accounts.keep_secrets(REGIONS[at % 2], at) for at in range(3)]
    known = accounts.share(shared, course)
    secret = contents(accounts.everything(THEIRS)) - known
    ids: defaultdict[str, list[str]] = defaultdict(list)
    for found in ID.finditer(accounts.everything(THEIRS) + accounts.everything(OURS)):
        ids[found[1]].append(found[0])
    assert len(secret) > 60
    assert not contents(accounts.everything(OURS)) & secret
    for _ in range(100):
        action = dice.choice([name for name in sent if name])
        params = attack(sent[action], ids, dice)
        secret -= contents(str(params))
        answer = accounts.ask(OURS, action, dice.choice(REGIONS), **params)
        assert not contents(answer) & secret
    assert not contents(accounts.everything(OURS)) & secret
