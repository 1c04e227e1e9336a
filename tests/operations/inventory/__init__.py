"""Resources that peermock never has: instances, volumes, images, VPNs."""
