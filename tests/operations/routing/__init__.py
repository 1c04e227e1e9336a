"""Route tables, their associations and their routes."""
