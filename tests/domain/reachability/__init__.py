"""Reachability between VPCs in small networks."""
