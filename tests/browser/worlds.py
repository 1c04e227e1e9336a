"""A world that has something to show on every page, and the pages."""

from datetime import timedelta

from tests.console.person import HERE, OURS, THEIRS, THERE, Desk


def furnish(desk: Desk) -> dict[str, str]:
    """Bring connections of every lasting status about, and return the paths of pages by name."""
    hub = desk.vpc(0, name="hub")
    orders, billing = desk.vpc(1, THEIRS, THERE, "orders"), desk.vpc(2, name="billing")
    search = desk.vpc(3, OURS, THERE, "search")
    copy, archive, mail = desk.vpc(0, name="hub-copy"), desk.vpc(4, name="archive"), desk.vpc(5)
    named: dict[str, str] = {}

    def request(name: str, vpc_id: str, peer_vpc_id: str, **params: str) -> str:
        named[name] = desk.request(vpc_id, peer_vpc_id, **params)
        tags = [{"Key": "Name", "Value": name}, {"Key": "team", "Value": "network"}]
        desk.ec2().create_tags(Resources=[named[name]], Tags=tags)
        return named[name]

    request("hub-archive", hub, archive)
    desk.site.clock.shift(timedelta(days=7))
    request("hub-copy", hub, copy)
    desk.ec2().reject_vpc_peering_connection(VpcPeeringConnectionId=request("hub-mail", hub, mail))
    for name, pair in (("archive-mail", (archive, mail)), ("hub-billing", (hub, billing))):
        made = request(name, *pair)
        desk.ec2().accept_vpc_peering_connection(VpcPeeringConnectionId=made)
    desk.ec2().delete_vpc_peering_connection(VpcPeeringConnectionId=named["archive-mail"])
    pending = request("hub-orders", hub, orders, PeerOwnerId=THEIRS, PeerRegion=THERE)
    request("hub-search", hub, search, PeerRegion=THERE)
    active, table = named["hub-billing"], desk.table_of(hub)
    for number, each in ((2, active), (1, pending)):
        desk.ec2().create_route(
            RouteTableId=table,
            DestinationCidrBlock=f"10.{number}.0.0/16",
            VpcPeeringConnectionId=each,
        )
    desk.ec2().create_route(
        RouteTableId=desk.table_of(billing),
        DestinationCidrBlock="10.0.0.0/16",
        VpcPeeringConnectionId=active,
    )
    desk.person(OURS, HERE).send(f"peering-connections/{pending}/accept")
    peerings = "peering-connections"
    return {
        "list": peerings,
        "no match": f"{peerings}?filter=status-code%3Ddeleting",
        "filters": f"{peerings}?filter=status-code%3Dexpired&filter=status-code%3Dfailed",
        "unknown filter": f"{peerings}?filter=colour%3Dgreen",
        "nothing selected": f"{peerings}?unselected=1",
        "active": f"{peerings}/{active}/details",
        "pending": f"{peerings}/{pending}/details",
        "unknown": f"{peerings}/pcx-0123456789abcdef0/details",
        "create": f"{peerings}/create",
        "create elsewhere": f"{peerings}/create?account=another&region=another",
        "created": f"{peerings}/{pending}/created",
        "accept": f"{peerings}/{pending}/accept",
        "accepted": f"{peerings}/{active}/accepted",
        "reject": f"{peerings}/{pending}/reject",
        "delete": f"{peerings}/{active}/delete",
        "dns": f"{peerings}/{active}/dns-settings",
        "foreign dns": f"{peerings}/{pending}/dns-settings",
        "tags": f"{peerings}/{active}/tags",
        "vpcs": "vpcs",
        "vpc": f"vpcs/{hub}",
        "create vpc": "vpcs/create",
        "vpc settings": f"vpcs/{hub}/settings",
        "tables": f"route-tables?peering={active}",
        "table": f"route-tables/{table}",
        "routes": f"route-tables/{table}/routes?peering={named['hub-search']}",
        "calls": "calls",
        "call": f"calls/{len(desk.operations)}",
        "diagram": "diagram",
        "clock": "clock?refused=1",
    }
