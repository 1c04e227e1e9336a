"""The test suite: it mirrors the package, and also tests it from outside."""
