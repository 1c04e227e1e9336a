"""What AWS answers about security groups and their rules; see docs/explanation/fidelity.md."""

from peermock.domain.errors.base import AwsError
from peermock.domain.errors.request import InvalidParameterValue


class SecurityGroupNotFound(AwsError):
    """The caller's account has no security group with this ID in this Region."""

    code = "InvalidGroup.NotFound"

    def __init__(self, *group_ids: str) -> None:
        super().__init__(
            f"The security group '{group_ids[0]}' does not exist"
            if len(group_ids) == 1
            else f"The security groups '{', '.join(group_ids)}' do not exist"
        )
        self.group_ids = group_ids


class GroupIdMalformed(AwsError):
    """The text has not the form of a security group's ID."""

    code = "InvalidGroupId.Malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "sg-...")')
        self.text = text


class GroupsApart(AwsError):
    """A rule refers to a group of a VPC that no active peering in the Region joins."""

    code = "InvalidGroup.NotFound"

    def __init__(self) -> None:
        super().__init__("You have specified two resources that belong to different networks.")


class DuplicateGroup(AwsError):
    """The VPC has a group of this name."""

    code = "InvalidGroup.Duplicate"

    def __init__(self, name: str, vpc_id: str) -> None:
        super().__init__(f"The security group '{name}' already exists for VPC '{vpc_id}'")
        self.name = name
        self.vpc_id = vpc_id


class ReservedGroupName(InvalidParameterValue):
    """Every VPC has a default group, and nobody else can make one."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Cannot use reserved security group name: {name}")
        self.name = name


class CannotDeleteDefaultGroup(AwsError):
    """The group that came with a VPC goes only with it."""

    code = "CannotDelete"

    def __init__(self, group_id: str) -> None:
        super().__init__(
            f'the specified group: "{group_id}" name: "default" cannot be deleted by a user'
        )
        self.group_id = group_id


class GroupInUse(AwsError):
    """Another group of the same VPC refers to the group."""

    code = "DependencyViolation"

    def __init__(self, group_id: str) -> None:
        super().__init__(f"resource {group_id} has a dependent object")
        self.group_id = group_id


class DuplicateRule(AwsError):
    """The group has such a rule."""

    code = "InvalidPermission.Duplicate"

    def __init__(self, rule: str) -> None:
        super().__init__(f'the specified rule "{rule}" already exists')
        self.rule = rule


class RuleNotFound(AwsError):
    """The group has no such rule."""

    code = "InvalidPermission.NotFound"

    def __init__(self) -> None:
        super().__init__("The specified rule does not exist in this security group")


class RuleIdNotFound(AwsError):
    """The caller's account has no rule with this ID in this Region."""

    code = "InvalidSecurityGroupRuleId.NotFound"

    def __init__(self, *rule_ids: str) -> None:
        super().__init__(
            f"The security group rule ID '{rule_ids[0]}' does not exist"
            if len(rule_ids) == 1
            else f"The security group rule IDs '{', '.join(rule_ids)}' do not exist"
        )
        self.rule_ids = rule_ids


class RuleIdMalformed(AwsError):
    """The text has not the form of a rule's ID."""

    code = "InvalidSecurityGroupRuleId.Malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "sgr-...")')
        self.text = text


class SamePermissionTwice(InvalidParameterValue):
    """One call says the same permission more than once."""

    def __init__(self) -> None:
        super().__init__("The same permission must not appear multiple times")


class PortsMissing(InvalidParameterValue):
    """A protocol with ports was named without them."""

    def __init__(self, protocols: str) -> None:
        super().__init__(
            f"Invalid value 'Must specify both from and to ports with {protocols}.' for portRange."
        )
        self.protocols = protocols


class SourceMissing(AwsError):
    """A permission was given by single parameters, without the range that it is about."""

    code = "MissingParameter"

    def __init__(self) -> None:
        super().__init__(
            "Missing source specification: include source security group or CIDR information"
        )


class SourceGroupMissing(AwsError):
    """A pair of a permission names no group by its ID."""

    code = "MissingParameter"

    def __init__(self) -> None:
        super().__init__("Source group ID missing.")


class NoDefaultVpc(AwsError):
    """A group was named without its VPC, and the Region has no default VPC."""

    code = "VPCIdNotSpecified"

    def __init__(self) -> None:
        super().__init__(
            "No default VPC for this user. "
            "GroupName is only supported for EC2-Classic and default VPC."
        )


class NotInDefaultVpc(AwsError):
    """The default VPC has no group of this name."""

    code = "InvalidGroup.NotFound"

    def __init__(self, name: str, vpc_id: str) -> None:
        super().__init__(f"The security group '{name}' does not exist in default VPC '{vpc_id}'")
        self.name = name
        self.vpc_id = vpc_id


class InvalidPermission(AwsError):
    """A permission is not as AWS takes it."""

    code = "InvalidPermission.Malformed"
