"""Deciding recorded evidence again: by another policy, or by the same one to prove it."""
