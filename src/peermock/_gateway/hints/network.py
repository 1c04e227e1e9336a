"""Hints for errors about VPCs, their CIDR blocks and subnets."""

from peermock._domain import errors
from peermock._domain.cidr import overlap
from peermock._domain.peering import LIVE
from peermock._domain.routing import ROUTE_TABLE
from peermock._domain.subnet import SUBNET
from peermock._domain.vpc import VPC
from peermock._gateway.hints.case import Case, Hints


def _explain_missing_vpc(case: Case, error: errors.VpcNotFound) -> str:
    place = case.where(error.vpc_ids[0])
    if place is None or case.params.get("PeerVpcId") != error.vpc_ids[0]:
        return case.missing(error.vpc_ids)
    wanted = {"PeerOwnerId": place.account_id, "PeerRegion": place.region_name}
    here = {"PeerOwnerId": case.place.account_id, "PeerRegion": case.place.region_name}
    absent = [n for n in wanted if n not in case.params and wanted[n] != here[n]]
    if not absent:
        return case.missing(error.vpc_ids)
    verb = "was" if len(absent) == 1 else "were"
    given = f"{' and '.join(absent)} {verb} not given"
    return f"the accepter {error.vpc_ids[0]} is in {' '.join(place)}, but {given}"


def _explain_dependency(case: Case, error: errors.DependencyViolation) -> str:
    """Name the resources that prevent a deletion; raises IndexError if none is visible."""
    there = [each.id for each in case.here.needing(error.resource_id, case.at)]
    joined = case.world.peerings.of_vpc(error.resource_id)
    live = [(peering.id, peering.status(case.at)) for peering in joined]
    there += [f"{peering_id} ({status.value})" for peering_id, status in live if status in LIVE]
    table = case.here.of(ROUTE_TABLE).get(error.resource_id)
    there += [a.subnet_id or "the VPC" for a in (table.associations if table else ())]
    one = len(there) == 1
    relation = f"{'is' if one else 'are'} still in" if error.type_name == "vpc" else "still uses"
    return f"{_list(there)} {relation} {error.resource_id}: delete {'it' if one else 'them'} first"


def _list(names: list[str], most: int = 4) -> str:
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _explain_subnet_conflict(case: Case, error: errors.SubnetConflict) -> str:
    subnets = case.here.of(SUBNET).naming(case.params["VpcId"])
    there = [each for each in subnets if overlap([error.cidr_block], each.cidr_blocks)]
    return f"{there[0].id} of this VPC already uses {', '.join(there[0].cidr_blocks)}"


def _explain_subnet_range(case: Case, error: errors.InvalidSubnetRange) -> str:
    vpc = case.here.of(VPC)[case.params["VpcId"]]
    return (
        f"{error.cidr_block} is outside {' and '.join(vpc.cidr_blocks)} of {vpc.id}, or is not a "
        "/16 to /28"
    )


HINTS: Hints = {
    errors.CidrBlockInUse: lambda _, error: (
        f"first delete the subnets of {error.vpc_id} in {error.cidr_block}"
    ),
    errors.CidrConflict: lambda _, error: (
        f"{error.vpc_id} cannot take {error.cidr_block}: {error.reason}"
    ),
    errors.CidrLimitExceeded: lambda _, error: (
        f"{error.vpc_id} has {error.limit} CIDR blocks, including the primary one"
    ),
    errors.DefaultVpcAlreadyExists: (
        "every account starts with a default VPC in every Region: delete it first"
    ),
    errors.DependencyViolation: _explain_dependency,
    errors.InvalidSubnetRange: _explain_subnet_range,
    errors.InvalidVpcRange: "a VPC needs a /16 to /28 block, such as 10.0.0.0/16",
    errors.NotACidrBlock: lambda _, error: (
        f"{error.cidr_block!r} is not a CIDR block such as 10.1.0.0/16, or has host bits set"
    ),
    errors.PrimaryCidrBlock: "only additional CIDR blocks can be disassociated from a VPC",
    errors.RestrictedVpcRange: (
        "an additional CIDR block must be in the same private range as the primary one"
    ),
    errors.SubnetConflict: _explain_subnet_conflict,
    errors.VpcCidrAssociationNotFound: (
        "pass a vpc-cidr-assoc-... ID, as DescribeVpcs shows it to the owner"
    ),
    errors.VpcNotFound: _explain_missing_vpc,
}
