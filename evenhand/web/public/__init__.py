"""The public pages: no sign-in, no cookie, no script; each as a page and as data.

`respond` makes the answers, `views` the pages, `flags` takes what strangers hand in through
`door`.
"""
