"""Histories of calls, compared with a naive model of AWS and with invariants."""
