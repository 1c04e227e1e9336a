"""Security groups, their rules, and references between VPCs."""
