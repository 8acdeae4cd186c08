"""A timeline played through the corridor: for the example matter, and for trying packs out.

Steps say what happens and when, never what comes of it: that follows from signals, packs and the
rules about people.
"""

from evenhand.pipeline.play.player import Player
from evenhand.pipeline.play.steps import Played, SitePlan, Step

__all__ = ["Played", "Player", "SitePlan", "Step"]
