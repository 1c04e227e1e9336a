"""Other projects' suites and recordings, run against peermock: `make peers`."""
