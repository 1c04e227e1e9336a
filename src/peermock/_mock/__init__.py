"""The mock object: what a test starts, stops and asks."""
