"""Peering connections, from the request to their end."""
