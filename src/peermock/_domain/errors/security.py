"""AWS errors about security groups and their rules; see docs/explanation/fidelity.md."""

from peermock._domain.errors.aws_error import AwsError
from peermock._domain.errors.request import InvalidParameterValue


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
    """The text is not a well-formed security group ID."""

    code = "InvalidGroupId.Malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "sg-...")')
        self.text = text


class RuleGroupIdMalformed(AwsError):
    """The text is not a security group ID (calls that change rules)."""

    code = "InvalidGroupId.Malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f"The security-group ID '{text}' is malformed")
        self.text = text


class FilteredGroupIdMalformed(AwsError):
    """The text is not a security group ID (filters of rules)."""

    code = "InvalidGroupId.Malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f"The security group ID '{text}' is malformed")
        self.text = text


class GroupsApart(AwsError):
    """The rule refers to a group of a VPC that is not peered within the Region."""

    code = "InvalidGroup.NotFound"

    def __init__(self) -> None:
        super().__init__("You have specified two resources that belong to different networks.")


class DuplicateGroup(AwsError):
    """The VPC already has a group of this name."""

    code = "InvalidGroup.Duplicate"

    def __init__(self, name: str, vpc_id: str) -> None:
        super().__init__(f"The security group '{name}' already exists for VPC '{vpc_id}'")
        self.name = name
        self.vpc_id = vpc_id


class ReservedGroupName(InvalidParameterValue):
    """The name is reserved for the default group of each VPC."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Cannot use reserved security group name: {name}")
        self.name = name


class CannotDeleteDefaultGroup(AwsError):
    """The default group of a VPC can only be deleted with the VPC."""

    code = "CannotDelete"

    def __init__(self, group_id: str) -> None:
        super().__init__(
            f'the specified group: "{group_id}" name: "default" cannot be deleted by a user'
        )
        self.group_id = group_id


class GroupInUse(AwsError):
    """Another group of the VPC refers to the group, or an interface uses it."""

    code = "DependencyViolation"

    def __init__(self, group_id: str) -> None:
        super().__init__(f"resource {group_id} has a dependent object")
        self.group_id = group_id


class DuplicateRule(AwsError):
    """The group already has this rule."""

    code = "InvalidPermission.Duplicate"

    def __init__(self, rule: str) -> None:
        super().__init__(f'the specified rule "{rule}" already exists')
        self.rule = rule


class RuleNotFound(AwsError):
    """The group does not have this rule."""

    code = "InvalidPermission.NotFound"

    def __init__(self) -> None:
        super().__init__("The specified rule does not exist in this security group")


class RulesPerSecurityGroupLimitExceeded(AwsError):
    """The group has reached its quota of rules; a prefix list counts as its size."""

    code = "RulesPerSecurityGroupLimitExceeded"

    def __init__(self) -> None:
        super().__init__("The maximum number of rules per security group has been reached.")


class DescribedRuleNotFound(AwsError):
    """The group has no such rule to describe; this message ends with a full stop (recorded)."""

    code = "InvalidPermission.NotFound"

    def __init__(self) -> None:
        super().__init__("The specified rule does not exist in this security group.")


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
    """The text is not a well-formed security group rule ID."""

    code = "InvalidSecurityGroupRuleId.Malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "sgr-...")')
        self.text = text


class SamePermissionTwice(InvalidParameterValue):
    """The call repeats a permission."""

    def __init__(self) -> None:
        super().__init__("The same permission must not appear multiple times")


class PortsMissing(InvalidParameterValue):
    """The protocol has ports, and the call names none."""

    def __init__(self, protocols: str) -> None:
        super().__init__(
            f"Invalid value 'Must specify both from and to ports with {protocols}.' for portRange."
        )
        self.protocols = protocols


class SourceMissing(AwsError):
    """The permission has no source or destination."""

    code = "MissingParameter"

    def __init__(self) -> None:
        super().__init__(
            "Missing source specification: include source security group or CIDR information"
        )


class GroupNameInVpc(AwsError):
    """Only rules of the default VPC can refer to a group by name."""

    code = "InvalidParameterCombination"

    def __init__(self) -> None:
        super().__init__(
            "An IP permission for a VPC security group may only include a group ID, "
            "not a group name."
        )


class SourceGroupMissing(AwsError):
    """A group pair has no group ID."""

    code = "MissingParameter"

    def __init__(self) -> None:
        super().__init__("Source group ID missing.")


class NoDefaultVpc(AwsError):
    """The call names a group without a VPC, and the Region has no default VPC."""

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
    """The permission is not valid."""

    code = "InvalidPermission.Malformed"
