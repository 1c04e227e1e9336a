"""The AWS CLI in a process of its own."""
