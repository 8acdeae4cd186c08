"""What people do in the corridor: each command is one turn, one transaction, entered in the log.

Rules about who may do what are in `review`, `contacts` and `enforcement`; here they are applied
to what the store holds, so that no caller can go around them.
"""
