"""IDs from previous responses, for use in later calls."""

from dataclasses import dataclass, field

from tests.model.peermodel.stage import BYSTANDER, REGIONS

Place = tuple[str, str]


@dataclass(frozen=True)
class Request:
    """A connection and its requested parties."""

    id: str
    requester: Place
    requester_vpc: str
    accepter: Place
    accepter_vpc: str

    def caller(self, role: tuple[str, str]) -> Place:
        """Return the place with the account of one role and the Region of another."""
        account, region = role
        elsewhere = [each for each in REGIONS if each not in (self.requester[1], self.accepter[1])]
        places = {
            "requester": self.requester,
            "accepter": self.accepter,
            "bystander": (BYSTANDER, REGIONS[0]),
            "elsewhere": (BYSTANDER, elsewhere[0]),
        }
        return places[account][0], places[region][1]


NOBODYS = Request(
    id="pcx-00000000000000000",
    requester=("111111111111", "us-east-1"),
    requester_vpc="vpc-00000000",
    accepter=("222222222222", "us-east-1"),
    accepter_vpc="vpc-11111111",
)
"""A connection that does not exist."""


@dataclass
class Known:
    """All IDs known so far, the latest last."""

    vpcs: list[tuple[str, Place]] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    associations: list[tuple[str, Place]] = field(default_factory=list)
    tables: dict[str, str] = field(default_factory=dict)

    def vpc(self, index: int) -> tuple[str, Place]:
        """Return one of the VPCs with its place, the earliest first."""
        return self.vpcs[index % len(self.vpcs)]

    def request(self, index: int) -> Request:
        """Return one of the connections, the latest first; the last index is unknown."""
        if not self.requests or index == 11:
            return NOBODYS
        return self.requests[-1 - index % len(self.requests)]

    def association(self, index: int) -> tuple[str, Place]:
        """Return one of the associated ranges with its place, the latest first."""
        return self.associations[-1 - index % len(self.associations)]

    def table(self, vpc_id: str) -> str:
        """Return the main table of a VPC."""
        return self.tables.get(vpc_id, "rtb-00000000")

    def learn(self, place: Place, answer: dict) -> None:
        """Remember the IDs in a response."""
        if "Vpc" in answer:
            self.vpcs.append((answer["Vpc"]["VpcId"], place))
            for each in answer["Vpc"]["CidrBlockAssociationSet"]:
                self.associations.append((each["AssociationId"], place))
        if "CidrBlockAssociation" in answer:
            self.associations.append((answer["CidrBlockAssociation"]["AssociationId"], place))
        for table in answer.get("RouteTables", ()):
            self.tables[table["VpcId"]] = table["RouteTableId"]
        if "VpcPeeringConnection" in answer:
            self._learn_request(answer["VpcPeeringConnection"])

    def _learn_request(self, view: dict) -> None:
        if any(request.id == view["VpcPeeringConnectionId"] for request in self.requests):
            return
        requester, accepter = view["RequesterVpcInfo"], view["AccepterVpcInfo"]
        request = Request(
            id=view["VpcPeeringConnectionId"],
            requester=(requester["OwnerId"], requester["Region"]),
            requester_vpc=requester["VpcId"],
            accepter=(accepter["OwnerId"], accepter["Region"]),
            accepter_vpc=accepter["VpcId"],
        )
        self.requests.append(request)
