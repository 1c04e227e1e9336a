"""A deliberately naive model of VPC peering on AWS, and the machine that holds peermock to it.

The model knows nothing of peermock: plain dicts and datetimes, written from what AWS documents and
was seen to do. It is on pytest's path, because tests cannot import each other.
"""
