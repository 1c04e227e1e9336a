"""What an operation gets and gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peermock.domain.identity import Place, Principal
from peermock.domain.world import World

Params = Mapping[str, Any]
"""The parameters of a call, in botocore's spelling."""

Result = Mapping[str, Any]
"""An answer in botocore's spelling: the members of the operation's output shape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call of one operation, after the wire and before the domain.

    Attributes:
        service_name: `ec2` or `sts`.
        operation: The operation's name, such as `CreateVpcPeeringConnection`.
        params: The parameters in botocore's spelling.
        place: The caller's account, and the Region that the request was signed for.
        principal: Who holds the access key.
        at: The present.
        default_account_id: The account of keys that carry none.
    """

    service_name: str
    operation: str
    params: Params
    place: Place
    principal: Principal
    at: datetime
    default_account_id: str

    @property
    def caller_arn(self) -> str:
        """The ARN of who calls."""
        return self.principal.arn(self.place.region_name)


Handler = Callable[[World, Call], Result]
"""An operation: it reads and changes the world, and answers."""


@dataclass(frozen=True, slots=True)
class Operation:
    """A row of the table of operations.

    Attributes:
        handler: What answers the call.
        honours: The parameters that it honours, besides DryRun; a member of a structure is
            written with a dot. What the service's model has beyond them is refused by name.
        acts_on: The parameter with the ID of the resource that IAM decides about, or the kind
            of a resource that does not exist yet, such as `vpc/*`; empty for operations without
            resource-level permissions.
    """

    handler: Handler
    honours: tuple[str, ...] = ()
    acts_on: str = ""
