"""AWS's messages about security groups and their rules, to the letter."""

from functools import partial

import pytest

from peermock._domain.errors import (
    AwsError,
    CannotDeleteDefaultGroup,
    DuplicateGroup,
    DuplicateRule,
    GroupIdMalformed,
    GroupInUse,
    GroupsApart,
    InvalidPermission,
    NoDefaultVpc,
    NotInDefaultVpc,
    PortsMissing,
    ReservedGroupName,
    RuleIdMalformed,
    RuleIdNotFound,
    RuleNotFound,
    SamePermissionTwice,
    SecurityGroupNotFound,
    SourceGroupMissing,
    SourceMissing,
)


@pytest.mark.parametrize(
    ("make", "code", "text"),
    [
        (
            partial(SecurityGroupNotFound, "sg-123abc"),
            "InvalidGroup.NotFound",
            "The security group 'sg-123abc' does not exist",
        ),
        (
            partial(SecurityGroupNotFound, "sg-1a2b3c4d", "sg-5e6f7a8b"),
            "InvalidGroup.NotFound",
            "The security groups 'sg-1a2b3c4d, sg-5e6f7a8b' do not exist",
        ),
        (
            partial(GroupIdMalformed, "tcp_elb_security_group"),
            "InvalidGroupId.Malformed",
            'Invalid id: "tcp_elb_security_group" (expecting "sg-...")',
        ),
        (
            GroupsApart,
            "InvalidGroup.NotFound",
            "You have specified two resources that belong to different networks.",
        ),
        (
            partial(NotInDefaultVpc, "web", "vpc-1a2b3c4d"),
            "InvalidGroup.NotFound",
            "The security group 'web' does not exist in default VPC 'vpc-1a2b3c4d'",
        ),
        (
            NoDefaultVpc,
            "VPCIdNotSpecified",
            (
                "No default VPC for this user. "
                "GroupName is only supported for EC2-Classic and default VPC."
            ),
        ),
        (
            partial(DuplicateGroup, "secgrp-app", "vpc-c05da2a6"),
            "InvalidGroup.Duplicate",
            "The security group 'secgrp-app' already exists for VPC 'vpc-c05da2a6'",
        ),
        (
            partial(ReservedGroupName, "default"),
            "InvalidParameterValue",
            "Cannot use reserved security group name: default",
        ),
        (
            SourceMissing,
            "MissingParameter",
            "Missing source specification: include source security group or CIDR information",
        ),
        (SourceGroupMissing, "MissingParameter", "Source group ID missing."),
        (
            partial(CannotDeleteDefaultGroup, "sg-1a2b3c4d"),
            "CannotDelete",
            'the specified group: "sg-1a2b3c4d" name: "default" cannot be deleted by a user',
        ),
        (
            partial(GroupInUse, "sg-07e70ed691d14d9aa"),
            "DependencyViolation",
            "resource sg-07e70ed691d14d9aa has a dependent object",
        ),
        (
            partial(DuplicateRule, "peer: 0.0.0.0/0, ALL, ALLOW"),
            "InvalidPermission.Duplicate",
            'the specified rule "peer: 0.0.0.0/0, ALL, ALLOW" already exists',
        ),
        (
            RuleNotFound,
            "InvalidPermission.NotFound",
            "The specified rule does not exist in this security group",
        ),
        (
            partial(RuleIdNotFound, "sgr-1a2b3c4d"),
            "InvalidSecurityGroupRuleId.NotFound",
            "The security group rule ID 'sgr-1a2b3c4d' does not exist",
        ),
        (
            partial(RuleIdNotFound, "sgr-1a2b3c4d", "sgr-5e6f7a8b"),
            "InvalidSecurityGroupRuleId.NotFound",
            "The security group rule IDs 'sgr-1a2b3c4d, sgr-5e6f7a8b' do not exist",
        ),
        (
            partial(RuleIdMalformed, "x"),
            "InvalidSecurityGroupRuleId.Malformed",
            'Invalid id: "x" (expecting "sgr-...")',
        ),
        (
            SamePermissionTwice,
            "InvalidParameterValue",
            "The same permission must not appear multiple times",
        ),
        (
            partial(PortsMissing, "TCP/UDP"),
            "InvalidParameterValue",
            "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.",
        ),
        (
            partial(InvalidPermission, "TCP/UDP port (-1) out of range"),
            "InvalidPermission.Malformed",
            "TCP/UDP port (-1) out of range",
        ),
    ],
)
def test_a_security_error_has_its_code_and_text(error: AwsError, code: str, text: str) -> None:
    """Lower case at the beginning and missing full stops are AWS's."""
    assert (error.code, error.status, error.message) == (code, 400, text)


@pytest.mark.parametrize(
    ("make", "cause"),
    [
        (partial(SecurityGroupNotFound, "sg-1", "sg-2"), {"group_ids": ("sg-1", "sg-2")}),
        (partial(GroupIdMalformed, "x"), {"text": "x"}),
        (partial(NotInDefaultVpc, "web", "vpc-1"), {"name": "web", "vpc_id": "vpc-1"}),
        (partial(DuplicateGroup, "web", "vpc-1"), {"name": "web", "vpc_id": "vpc-1"}),
        (partial(ReservedGroupName, "default"), {"name": "default"}),
        (partial(CannotDeleteDefaultGroup, "sg-1"), {"group_id": "sg-1"}),
        (partial(GroupInUse, "sg-1"), {"group_id": "sg-1"}),
        (partial(DuplicateRule, "x"), {"rule": "x"}),
        (partial(RuleIdNotFound, "sgr-1"), {"rule_ids": ("sgr-1",)}),
        (partial(RuleIdMalformed, "x"), {"text": "x"}),
        (partial(PortsMissing, "ICMP"), {"protocols": "ICMP"}),
    ],
)
def test_a_security_error_keeps_its_cause(error: AwsError, cause: dict[str, object]) -> None:
    """The parts of the message are available as attributes."""
    assert {name: getattr(error, name) for name in cause} == cause
