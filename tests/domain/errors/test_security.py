"""What AWS says about security groups and their rules, to the letter."""

import pytest

from peermock.domain.errors import (
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
    ("error", "code", "text"),
    [
        (
            SecurityGroupNotFound("sg-123abc"),
            "InvalidGroup.NotFound",
            "The security group 'sg-123abc' does not exist",
        ),
        (
            SecurityGroupNotFound("sg-1a2b3c4d", "sg-5e6f7a8b"),
            "InvalidGroup.NotFound",
            "The security groups 'sg-1a2b3c4d, sg-5e6f7a8b' do not exist",
        ),
        (
            GroupIdMalformed("tcp_elb_security_group"),
            "InvalidGroupId.Malformed",
            'Invalid id: "tcp_elb_security_group" (expecting "sg-...")',
        ),
        (
            GroupsApart(),
            "InvalidGroup.NotFound",
            "You have specified two resources that belong to different networks.",
        ),
        (
            NotInDefaultVpc("web", "vpc-1a2b3c4d"),
            "InvalidGroup.NotFound",
            "The security group 'web' does not exist in default VPC 'vpc-1a2b3c4d'",
        ),
        (
            NoDefaultVpc(),
            "VPCIdNotSpecified",
            (
                "No default VPC for this user. "
                "GroupName is only supported for EC2-Classic and default VPC."
            ),
        ),
        (
            DuplicateGroup("secgrp-app", "vpc-c05da2a6"),
            "InvalidGroup.Duplicate",
            "The security group 'secgrp-app' already exists for VPC 'vpc-c05da2a6'",
        ),
        (
            ReservedGroupName("default"),
            "InvalidParameterValue",
            "Cannot use reserved security group name: default",
        ),
        (
            SourceMissing(),
            "MissingParameter",
            "Missing source specification: include source security group or CIDR information",
        ),
        (SourceGroupMissing(), "MissingParameter", "Source group ID missing."),
        (
            CannotDeleteDefaultGroup("sg-1a2b3c4d"),
            "CannotDelete",
            'the specified group: "sg-1a2b3c4d" name: "default" cannot be deleted by a user',
        ),
        (
            GroupInUse("sg-07e70ed691d14d9aa"),
            "DependencyViolation",
            "resource sg-07e70ed691d14d9aa has a dependent object",
        ),
        (
            DuplicateRule("peer: 0.0.0.0/0, ALL, ALLOW"),
            "InvalidPermission.Duplicate",
            'the specified rule "peer: 0.0.0.0/0, ALL, ALLOW" already exists',
        ),
        (
            RuleNotFound(),
            "InvalidPermission.NotFound",
            "The specified rule does not exist in this security group",
        ),
        (
            RuleIdNotFound("sgr-1a2b3c4d"),
            "InvalidSecurityGroupRuleId.NotFound",
            "The security group rule ID 'sgr-1a2b3c4d' does not exist",
        ),
        (
            RuleIdNotFound("sgr-1a2b3c4d", "sgr-5e6f7a8b"),
            "InvalidSecurityGroupRuleId.NotFound",
            "The security group rule IDs 'sgr-1a2b3c4d, sgr-5e6f7a8b' do not exist",
        ),
        (
            RuleIdMalformed("x"),
            "InvalidSecurityGroupRuleId.Malformed",
            'Invalid id: "x" (expecting "sgr-...")',
        ),
        (
            SamePermissionTwice(),
            "InvalidParameterValue",
            "The same permission must not appear multiple times",
        ),
        (
            PortsMissing("TCP/UDP"),
            "InvalidParameterValue",
            "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.",
        ),
        (
            InvalidPermission("TCP/UDP port (-1) out of range"),
            "InvalidPermission.Malformed",
            "TCP/UDP port (-1) out of range",
        ),
    ],
)
def test_a_security_error_has_its_code_and_text(error: AwsError, code: str, text: str) -> None:
    """Small letters at the beginning and missing full stops are AWS's."""
    assert (error.code, error.status, error.message) == (code, 400, text)


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (SecurityGroupNotFound("sg-1", "sg-2"), {"group_ids": ("sg-1", "sg-2")}),
        (GroupIdMalformed("x"), {"text": "x"}),
        (NotInDefaultVpc("web", "vpc-1"), {"name": "web", "vpc_id": "vpc-1"}),
        (DuplicateGroup("web", "vpc-1"), {"name": "web", "vpc_id": "vpc-1"}),
        (ReservedGroupName("default"), {"name": "default"}),
        (CannotDeleteDefaultGroup("sg-1"), {"group_id": "sg-1"}),
        (GroupInUse("sg-1"), {"group_id": "sg-1"}),
        (DuplicateRule("x"), {"rule": "x"}),
        (RuleIdNotFound("sgr-1"), {"rule_ids": ("sgr-1",)}),
        (RuleIdMalformed("x"), {"text": "x"}),
        (PortsMissing("ICMP"), {"protocols": "ICMP"}),
    ],
)
def test_a_security_error_keeps_its_cause(error: AwsError, cause: dict[str, object]) -> None:
    """What the text is made of can be read without taking the text apart."""
    assert {name: getattr(error, name) for name in cause} == cause
