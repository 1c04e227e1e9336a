"""Features that all operations share: filters, pages, tags, dry runs and permissions."""
