"""Every moto name that peermock relies on, in one table, and how to look them up.

The names are private or undocumented, and tested with moto 5.1 and newer.
"""

import sys
import threading
from importlib import import_module
from typing import Any

from peermock.exceptions import PeermockError

STUBBER = "moto.core.botocore_stubber"
MOCK = "moto.core.models"
BACKENDS = "moto.core.base_backend"
RESPONSES = "moto.core.responses"
IAM = "moto.iam.models"
STS = "moto.sts.models"
EC2 = "moto.ec2.models"
EC2_ERRORS = "moto.ec2.exceptions"
EC2_RESPONSES = "moto.ec2.responses"
CONNECTIONS = "moto.ec2.models.vpc_peering_connections"
ROUTES = "moto.ec2.models.route_tables"
GROUPS = "moto.ec2.models.security_groups"
TAGS = "moto.ec2.models.tags"
VPCS = "moto.ec2.models.vpcs"
SERVER = "moto.moto_server.threaded_moto_server"

OLDEST = (5, 1)

NAMES: tuple[tuple[str, str], ...] = (
    (STUBBER, "BotocoreStubber.__call__"),
    (MOCK, "botocore_stubber.enabled"),
    (MOCK, "MockAWS._mock_env_variables"),
    (MOCK, "MockAWS._unmock_env_variables"),
    (BACKENDS, "BackendDict.reset"),
    (RESPONSES, "BaseResponse.call_action"),
    (RESPONSES, "BaseResponse.get_access_key"),
    (RESPONSES, "BaseResponse.get_current_account"),
    (IAM, "get_account_id_from"),
    (IAM, "iam_backends"),
    (STS, "STSBackend.get_caller_identity"),
    (STS, "sts_backends"),
    (EC2, "ec2_backends"),
    (EC2_ERRORS, "EC2ClientError"),
    (EC2_RESPONSES, "EC2Response"),
    (CONNECTIONS, "VPCPeeringConnection.create_from_cloudformation_json"),
    (CONNECTIONS, "VPCPeeringConnectionBackend.get_vpc_peering_connection"),
    (ROUTES, "RouteBackend.create_route"),
    (ROUTES, "RouteBackend.replace_route"),
    (GROUPS, "SecurityGroupBackend._add_source_group"),
    (GROUPS, "SecurityGroupBackend.authorize_security_group_egress"),
    (GROUPS, "SecurityGroupBackend.authorize_security_group_ingress"),
    (GROUPS, "SecurityGroupBackend.get_security_group_by_name_or_id"),
    (GROUPS, "SecurityGroupBackend.get_security_group_from_id"),
    (GROUPS, "SecurityGroupBackend.revoke_security_group_egress"),
    (GROUPS, "SecurityGroupBackend.revoke_security_group_ingress"),
    (TAGS, "TagBackend.create_tags"),
    (TAGS, "TagBackend.delete_tags"),
    (VPCS, "VPC.get_cidr_block_association_set"),
    (VPCS, "VPCBackend.associate_vpc_cidr_block"),
    (VPCS, "VPCBackend.create_vpc"),
    (VPCS, "VPCBackend.delete_vpc"),
)
"""The names, by module. Instance attributes cannot be looked up; the test suite covers them."""

_SERVER_THREAD = "(_server_entry)"
"""The ending of a `ThreadedMotoServer` thread's name, which Python derives from its target."""


def look_up(module_name: str, path: str) -> Any:
    """Return the object that a moto name refers to.

    Raises:
        PeermockError: The installed moto does not have this name.
    """
    try:
        found: Any = import_module(module_name)
        for part in path.split("."):
            found = getattr(found, part)
    except (ImportError, AttributeError):
        raise PeermockError(
            f"peermock needs {module_name}.{path} to work beside moto, but moto {_version()} does "
            "not have it. Nothing is mocked. Install a supported version of moto (5.1 or newer), "
            'or keep the two apart with mock_peering(network="peermock").'
        ) from None
    return found


def check() -> None:
    """Check that the installed moto has every name.

    Raises:
        PeermockError: moto is too old, or lacks a name.
    """
    if tuple(int(part) for part in _version().split(".")[:2] if part.isdigit()) < OLDEST:
        raise PeermockError(
            f"peermock works beside moto 5.1 and newer, not beside {_version()}. Nothing is "
            'mocked. Upgrade moto, or keep the two apart with mock_peering(network="peermock").'
        )
    for module_name, path in NAMES:
        look_up(module_name, path)


def is_active() -> bool:
    """Return whether moto is mocking: with its decorator, or with a server in a thread."""
    return is_mocking() or is_serving()


def is_mocking() -> bool:
    """Return whether `mock_aws` is active."""
    stubber = getattr(sys.modules.get(MOCK), "botocore_stubber", None)  # read at every call
    return bool(getattr(stubber, "enabled", False))


def is_serving() -> bool:
    """Return whether a `ThreadedMotoServer` of this process is running."""
    return SERVER in sys.modules and any(
        thread.name.endswith(_SERVER_THREAD) for thread in threading.enumerate()
    )


def _version() -> str:
    return str(getattr(sys.modules.get("moto"), "__version__", "?"))
