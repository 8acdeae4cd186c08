"""The form under the article: comments walk the same corridor as everything else.

`post` takes one in, `threads` shows those of a page, `mine` is what its writer sees and may do.
How a comment stands is computed from the measures in force on its item (`standing`).
"""
