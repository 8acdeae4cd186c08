"""The console: what the staff sees and does, page by page; every deed is a command of pipeline."""
