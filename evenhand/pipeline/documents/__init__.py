"""Records as JSON documents and list rows, the same wherever the staff asks for them.

The command line and the console write what these functions give; who may see a record has been
settled before it comes here.
"""
