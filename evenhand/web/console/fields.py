"""Fields that several of the console's forms share, and forms of one or two of them."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from django import forms

from evenhand.model.contact import Contact
from evenhand.pipeline.documents.links import who_text
from evenhand.text.times import minute

CHOOSE = ("", "choose one")
YES_NO = (("no", "No"), ("yes", "Yes"))
ASKED = "Has anyone outside the rules, owner and staff included, raised this with you?"
MOST_CONTACTS = 30


def plain(word: object) -> str:
    """A word of a record as people read it: `block_link` is `block link`."""
    return str(word).replace("_", " ")


def words_of(words: Iterable[StrEnum]) -> list[tuple[str, str]]:
    """The choices of an enumeration."""
    return [(word.value, plain(word)) for word in words]


def line(label: str, help: str = "", *, required: bool = True, **given: Any) -> forms.CharField:
    """A text on one line."""
    return forms.CharField(label=label, help_text=help, required=required, **given)


def text(label: str, help: str = "", *, required: bool = True, rows: int = 4) -> forms.CharField:
    """A text of several lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help, required=required, widget=widget)


def lines(label: str, help: str = "", rows: int = 2) -> forms.CharField:
    """Several short texts, one a line; `parted` reads them."""
    return text(label, f"{help} One a line.".strip(), required=False, rows=rows)


def choice(
    label: str, choices: Iterable[tuple[str, str]], help: str = "", *, required: bool = True
) -> forms.ChoiceField:
    """One of several words; nothing is chosen until somebody chooses it."""
    held = [CHOOSE if required else ("", "–"), *choices]
    return forms.ChoiceField(label=label, choices=held, help_text=help, required=required)


def tick(label: str, help: str = "") -> forms.BooleanField:
    """Yes, where it is ticked."""
    return forms.BooleanField(label=label, help_text=help, required=False)


def moment(label: str, help: str = "", *, required: bool = False) -> forms.DateTimeField:
    """A time, in UTC."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(
        label=f"{label} (UTC)", help_text=help, required=required, widget=widget
    )


def at(given: Mapping[str, Any], name: str) -> datetime | None:
    """The time of a field; None where it was left out."""
    found: datetime | None = given[name]
    return found.astimezone(UTC) if found else None


def parted(given: str) -> tuple[str, ...]:
    """What stands in a field of several lines, each once, blank ones left out."""
    found = (part.strip() for part in given.splitlines())
    return tuple(dict.fromkeys(part for part in found if part))


class AskedForm(forms.Form):
    """The asked-question, which every deed on a measure answers, and in which contacts it was."""

    asked = forms.ChoiceField(label=ASKED, choices=YES_NO, widget=forms.RadioSelect)
    contacts = forms.MultipleChoiceField(
        label="In which contact?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Where the answer is yes. Record it first if it is not here.",
    )  # fmt: skip

    def __init__(self, *given: Any, known: Iterable[Contact] = (), **named: Any) -> None:
        """Take the contacts to choose from, the newest first."""
        super().__init__(*given, **named)
        newest = list(reversed(list(known)))[:MOST_CONTACTS]
        choose(self.fields["contacts"], (
            (c.id, f"{minute(c.received_at)} {who_text(c)}: {plain(c.wants)}") for c in newest
        ))  # fmt: skip
        if not newest:
            del self.fields["contacts"]


def choose(field: forms.Field, choices: Iterable[tuple[str, str]]) -> None:
    """Give a field of a form its choices, known only when the form is made; none is chosen yet."""
    if not isinstance(field, forms.ChoiceField):
        raise TypeError("a field that one does not choose in")
    several = isinstance(field, forms.MultipleChoiceField)
    field.choices = [*choices] if several else [CHOOSE, *choices]


def asked_of(given: Mapping[str, Any]) -> tuple[bool, tuple[str, ...]]:
    """(the answer to the asked-question, the contacts that were named)."""
    return given["asked"] == "yes", tuple(given.get("contacts", ()))


class WhyForm(forms.Form):
    """A reason."""

    why = text("Why", rows=2)
