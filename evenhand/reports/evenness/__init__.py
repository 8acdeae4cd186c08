"""Were like cases treated alike? Pairs, groups, contacts, and other policies on the same matter.

Method and limits: `docs/evenness.md`. All of it is a pure function of the cases handed in: no
draw of chance, so that the same history always gives the same figures.
"""
