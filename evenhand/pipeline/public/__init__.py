"""What everybody may see: pages made of the log's public fields and of texts that are public.

Nothing that is sealed is read here. `projection` makes the index of the log that pages search;
the other modules make one page each, as frozen records.
"""
