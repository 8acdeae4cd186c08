"""The affected person's page, by a secret link; no log-in, no cookie, no script."""
