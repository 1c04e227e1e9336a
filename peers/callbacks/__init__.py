"""Plugins of Ansible, which loads them from this folder by their file names."""
