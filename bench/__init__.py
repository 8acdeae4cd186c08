"""Figures of this program beside its peers', printed by `make bench`."""
