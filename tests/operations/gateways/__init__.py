"""Gateways, addresses and interfaces."""
