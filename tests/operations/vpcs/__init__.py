"""VPCs, their CIDR blocks and subnets; Regions and zones."""
