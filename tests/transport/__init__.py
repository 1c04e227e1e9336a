"""Transports: how requests reach the gateway."""
