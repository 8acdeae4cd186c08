"""What people and programs see: the API, the console, the public pages, the comment form.

`serve` starts it, `app` says which part answers an address, `service` is what all parts share,
`access` says who may ask for what.
"""
