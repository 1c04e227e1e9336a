"""AWS VPC peering as a pure model: frozen values, one mutable world, and time as an argument."""
