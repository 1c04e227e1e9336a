"""Programs that perform a peering, each with its language's SDK."""
