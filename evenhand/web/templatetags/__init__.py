"""What templates can say; `evenhand.py` is loaded for all of them."""
