"""DescribeAccountAttributes: the limits of an account in a Region."""

from collections.abc import Mapping

from peermock._domain.errors import InvalidParameterValue
from peermock._domain.vpc import VPC
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Result


def describe_account_attributes(world: World, call: Call) -> Result:
    """List the attributes of the caller's account, all or the named ones."""
    vpcs = world.at(call.place).of(VPC)
    default = next((vpc.id for vpc in vpcs if vpc.is_default), "none")
    attributes = {
        "supported-platforms": "VPC",
        "vpc-max-security-groups-per-interface": "5",
        "max-elastic-ips": "5",
        "max-instances": "20",
        "vpc-max-elastic-ips": "5",
        "default-vpc": default,
    }
    wanted = call.params.get("AttributeNames") or attributes
    for name in wanted:
        if name not in attributes:
            raise InvalidParameterValue(f"Value ({name}) for parameter attributeName is invalid.")
    views = [
        {"AttributeName": name, "AttributeValues": [{"AttributeValue": value}]}
        for name, value in attributes.items()
        if name in wanted
    ]
    return {"AccountAttributes": views}


OPERATIONS: Mapping[str, Operation] = {
    "DescribeAccountAttributes": Operation(describe_account_attributes, ("AttributeNames",))
}
"""The row of this operation."""
