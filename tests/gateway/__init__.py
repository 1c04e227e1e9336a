"""The gateway: from a request to a response."""
