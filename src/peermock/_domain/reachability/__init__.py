"""Reachability: whether packets get from one VPC to another, and where they stop."""
