"""How requests of clients in this process come in, and responses go back.

Nothing here knows AWS's rules.
"""
