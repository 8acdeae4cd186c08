"""The operator's own contacts."""

PUBLIC = {"own": "it is one of this site's own contacts"}
