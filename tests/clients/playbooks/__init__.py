"""Ansible, through the modules of its collection amazon.aws."""
