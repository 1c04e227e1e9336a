"""A local endpoint: a gateway behind a port, for clients in any process."""
