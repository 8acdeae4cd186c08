"""What the affected person, the press and the public database are told. Pure.

Every text follows from one `StatementContext`: the state it speaks of, and nothing else.
"""
