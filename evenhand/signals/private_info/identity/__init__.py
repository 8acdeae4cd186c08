"""Numbers and dates that tell who somebody is to an authority."""
