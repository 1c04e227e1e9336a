"""The project's files, and the package's costs."""
