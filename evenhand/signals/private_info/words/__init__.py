"""What the codes in a reading's detail mean, in words: one file a family of kinds.

Each clause can stand in a statement of reasons to the affected person. It names what was seen and
never the value.
"""
