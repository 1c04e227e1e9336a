"""AWS's errors: their codes, messages and causes."""
