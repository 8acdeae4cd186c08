"""Contacts: who asked from outside, for whom and for what, and how that becomes public."""
