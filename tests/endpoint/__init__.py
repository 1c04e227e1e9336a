"""Real clients in separate processes, which know nothing but the endpoint's URL."""
