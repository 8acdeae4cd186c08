"""Where somebody can be found: street addresses, coordinates."""
