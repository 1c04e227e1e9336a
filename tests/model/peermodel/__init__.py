"""A deliberately naive model of VPC peering on AWS, and the machine that compares it with peermock.

The model is independent of peermock: plain dicts and datetimes, based on AWS's documentation and
recordings. It is on pytest's path, because tests cannot import each other.
"""
