"""Where our sign-in differs from allauth's own."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from time import time
from typing import Any, ClassVar

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.http import HttpRequest

from evenhand.pipeline.secrets import home_secret
from evenhand.web.access import is_second_factor_needed
from evenhand.web.service import service


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Names and passwords, and no letters: people are invited, never signed up."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "The name or the password is wrong.",
        "too_many_login_attempts": "Too many wrong tries. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: an invitation lets somebody of the staff in."""
        return False

    def is_reauthentication_required(self, *, app: str, **named: Any) -> bool:
        """Whether the password is asked for again; not of whoever gave it a moment ago."""
        request = context.request
        # The records' times are of the machine's clock, and so is this.
        since = time() - app_settings.REAUTHENTICATION_TIMEOUT
        given = get_authentication_records(request, request.user)
        needed: bool = super().is_reauthentication_required(app=app, **named)
        return needed and not any(record["at"] > since for record in given)

    def add_message(self, *_: Any, **__: Any) -> None:
        """Pages say what they show; no message is carried from one to the next."""

    def send_notification_mail(self, *_: Any, **__: Any) -> None:
        """No e-mail address of anybody on the staff is known."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of authenticator apps are kept encrypted by a key that is not in the database."""

    def encrypt(self, text: str) -> str:
        """A secret as the database keeps it."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """A secret as it was."""
        return _box().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """A second factor is given up only where none is needed."""
        return not is_second_factor_needed()


def _box() -> Fernet:
    key = sha256(b"second factor" + home_secret(service().home, "web")).digest()
    return Fernet(urlsafe_b64encode(key))
