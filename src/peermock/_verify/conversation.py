"""A conversation with AWS, or an endpoint in its place: calls and responses in order."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from botocore import xform_name
from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from peermock._operations import Result
from peermock._verify.ledger import Entry, Ledger
from peermock._verify.sorts import CREATED, DELETED, Sort

TAG = "peermock-verify"
"""The key of the tag of everything that a run creates; its value is the run's ID."""

OUT_OF_REACH = frozenset(
    {
        "AccessDenied",
        "AddressLimitExceeded",
        "AuthFailure",
        "ExpiredToken",
        "InternalError",
        "InternalFailure",
        "InvalidClientTokenId",
        "OptInRequired",
        "RequestLimitExceeded",
        "RulesPerSecurityGroupLimitExceeded",
        "ServiceUnavailable",
        "SignatureDoesNotMatch",
        "Throttling",
        "Unavailable",
        "UnauthorizedOperation",
        "VpcLimitExceeded",
    }
)
"""Error codes that depend on the account or the moment, not on AWS's behaviour."""

UNREADABLE = "(unreadable answer)"
"""The placeholder for the code of an error that is not in AWS's format."""

Keep = Callable[[Result], object]


class OutOfReachError(Exception):
    """A question cannot be asked with this account, or AWS does not respond."""


class StoppedError(Exception):
    """A conversation cannot continue: a response lacks what the next call needs."""


@dataclass(slots=True)
class Exchange:
    """A call and its response, which is compared.

    Attributes:
        party: The calling party.
        operation_name: The operation.
        params: The parameters.
        answer: The compared part of the response; an error has `Error` and `HTTPStatusCode`.
    """

    party: str
    operation_name: str
    params: dict[str, Any]
    answer: object


