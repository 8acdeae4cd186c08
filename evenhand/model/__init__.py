"""What rooms hand to each other: frozen records, errors, the clock. Imports nothing of ours."""
