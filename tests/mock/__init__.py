"""Tests of the mock, from the point of view of a test author."""