@dataclass(slots=True)
class Caller:
    """An account in a Region that makes the calls of a party.

    Attributes:
        name: The party's name in reports: `requester`, `accepter`, `abroad` or `overseas`.
        account_id: The account ID.
        region_name: The Region.
        ec2: The EC2 client, without parameter validation.
        sts: The STS client.
    """

    name: str
    account_id: str
    region_name: str
    ec2: Any
    sts: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The speed of the calls.

    Attributes:
        pause: The seconds to wait before each call, to avoid throttling.
        patience: The maximum seconds to wait for a status.
    """

    pause: float
    patience: float


@dataclass(slots=True)
class Conversation:
    """The state of a scenario: its parties and their calls so far.

    Attributes:
        scenario: The scenario's name.
        ledger: The ledger of created resources.
        parties: The caller of each party, by the party's name.
        pace: The speed of the calls.
        exchanges: The calls whose responses are compared.
        memory: Values passed between the parts of a scenario, as plain JSON.
        known: The IDs of the created resources, in order.
    """

    scenario: str
    ledger: Ledger
    parties: Mapping[str, Caller]
    pace: Pace
    exchanges: list[Exchange] = field(default_factory=list)
    memory: dict[str, Any] = field(default_factory=dict)
    known: list[str] = field(default_factory=list)

    def ask(
        self,
        party: str,
        operation_name: str,
        /,
        *,
        keep: Keep | None = None,
        tagged: bool = True,
        **params: Any,  # any parameters
    ) -> Result:
        """Call an operation whose response is compared, and return the response.

        Args:
            party: The calling party.
            operation_name: The operation.
            keep: Returns the compared part of a successful response. By default, all of it.
            tagged: Whether to add the run's tag to the created resource.
            **params: The parameters, as botocore spells them.

        Returns:
            The response; it has `Error` if AWS rejected the call.

        Raises:
            OutOfReachError: The call cannot be made with this account.
        """
        answer = self._call(self.parties[party], operation_name, dict(params), tagged=tagged)
        self.exchanges.append(
            Exchange(party, operation_name, dict(params), _select_kept(answer, keep))
        )
        return Reply(answer)

    def arrange(self, party: str, operation_name: str, /, **params: object) -> Result:
        """Call an operation whose response is not compared, and return the response.

        Raises:
            OutOfReachError: The call cannot be made with this account.
            StoppedError: AWS rejected the call.
        """
        answer = self._call(self.parties[party], operation_name, dict(params), tagged=True)
        if "Error" in answer:
            error = answer["Error"]
            raise StoppedError(f"{operation_name}: {error['Code']}: {error['Message']}")
        return Reply(answer)

    def vpc(self, party: str, cidr_block: str) -> str:
        """Create a VPC and return its ID."""
        vpc_id = self.arrange(party, "CreateVpc", CidrBlock=cidr_block)["Vpc"]["VpcId"]
        self._until(party, "DescribeVpcs", {"VpcIds": [vpc_id]}, lambda a: bool(a.get("Vpcs")))
        return str(vpc_id)

    def pair(self, accepter: str = "accepter") -> tuple[str, str]:
        """Create two VPCs, the requester's and another party's, and return their IDs."""
        return self.vpc("requester", "10.81.0.0/16"), self.vpc(accepter, "10.82.0.0/16")

    def pending(self, accepter: str = "accepter") -> str:
        """Create a request from the requester to another party and return its ID."""
        ours, theirs = self.pair(accepter)
        return self.request("requester", ours, accepter, theirs)

    def active(self, accepter: str = "accepter") -> str:
        """Create an active connection between the requester and another party."""
        peering_id = self.pending(accepter)
        self.accept(accepter, peering_id, "requester")
        return peering_id

    def rejected(self, accepter: str = "accepter") -> str:
        """Create a request that another party has rejected."""
        peering_id = self.pending(accepter)
        self.arrange(accepter, "RejectVpcPeeringConnection", VpcPeeringConnectionId=peering_id)
        return self._brought(peering_id, "rejected")

    def deleted(self, accepter: str = "accepter") -> str:
        """Create a connection that the requester has deleted."""
        peering_id = self.active(accepter)
        self.arrange("requester", "DeleteVpcPeeringConnection", VpcPeeringConnectionId=peering_id)
        return self._brought(peering_id, "deleted")

    def failed(self) -> str:
        """Create a request that has failed because two ranges overlap."""
        ours, theirs = (self.vpc("requester", "10.81.0.0/16") for _ in range(2))
        return self._brought(self.request("requester", ours, "requester", theirs), "failed")

    def _brought(self, peering_id: str, status: str) -> str:
        """Return the ID of a connection that should have reached a status.

        Raises:
            OutOfReachError: It has another status, so the rest would prove nothing.
        """
        found = self.wait("requester", peering_id, status)
        if found != status:
            raise OutOfReachError(
                f"no connection becomes {status} here: this one is {found or 'gone'}"
            )
        return peering_id

    def request(self, requester: str, vpc_id: str, accepter: str, peer_vpc_id: str) -> str:
        """Create a request, wait until the accepter sees it or it fails, and return its ID."""
        answer = self.arrange(
            requester,
            "CreateVpcPeeringConnection",
            VpcId=vpc_id,
            PeerVpcId=peer_vpc_id,
            PeerOwnerId=self.parties[accepter].account_id,
            PeerRegion=self.parties[accepter].region_name,
        )
        peering_id: str = answer["VpcPeeringConnection"]["VpcPeeringConnectionId"]
        if self.wait(requester, peering_id, "pending-acceptance", "failed") != "failed":
            self.wait(accepter, peering_id, "pending-acceptance")
        return peering_id

    def accept(self, accepter: str, peering_id: str, *others: str) -> None:
        """Accept a request and wait until it is active, also for other parties."""
        params = {"VpcPeeringConnectionId": peering_id}
        self.arrange(accepter, "AcceptVpcPeeringConnection", **params)
        for party in (accepter, *others):
            self.wait(party, peering_id, "active")

    def wait(self, party: str, peering_id: str, *statuses: str) -> str:
        """Wait until a party sees a connection in one of these statuses, and return its status.

        If no such status comes, the last one is returned, and the following calls show the
        difference.
        """

        def has_come(answer: Result) -> bool:
            return _status(answer) in statuses

        params = {"VpcPeeringConnectionIds": [peering_id]}
        return _status(self._until(party, "DescribeVpcPeeringConnections", params, has_come))

    def _until(
        self,
        party: str,
        operation_name: str,
        params: dict[str, Any],
        done: Callable[[Result], bool],
    ) -> Result:
        """Repeat a Describe call until its response is as wanted, or patience ends."""
        end = time.monotonic() + self.pace.patience
        while True:
            answer = self._call(self.parties[party], operation_name, params, tagged=False)
            if done(answer) or time.monotonic() >= end:
                return answer
            time.sleep(max(self.pace.pause * 5, 0.1))

    def _call(
        self, caller: Caller, operation_name: str, params: dict[str, Any], *, tagged: bool
    ) -> dict[str, Any]:
        made = CREATED.get(operation_name)
        entry = None
        if made and not params.get("DryRun"):
            entry = self.ledger.announce(self.scenario, caller.name, made.kind.type_name)
            if tagged:
                params = _with_tag(params, made, self.ledger.run_id)
        answer = self._send(caller, operation_name, params)
        if made and entry is not None:
            self._settle(entry, made, answer)
        unmade = DELETED.get(operation_name)
        if unmade and "Error" not in answer and not params.get("DryRun"):
            self.ledger.strike(str(params[unmade.id]))
        return answer

    def _settle(self, entry: Entry, sort: Sort, answer: dict[str, Any]) -> None:
        """Record the outcome of a call that creates a resource."""
        if "Error" in answer:
            if answer["Error"]["Code"] != UNREADABLE:  # otherwise it may exist nevertheless
                self.ledger.drop(entry)
            return
        view = answer[sort.member] if sort.member else answer
        self.ledger.name(entry, view[sort.id])
        if view[sort.id] not in self.known:
            self.known.append(view[sort.id])

    def _send(self, caller: Caller, operation_name: str, params: dict[str, Any]) -> dict[str, Any]:
        client = caller.sts if operation_name in STS_OPERATIONS else caller.ec2
        time.sleep(self.pace.pause)
        try:
            answer: dict[str, Any] = getattr(client, xform_name(operation_name))(**params)
        except ClientError as error:
            response = error.response
            code = response["Error"].get("Code", "")
            if code in OUT_OF_REACH:
                raise OutOfReachError(f"{operation_name}: {error}") from None
            status = response["ResponseMetadata"]["HTTPStatusCode"]
            return {
                "Error": {"Code": code, "Message": response["Error"].get("Message", "")},
                "HTTPStatusCode": status,
            }
        except ResponseParserError:
            return {
                "Error": {"Code": UNREADABLE, "Message": "The response is not in AWS's format."}
            }
        except (BotoCoreError, NotImplementedError) as error:
            raise OutOfReachError(f"{operation_name}: {error}") from None
        answer.pop("ResponseMetadata", None)
        return answer


STS_OPERATIONS = frozenset({"AssumeRole", "GetAccessKeyInfo", "GetCallerIdentity"})
"""The STS operations; all others belong to EC2."""


class Reply(Mapping[str, Any]):
    """A response in which a missing member ends the conversation."""

    def __init__(self, answer: Result) -> None:
        self._answer = answer

    def __getitem__(self, name: str) -> Any:  # whatever AWS answers
        if name not in self._answer:
            error = self._answer.get("Error", {})
            raise StoppedError(f"no {name} in the answer {error.get('Code', '')}".rstrip())
        return self._answer[name]

    def __contains__(self, name: object) -> bool:
        return name in self._answer

    def __iter__(self) -> Iterator[str]:
        return iter(self._answer)

    def __len__(self) -> int:
        return len(self._answer)


def _select_kept(answer: Result, keep: Keep | None) -> object:
    """Return the compared part of a response; all of it if that part is missing."""
    if keep is None or "Error" in answer:
        return answer
    try:
        return keep(answer)
    except LookupError:
        return answer


def _status(answer: Result) -> str:
    views = answer.get("VpcPeeringConnections") or [{}]
    return str(views[0].get("Status", {}).get("Code", ""))


def _with_tag(params: dict[str, Any], sort: Sort, run_id: str) -> dict[str, Any]:
    """Return the parameters with the run's tag added for the created resource."""
    tag = {"Key": TAG, "Value": run_id}
    sent = [dict(each) for each in params.get("TagSpecifications", ())]
    if not sent:
        sent = [{"ResourceType": sort.kind.type_name}]
    sent[0] = sent[0] | {"Tags": [*sent[0].get("Tags", ()), tag]}
    return params | {"TagSpecifications": sent}
