"""Security groups: equal rules and references between groups."""

import pytest

from peermock._domain.identity import Place
from peermock._domain.security import SECURITY_GROUP, GroupReference, Rule, SecurityGroup, Traffic

HTTPS = Traffic("tcp", 443, 443, "10.0.0.0/16")
FROM_PEER = Traffic("tcp", 443, 443, GroupReference("222222222222", "sg-1", "vpc-1", "pcx-1"))


@pytest.fixture
def group() -> SecurityGroup:
    """A group that allows inbound HTTPS from a range and from a group."""
    return SecurityGroup(
        id="sg-1a2b3c4d",
        place=Place("111111111111", "us-east-1"),
        vpc_id="vpc-1a2b3c4d",
        name="web",
        description="Web servers",
        rules=(
            Rule(id="sgr-1", is_egress=False, traffic=HTTPS, description="from us"),
            Rule(id="sgr-2", is_egress=False, traffic=FROM_PEER),
        ),
    )


def test_traffic_is_about_a_range_or_a_group() -> None:
    """A rule names a range or a group, never both."""
    assert (HTTPS.cidr_block, HTTPS.group) == ("10.0.0.0/16", None)
    assert (FROM_PEER.cidr_block, FROM_PEER.group) == (None, FROM_PEER.peer)


@pytest.mark.parametrize(
    "same",
    [
        FROM_PEER,
        Traffic("tcp", 443, 443, GroupReference("222222222222", "sg-1")),
        Traffic("tcp", 443, 443, GroupReference("222222222222", "sg-1", "vpc-1")),
    ],
)
def test_a_group_is_the_same_however_much_is_said_about_it(same: Traffic) -> None:
    """The VPC and the connection may be omitted."""
    assert FROM_PEER.identity == same.identity


@pytest.mark.parametrize(
    "other",
    [
        FROM_PEER,
        Traffic("udp", 443, 443, "10.0.0.0/16"),
        Traffic("tcp", 80, 443, "10.0.0.0/16"),
        Traffic("tcp", 443, 444, "10.0.0.0/16"),
        Traffic("tcp", 443, 443, "10.0.0.0/17"),
        Traffic("-1", None, None, "10.0.0.0/16"),
    ],
)
def test_other_traffic_is_not_the_same(other: Traffic) -> None:
    """Protocol, ports and peer all count."""
    assert HTTPS.identity != other.identity


def test_a_rule_is_found_by_what_it_lets_through(group: SecurityGroup) -> None:
    """A rule is found in its own direction only."""
    incoming = group.rules_by_traffic(is_egress=False)
    assert list(incoming.values()) == list(group.rules)
    assert incoming[HTTPS.identity] == group.rules[0]
    assert group.rules_by_traffic(is_egress=True) == {}


def test_rules_come_and_go(group: SecurityGroup) -> None:
    """New rules come last, and the original group does not change."""
    new = Rule(id="sgr-3", is_egress=True, traffic=HTTPS)
    assert group.with_rules(new).rules == (*group.rules, new)
    assert group.with_rules(new).without_rules(*group.rules).rules == (new,)
    assert len(group.rules) == 2


def test_a_group_is_found_by_the_groups_in_its_rules(group: SecurityGroup) -> None:
    """A group is found by its own ID only if a rule refers to that."""
    names = set(SECURITY_GROUP.names(group))
    assert "sg-1" in names
    assert group.id not in names
