"""Peermock compared with recorded AWS responses, and with botocore's waiters and paginators."""
