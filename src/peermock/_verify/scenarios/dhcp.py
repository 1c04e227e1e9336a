"""DHCP options."""

from peermock._verify.conversation import Conversation
from peermock._verify.scenario import Scenarios
from peermock._verify.scenarios.keeping import nothing

SCENARIOS = Scenarios("DHCP options")

_UNKNOWN = "dopt-0123456789abcdef0"


@SCENARIOS.add("`AssociateDhcpOptions` with `default`")
def no_dhcp_options(talk: Conversation) -> None:
    """Make a VPC use no DHCP options, and describe it."""
    vpc_id = talk.vpc("requester", "10.81.0.0/16")
    talk.ask(
        "requester", "AssociateDhcpOptions", DhcpOptionsId="default", VpcId=vpc_id, keep=nothing
    )
    talk.ask(
        "requester",
        "DescribeVpcs",
        VpcIds=[vpc_id],
        keep=lambda answer: answer["Vpcs"][0]["DhcpOptionsId"],
    )


@SCENARIOS.add(
    "`DescribeDhcpOptions`, `AssociateDhcpOptions` with an unknown set",
    "A malformed DHCP options ID",
)
def odd_dhcp_options_ids(talk: Conversation) -> None:
    """Use the ID of DHCP options that do not exist, and a malformed ID."""
    vpc_id = talk.vpc("requester", "10.81.0.0/16")
    for options_id in (_UNKNOWN, "nonsense"):
        talk.ask("requester", "DescribeDhcpOptions", DhcpOptionsIds=[options_id], keep=nothing)
        talk.ask("requester", "DeleteDhcpOptions", DhcpOptionsId=options_id, keep=nothing)
        talk.ask(
            "requester",
            "AssociateDhcpOptions",
            DhcpOptionsId=options_id,
            VpcId=vpc_id,
            keep=nothing,
        )


@SCENARIOS.add("An unknown or repeated option, no values, or too many")
def odd_dhcp_options(talk: Conversation) -> None:
    """Create DHCP options with unknown, repeated, empty and too many values."""
    servers = [f"10.0.0.{number}" for number in range(1, 6)]
    for sent in (
        [{"Key": "colour", "Values": ["blue"]}],
        [{"Key": "domain-name", "Values": ["a"]}, {"Key": "domain-name", "Values": ["b"]}],
        [{"Key": "domain-name", "Values": []}],
        [{"Key": "domain-name-servers", "Values": servers}],
    ):
        talk.ask("requester", "CreateDhcpOptions", DhcpConfigurations=sent, keep=nothing)
