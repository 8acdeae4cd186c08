"""What can be compared: replay, policies side by side, evenness.

This room reads what was recorded and never decides by itself: whoever calls hands over the
decision function. polars and scipy come with the extra `evenhand[replay]`.
"""
