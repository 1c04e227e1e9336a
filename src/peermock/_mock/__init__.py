"""The mock object that a test starts, stops and queries."""
