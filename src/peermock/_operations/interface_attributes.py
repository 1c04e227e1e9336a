"""DescribeNetworkInterfaceAttribute, which returns one attribute of a network interface."""

from collections.abc import Callable, Mapping

from peermock._domain.errors import InvalidParameterValue, MissingParameter
from peermock._domain.network_interface import NETWORK_INTERFACE
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Result
from peermock._operations.filters import View
from peermock._operations.network_interfaces import network_interface_view
from peermock._operations.resources import find

_ATTRIBUTES: Mapping[str, Callable[[View], View]] = {
    "associatePublicIpAddress": lambda _: {"AssociatePublicIpAddress": False},
    "attachment": lambda view: {"Attachment": view.get("Attachment")},
    "description": lambda view: {"Description": {"Value": view["Description"]}},
    "groupSet": lambda view: {"Groups": view["Groups"]},
    "sourceDestCheck": lambda view: {"SourceDestCheck": {"Value": view["SourceDestCheck"]}},
}
"""The members of the response for each attribute, from the view of the interface."""


def describe_network_interface_attribute(world: World, call: Call) -> Result:
    """Return one attribute of a network interface."""
    interface = find(world, call, NETWORK_INTERFACE, call.params["NetworkInterfaceId"])
    wanted = call.params.get("Attribute")
    if wanted is None:
        raise MissingParameter("attribute")
    if wanted not in _ATTRIBUTES:
        raise InvalidParameterValue(f"Value ({wanted}) for parameter attribute is invalid.")
    view = network_interface_view(world, call, interface)
    return {"NetworkInterfaceId": interface.id, **_ATTRIBUTES[wanted](view)}


OPERATIONS: Mapping[str, Operation] = {
    "DescribeNetworkInterfaceAttribute": Operation(
        describe_network_interface_attribute, ("NetworkInterfaceId", "Attribute")
    ),
}
"""The row of this operation."""
