"""The one corridor: gather, decide, record. The only room, beside reports, where rooms meet."""
