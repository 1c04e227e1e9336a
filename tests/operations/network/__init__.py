"""Network ACLs, DHCP options, prefix lists, VPC endpoints and flow logs."""
