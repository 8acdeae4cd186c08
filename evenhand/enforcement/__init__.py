"""What is done: measures, the ladder, strikes, states and the second person. Pure.

`impose.impose` turns fired rules into measures; `states` says how a measure may change.
"""
