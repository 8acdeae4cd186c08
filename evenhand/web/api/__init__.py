"""The HTTP API: what programs of a platform ask for, in plain ASGI and JSON.

`table` lists all routes; `front` finds the one that is asked for, looks at the key and answers;
`openapi` describes them from the types in `shapes`. Nothing here waits for the database on the
event loop's own thread.
"""
