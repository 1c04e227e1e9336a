"""Tests of the command `peermock`."""
