"""Invalid input, concurrency, size and secrets."""
