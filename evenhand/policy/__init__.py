"""What the rules say: packs read and checked, their conditions compiled, evidence evaluated.

From `load` (a pack's files become a `Policy`) through `versions` (which one is in force) to
`compile` (evidence becomes findings). Pure; only `files` opens files.
"""
