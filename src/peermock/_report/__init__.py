"""Text reports and diagrams of a world. They import only the domain and the gateway."""
