"""Programs that call many operations, and tools that do not know peermock."""
