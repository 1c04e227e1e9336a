"""A person at the console, who requests pages, submits forms and reads the results."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

import boto3

from peermock import Endpoint
from peermock._site import Site
from peermock._transport.server.environment import variables

ROOT = "/_peermock/console"
OURS, THEIRS = "123456789012", "222222222222"
HERE, THERE = "us-east-1", "eu-west-1"
NONE = "\N{EN DASH}"
"""The placeholder for an empty value."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A response of the console.

    Attributes:
        status: Its status.
        headers: The headers, by lower-case name.
        html: Its body.
    """

    status: int
    headers: Mapping[str, str]
    html: str

    @property
    def text(self) -> str:
        """The text of the page on one line, without markup."""
        main = re.sub(r"(?s)<(script|style|head)\b.*?</\1>", " ", self.html)
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", main)).split())

    @property
    def location(self) -> str:
        """The URL of the redirect."""
        return self.headers["location"]

    @property
    def codes(self) -> list[str]:
        """The commands on the page."""
        return [
            unescape(each) for each in re.findall(r"(?s)<code id=[^>]*>(.*?)</code>", self.html)
        ]

    @property
    def mark(self) -> str:
        """The mark of the part that updates itself."""
        found = re.search(r'name="live" value="([\w-]+)"', self.html)
        assert found
        return found[1]


@dataclass(frozen=True)
class Desk:
    """An endpoint with its console, and clients for scripts."""

    endpoint: Endpoint
    site: Site
    clients: dict[tuple[str, str], Any] = field(default_factory=dict)

    def person(self, account_id: str = OURS, region_name: str = HERE) -> "Person":
        """Return a person at the pages of an account in a Region."""
        return Person(self, f"{ROOT}/{account_id}/{region_name}")

    def ec2(self, account_id: str = OURS, region_name: str = HERE) -> Any:  # noqa: ANN401  # as boto3
        """Return a client, as used by a script."""
        place = (account_id, region_name)
        if place not in self.clients:
            keys = variables(self.endpoint.url, *place)
            self.clients[place] = boto3.client(
                "ec2",
                endpoint_url=self.endpoint.url,
                region_name=region_name,
                aws_access_key_id=keys["AWS_ACCESS_KEY_ID"],
                aws_secret_access_key="secret",
            )
        return self.clients[place]

    def vpc(
        self, number: int, account_id: str = OURS, region_name: str = HERE, name: str = ""
    ) -> str:
        """Create a VPC with the block 10.NUMBER.0.0/16, and return its ID."""
        tags = [{"ResourceType": "vpc", "Tags": [{"Key": "Name", "Value": name}]}]
        params = {"TagSpecifications": tags} if name else {}
        block = f"10.{number}.0.0/16"
        made = self.ec2(account_id, region_name).create_vpc(CidrBlock=block, **params)
        return made["Vpc"]["VpcId"]

    def request(self, vpc_id: str, peer_vpc_id: str, **params: str) -> str:
        """Request a connection from one of our VPCs here, and return its ID."""
        made = self.ec2().create_vpc_peering_connection(
            VpcId=vpc_id, PeerVpcId=peer_vpc_id, **params
        )
        return made["VpcPeeringConnection"]["VpcPeeringConnectionId"]

    def active(self, first: int = 0, second: int = 1) -> str:
        """Connect two of our VPCs here, and return the ID of the connection."""
        peering_id = self.request(self.vpc(first), self.vpc(second))
        self.ec2().accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
        return peering_id

    def table_of(self, vpc_id: str) -> str:
        """Return the ID of the main route table of one of our VPCs here."""
        filters = [{"Name": "vpc-id", "Values": [vpc_id]}]
        (table,) = self.ec2().describe_route_tables(Filters=filters)["RouteTables"]
        return table["RouteTableId"]

    def statuses(self, account_id: str = OURS, region_name: str = HERE) -> dict[str, str]:
        """Return the status of every connection that a place sees."""
        found = self.ec2(account_id, region_name).describe_vpc_peering_connections()
        return {
            each["VpcPeeringConnectionId"]: each["Status"]["Code"]
            for each in found["VpcPeeringConnections"]
        }

    def ask(
        self, method: str, url: str, body: str = "", headers: Mapping[str, str] | None = None
    ) -> Seen:
        """Send a raw request."""
        connection = HTTPConnection("127.0.0.1", self.endpoint.port, timeout=10)
        connection.request(method, url, body or None, dict(headers or {}))
        response = connection.getresponse()
        named = {name.lower(): value for name, value in response.getheaders()}
        seen = Seen(response.status, named, response.read().decode())
        connection.close()
        return seen

    @property
    def operations(self) -> list[str]:
        """The names of the calls so far."""
        return [call.operation_name for call in self.site.gateway.calls]


@dataclass(frozen=True)
class Person:
    """A person at the pages of an account in a Region."""

    desk: Desk
    url: str

    def see(self, path: str, **query: object) -> Seen:
        """Request a page."""
        asked = f"?{urlencode(query, doseq=True)}" if query else ""
        return self.desk.ask("GET", f"{self.url}/{path}{asked}")

    def send(self, path: str, fields: Mapping[str, object] | None = None, **more: object) -> Seen:
        """Submit the form of a page, like a browser."""
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": self.desk.endpoint.url,
            "Sec-Fetch-Site": "same-origin",
        }
        body = urlencode({**(fields or {}), **more}, doseq=True)
        return self.desk.ask("POST", f"{self.url}/{path}", body, headers)

    def follow(self, seen: Seen) -> Seen:
        """Request the page to which a response redirects."""
        assert seen.status == 303, seen.text
        return self.desk.ask("GET", seen.location)


def statuses_in(html: str) -> list[str]:
    """Return the statuses on a page, in order."""
    return re.findall(r'(?s)<span class="status [\w]+">.*?</svg>\s*(.*?)</span>', html)
