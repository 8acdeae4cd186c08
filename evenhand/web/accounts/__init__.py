"""Signing in: by name and password, then by a second factor; nobody signs up by themselves."""
