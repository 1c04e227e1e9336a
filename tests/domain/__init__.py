"""Tests of the domain, without clients: values in, values out, the time passed as an argument."""
