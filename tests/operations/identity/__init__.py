"""STS: callers, roles and access keys."""
