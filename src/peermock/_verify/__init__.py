"""Compare peermock with AWS: run scenarios against a real account and against peermock."""
