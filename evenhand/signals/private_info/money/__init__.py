"""Numbers that lead to somebody's money."""
