"""Real clients that do not know peermock, in environments of their own."""
