"""VPC peering as AWS does it: frozen values, one mutable world, the present always an argument."""
