"""Akismet's protocol: programs that ask there whether a comment is spam can ask here instead."""

from evenhand.connectors.akismet.calls import Answer, Call
from evenhand.connectors.akismet.service import Akismet, Noted, keep_noted

__all__ = ["Akismet", "Answer", "Call", "Noted", "keep_noted"]
