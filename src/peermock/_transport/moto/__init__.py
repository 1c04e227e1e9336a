"""Beside moto: one AWS, in which moto has the network and peermock the peering connections.

moto is never imported from here. If it is loaded, it is patched and read.
"""
