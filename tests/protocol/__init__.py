"""The wire format, compared with botocore."""
