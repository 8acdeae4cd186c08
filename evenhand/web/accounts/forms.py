"""Forms of sign-in and preferences."""

import re
from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError

from evenhand.model.user import THEMES, Preferences
from evenhand.web.pages.bindings import BINDINGS

_KEY = re.compile(r"\S|shift\+[a-z]|ctrl\+(enter|[a-z])|[a-z] [a-z]")
_THEME_WORDS = {"system": "As the machine", "light": "Light", "dark": "Dark"}


class SignInForm(LoginForm):  # type: ignore[misc]
    """Name and password."""

    def __init__(self, *given: Any, **named: Any) -> None:
        """The form, with our own words."""
        super().__init__(*given, **named)
        self.fields["login"].label = "Name"
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class WelcomeForm(forms.Form):
    """Somebody sets the password that they sign in by from now on."""

    name = forms.CharField(
        label="Your name here", max_length=64,
        help_text="You sign in by it, and it is never public. Lower-case letters, digits, dots, "
        "hyphens, underscores.",
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )  # fmt: skip
    password = forms.CharField(
        label="Password", strip=False, help_text=" ".join(password_validators_help_texts()),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    again = forms.CharField(
        label="The same password again", strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, name: str = "") -> None:
        """The form for somebody of this name; who has none yet gives it."""
        super().__init__(data)
        self._name = name
        if name:
            del self.fields["name"]

    def clean(self) -> dict[str, Any]:
        """Both passwords are the same, and hard to guess."""
        given = super().clean() or {}
        password, again = given.get("password"), given.get("again")
        if password and again and password != again:
            self.add_error("again", "The two passwords differ.")
        if password:
            try:
                who = get_user_model()(username=self._name or given.get("name", ""))
                validate_password(password, who)
            except ValidationError as refused:
                self.add_error("password", refused)
        return given


class PreferencesForm(forms.Form):
    """How the console looks and which keys it hears."""

    theme = forms.ChoiceField(
        label="Colours", choices=[(theme, _THEME_WORDS[theme]) for theme in THEMES],
        required=False,
    )  # fmt: skip
    blur = forms.BooleanField(
        label="Blur pictures until I point at them", required=False,
        help_text="Private values are always covered; each reveal is recorded with its reason.",
    )  # fmt: skip
    cover_text = forms.BooleanField(
        label="Keep the whole text of an item folded until I open it", required=False
    )
    keys_on = forms.BooleanField(label="Single keys work", required=False)

    def __init__(self, kept: Preferences, data: Any = None) -> None:
        """The form, filled in with what is kept."""
        fixed = {"theme": kept.theme, "blur": kept.blur, "cover_text": kept.cover_text}
        super().__init__(data, initial={**fixed, "keys_on": kept.keys_on})
        for binding in BINDINGS:
            self.fields[f"key_{binding.name}"] = forms.CharField(
                label=binding.title, required=False, max_length=10,
                initial=kept.keys.get(binding.name, binding.key),
                widget=forms.TextInput(attrs={"class": "short mono", "autocomplete": "off"}),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Each key can be pressed, and stands for one thing."""
        given = super().clean() or {}
        taken: dict[str, str] = {}
        for binding in BINDINGS:
            field = f"key_{binding.name}"
            key = given.get(field, "")
            if key and not _KEY.fullmatch(key):
                self.add_error(field, "Write one key, shift+a, ctrl+enter, or two letters: g q.")
            elif key and key in taken:
                self.add_error(field, f"This key is already for: {taken[key]}.")
            taken.setdefault(key, binding.title)
        return given

    def preferences(self) -> Preferences:
        """What was chosen; a key that is as it comes is not kept."""
        given = self.cleaned_data
        keys = {b.name: given[f"key_{b.name}"] for b in BINDINGS}
        return Preferences(
            theme=given["theme"] or THEMES[0], keys_on=given["keys_on"], blur=given["blur"],
            cover_text=given["cover_text"],
            keys={b.name: keys[b.name] for b in BINDINGS if keys[b.name] != b.key},
        )  # fmt: skip

    def key_fields(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Where -> the fields of its keys."""
        places: dict[str, list[forms.BoundField]] = {}
        for binding in BINDINGS:
            places.setdefault(binding.where, []).append(self[f"key_{binding.name}"])
        return list(places.items())
