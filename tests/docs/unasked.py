"""Uncertain rows of the fidelity page that no scenario can settle, with the reasons."""

UNASKED: dict[tuple[str, str], str] = {
    (
        "Statuses and their messages",
        "Fractions of a second",
    ): "AWS shows whole seconds, so rounding and truncating look the same",
    (
        "Parties, Regions, statuses",
        "Accept or reject an `initiating-request` connection",
    ): "the status lasts too short a time for a scenario",
    (
        "Parties, Regions, statuses",
        "Accept a `provisioning` connection",
    ): "the status lasts too short a time for a scenario",
    (
        "Parties, Regions, statuses",
        "Delete an `initiating-request` or `provisioning` connection",
    ): "the status lasts too short a time for a scenario",
    (
        "Parties, Regions, statuses",
        "Delete a `deleting` connection",
    ): "the status lasts too short a time for a scenario",
    (
        "How long a connection is visible",
        "The instant the time ends",
    ): "a scenario cannot check an exact instant two days later",
    (
        "What a response contains",
        "The order of `DescribeVpcPeeringConnections`",
    ): "scenarios sort lists before they compare them",
    (
        "Options",
        "Regions that support multipath resilience",
    ): "a scenario would have to try all Regions",
    ("Quotas", "Requests that would fail"): "a scenario would need dozens of VPCs",
    ("Quotas", "When this quota is checked"): "a scenario would need dozens of VPCs",
    ("Quotas", "One more active connection"): "a scenario would need dozens of VPCs",
    (
        "Quotas",
        (
            "`OutstandingVpcPeeringConnectionLimitExceeded`, "
            "`VpcPeeringConnectionsPerVpcLimitExceeded`"
        ),
    ): "a scenario would need dozens of VPCs",
    (
        "Describe: IDs, filters, pages",
        "`cidr-block` of `DescribeVpcs`",
    ): "a scenario would need more resources than the quotas allow, or an exact time",
    (
        "Describe: IDs, filters, pages",
        "`security-group-rule-id` of it, with a malformed ID",
    ): "a scenario would need more resources than the quotas allow, or an exact time",
    (
        "Describe: IDs, filters, pages",
        "Wildcards in these filters",
    ): "a scenario would need more resources than the quotas allow, or an exact time",
    (
        "Describe: IDs, filters, pages",
        "Other filters for IDs, with a malformed ID",
    ): "a scenario would need more resources than the quotas allow, or an exact time",
    (
        "Describe: IDs, filters, pages",
        "`expiration-time`",
    ): "a scenario would need more resources than the quotas allow, or an exact time",
    (
        "Describe: IDs, filters, pages",
        "Connections created or deleted between pages",
    ): "a scenario would need more resources than the quotas allow, or an exact time",
    (
        "Requests and responses",
        "An unknown action",
    ): "botocore clients do not send such requests",
    ("Requests and responses", "No action"): "botocore clients do not send such requests",
    (
        "Requests and responses",
        "Parameters in the URL and in the body",
    ): "botocore clients do not send such requests",
    (
        "Requests and responses",
        "`CreateSecurityGroup` without a name or description, or with an empty one",
    ): "botocore clients do not send such requests",
    (
        "Requests and responses",
        "A value of the wrong type",
    ): "botocore clients do not send such requests",
    (
        "Requests and responses",
        "A repeated parameter",
    ): "botocore clients do not send such requests",
    (
        "Requests and responses",
        "A parameter name that is also the prefix of another",
    ): "botocore clients do not send such requests",
    ("Requests and responses", "Lists"): "botocore clients do not send such requests",
    (
        "Requests and responses",
        "A field without `=`, an invalid escape, or invalid UTF-8",
    ): "botocore clients do not send such requests",
    (
        "Requests and responses",
        "A character that is not allowed in XML",
    ): "botocore clients do not send such requests",
    (
        "Requests and responses",
        "A body over 1 MiB",
    ): "botocore clients do not send such requests",
    (
        "Requests and responses",
        "An unsigned request to STS",
    ): "botocore clients do not send such requests",
    (
        "Accounts, Regions, STS",
        "Several invalid parameters",
    ): "a scenario would have to create roles or name Regions of the account",
    (
        "Accounts, Regions, STS",
        "A role ARN of another partition, or shorter than 20 characters",
    ): "scenarios do not touch roles",
    (
        "Accounts, Regions, STS",
        "`DurationSeconds` outside 900 to 43200",
    ): "a scenario would have to create roles or name Regions of the account",
    (
        "Accounts, Regions, STS",
        "A token that is not a JWT",
    ): "a scenario would have to create roles or name Regions of the account",
    (
        "Accounts, Regions, STS",
        "An unknown zone in `DescribeAvailabilityZones`",
    ): "a scenario would have to create roles or name Regions of the account",
    ("VPCs", "`CreateDefaultVpc`"): "scenarios do not touch the default VPC",
    (
        "VPCs",
        "`CreateDefaultVpc` when there is one",
    ): "scenarios do not touch the default VPC",
    (
        "Gateways, addresses, interfaces",
        "A public NAT gateway without an address, a private one with an address",
    ): "addresses and NAT gateways cost money",
    (
        "Gateways, addresses, interfaces",
        "NAT gateway operations with a malformed ID",
    ): "addresses and NAT gateways cost money",
    (
        "Gateways, addresses, interfaces",
        "`DeleteNatGateway` of a deleted gateway",
    ): "addresses and NAT gateways cost money",
    (
        "Gateways, addresses, interfaces",
        "A deleted or failed NAT gateway",
    ): "addresses and NAT gateways cost money",
    (
        "Gateways, addresses, interfaces",
        "An IPv6 route to a NAT gateway",
    ): "addresses and NAT gateways cost money",
    (
        "Gateways, addresses, interfaces",
        "`AssociateAddress` of an associated address",
    ): "addresses and NAT gateways cost money",
    (
        "Gateways, addresses, interfaces",
        "`DisassociateAddress` with an unknown association",
    ): "addresses and NAT gateways cost money",
    (
        "Gateways, addresses, interfaces",
        "`ReleaseAddress` of an associated address",
    ): "addresses and NAT gateways cost money",
    (
        "Gateways, addresses, interfaces",
        "An unknown allocation ID, an unknown address, a text that is not an address",
    ): "addresses and NAT gateways cost money",
    (
        "Gateways, addresses, interfaces",
        "`DescribeNetworkInterfaces`",
    ): "addresses and NAT gateways cost money",
    (
        "Gateways, addresses, interfaces",
        "`DescribeNetworkInterfaceAttribute`",
    ): "scenarios do not create network interfaces",
    (
        "Gateways, addresses, interfaces",
        "`DescribeNetworkInterfaceAttribute` of `associatePublicIpAddress`",
    ): "scenarios do not create network interfaces",
    (
        "Gateways, addresses, interfaces",
        "`DescribeNetworkInterfaceAttribute` without `Attribute`",
    ): "scenarios do not create network interfaces",
    (
        "Gateways, addresses, interfaces",
        "`CreateNetworkInterface`",
    ): "addresses and NAT gateways cost money",
    (
        "Gateways, addresses, interfaces",
        "`DeleteNetworkInterface` of a NAT gateway's interface",
    ): "addresses and NAT gateways cost money",
    (
        "Gateways, addresses, interfaces",
        "`DeleteSubnet` or `DeleteSecurityGroup` with an interface",
    ): "addresses and NAT gateways cost money",
    ("Network ACLs", "ICMP responses, for `reachability`"): "scenarios send no packets",
    (
        "DHCP options",
        "After the initial set is deleted",
    ): "scenarios do not touch the set that the account's VPCs use",
    (
        "Prefix lists",
        "A change while another one is in progress",
    ): "the state lasts too short a time for a scenario",
    (
        "VPC endpoints",
        "A policy that is not a JSON object",
    ): "interface endpoints cost money, and scenarios do not touch policies",
    (
        "VPC endpoints",
        "Private DNS without the VPC's DNS attributes",
    ): "interface endpoints cost money, and scenarios do not touch policies",
    (
        "VPC endpoints",
        "A service that does not offer the endpoint type",
    ): "interface endpoints cost money, and scenarios do not touch policies",
    (
        "VPC endpoints",
        "Route tables for another endpoint type",
    ): "interface endpoints cost money, and scenarios do not touch policies",
    ("Flow logs", "A flow log that exists"): "a scenario would need a log group or a bucket",
    (
        "Flow logs",
        "`DeleteVpc` of a VPC with a flow log",
    ): "a scenario would need a log group or a bucket",
    (
        "Resources that peermock never has",
        "`MaxResults` of `DescribeVpcEndpointConnections`",
    ): "the account may have resources of its own",
    (
        "Resources that peermock never has",
        "`DescribeVpcClassicLink`, `DescribeVpcClassicLinkDnsSupport`",
    ): "the account may have resources of its own",
    ("Local endpoint", "Methods other than GET and POST"): "AWS has no local endpoint",
    ("Local endpoint", "A body over 1 MiB"): "AWS has no local endpoint",
    (
        "With moto",
        "The same stack across accounts",
    ): "the row is about moto and peermock, not only about AWS",
    (
        "With moto",
        "A stack whose connection fails",
    ): "the row is about moto and peermock, not only about AWS",
    ("With moto", "Deleting a stack"): "the row is about moto and peermock, not only about AWS",
}
