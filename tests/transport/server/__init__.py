"""Tests of a local endpoint, through its socket."""
