"""The AWS service models that botocore ships, loaded at first use."""

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from botocore.model import OperationModel, ServiceModel


@functools.cache
def service_model(service_name: str) -> "ServiceModel":
    """Return botocore's own model of a service, the same object at every call.

    The model is found the way a client finds it, so a model in `~/.aws/models` counts here too.

    Args:
        service_name: The name as botocore spells it: `ec2` or `sts`.

    Returns:
        The newest version of the model that the installed botocore has.
    """
    from botocore.loaders import Loader  # noqa: PLC0415  # botocore is loaded at first use
    from botocore.model import ServiceModel  # noqa: PLC0415  # likewise

    description = Loader().load_service_model(service_name, "service-2")
    return ServiceModel(description, service_name)


# Bounded: operation names come from the wire, and a name that no service has is remembered too.
@functools.lru_cache(maxsize=1024)
def operation_model(service_name: str, operation_name: str) -> "OperationModel | None":
    """Return the model of one operation, or None when the service has no such operation.

    Args:
        service_name: The name as botocore spells it: `ec2` or `sts`.
        operation_name: The action as it is on the wire, such as `CreateVpcPeeringConnection`.

    Example:
        >>> operation_model("sts", "GetCallerIdentity")
        OperationModel(name=GetCallerIdentity)
        >>> operation_model("sts", "GetCallerIdentities") is None
        True
    """
    from botocore.model import OperationNotFoundError  # noqa: PLC0415  # likewise

    try:
        return service_model(service_name).operation_model(operation_name)
    except OperationNotFoundError:
        return None
