"""Tests of `peermock verify`, with peermock itself as the target."""
