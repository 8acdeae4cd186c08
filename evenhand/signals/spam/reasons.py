"""Why a comment reads like spam, in words: what of it weighs most in the model."""

import re

from evenhand.signals.spam.features import Comment, bucket_of, host_token, words_and_pairs
from evenhand.signals.spam.model import Model

MOST = 5
"""Reasons that are named."""

LEAST = 0.25
"""What moves the log-odds by less, before scaling, is no reason."""

_LEFT_OUT = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+|\S*\d\S*")
"""Addresses, which are named by their host, and what a reason never repeats: e-mail addresses, and
whatever holds a digit."""

_BARE_ADDRESS = re.compile(r"[\d.]+")
_WORD = re.compile(r"\w+")


def reasons(comment: Comment, model: Model) -> list[str]:
    """The words, word pairs and linked hosts that speak most for spam, the weightiest first.

    Reasons are shown to people who may not see a private value. So e-mail addresses, IP
    addresses and words with a digit are never among them, nor is a pair that reaches over one.
    """
    named = {token: f"words: {token}" for token in _nameable(comment.text)}
    hosts = (host for host in comment.hosts if not _BARE_ADDRESS.fullmatch(host))
    named |= {host_token(host): f"link: {host}" for host in hosts}
    weights = {token: _weight(token, model) for token in named}
    found: list[str] = []
    for token in sorted(named, key=lambda token: (-weights[token], token)):
        if weights[token] < LEAST or len(found) == MOST:
            break
        if not any(_says(earlier, token) for earlier in found):
            found.append(named[token])
    return found


def _weight(token: str, model: Model) -> float:
    """What speaks for spam in a token; a pair says what its two words say as well."""
    own = float(model.weights[bucket_of(token)])
    if own <= 0 or " " not in token:
        return own
    return own + sum(max(0.0, _weight(word, model)) for word in token.split(" "))


def _says(reason: str, token: str) -> bool:
    """Whether a reason holds these words already."""
    return f" {token} " in f" {reason.partition(': ')[2]} "


def _nameable(text: str) -> list[str]:
    """The words and pairs that may be named."""
    parts = _LEFT_OUT.split(text)
    return [token for part in parts for token in words_and_pairs(_WORD.findall(part))]
