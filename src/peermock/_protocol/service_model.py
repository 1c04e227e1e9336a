"""botocore's service models: taken from a client, or loaded on first use."""

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from botocore.model import OperationModel, ServiceModel


_VERSIONS = {"ec2": "2016-11-15", "sts": "2011-06-15"}
"""The API version of each service that peermock implements."""

models: dict[str, "ServiceModel"] = {}
"""The model of each service, once it is known."""


def learn_model(model: "ServiceModel") -> None:
    """Reuse the model of a client, if none is loaded yet: loading it again is slow.

    Args:
        model: The service model of the client, of any service.
    """
    name: str = model.service_name
    if name not in models and _VERSIONS.get(name) == model.api_version:
        models[name] = model


def service_model(service_name: str) -> "ServiceModel":
    """Return botocore's model of a service, the same object at every call.

    The model is that of the first client that made a call. Before that, it is loaded the way a
    client loads it, so that a model in `~/.aws/models` is found too.

    Args:
        service_name: The service: `ec2` or `sts`.

    Returns:
        The newest version of the model in the installed botocore.
    """
    if service_name not in models:
        from botocore.loaders import Loader  # noqa: PLC0415  # imported on first use
        from botocore.model import ServiceModel  # noqa: PLC0415  # as above

        description = Loader().load_service_model(service_name, "service-2")
        models[service_name] = ServiceModel(description, service_name)
    return models[service_name]


# Bounded: operation names come from the wire, and unknown names are cached too.
@functools.lru_cache(maxsize=1024)
def operation_model(service_name: str, operation_name: str) -> "OperationModel | None":
    """Return the model of an operation, or None if the service does not have it.

    Args:
        service_name: The service: `ec2` or `sts`.
        operation_name: The action on the wire, such as `CreateVpcPeeringConnection`.

    Example:
        >>> operation_model("sts", "GetCallerIdentity")
        OperationModel(name=GetCallerIdentity)
        >>> operation_model("sts", "GetCallerIdentities") is None
        True
    """
    from botocore.model import OperationNotFoundError  # noqa: PLC0415  # as above

    try:
        return service_model(service_name).operation_model(operation_name)
    except OperationNotFoundError:
        return None


def has_operation(service_name: str, operation_name: str) -> bool:
    """Return whether a service exists and has an operation.

    Example:
        >>> has_operation("ec2", "RunInstances"), has_operation("ec3", "RunInstances")
        (True, False)
    """
    from botocore.exceptions import UnknownServiceError  # noqa: PLC0415  # as above

    try:
        return operation_model(service_name, operation_name) is not None
    except UnknownServiceError:
        return False
