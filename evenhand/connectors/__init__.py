"""Other systems' tongues: their calls become items, our measures become their calls."""
