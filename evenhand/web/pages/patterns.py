"""Every component in each of its states, for whoever builds pages and for whoever looks at them."""

from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from evenhand.model.decision import Because
from evenhand.model.reading import Reading, Span
from evenhand.text.marked import marked
from evenhand.web.pages.badges import BADGES
from evenhand.web.pages.icons import ICONS
from evenhand.web.service import service

TEXT = "The dossier gives his home as 12 Example Lane, and ends with 0000. A reply came at noon."
SEEN = (
    Reading("private_info", "street_address", 0.9, (Span(30, 45),)),
    Reading("private_info", "us_ssn_partial", 0.9, (Span(61, 65),)),
    Reading("withheld_copy", "text", 0.9, (Span(67, 82),)),
)
CONSENT = Because("facts.consent == true", False, False)
TREE = Because(
    "private_info.street_address.count >= 1 && !(facts.consent == true)", True, None,
    (
        Because("private_info.street_address.count >= 1", True, 1),
        Because("!(facts.consent == true)", True, None, (CONSENT,)),
        Because('"journalist" in account.roles', None),
    ),
)  # fmt: skip
MEASURES = ("Label", "Warn", "Mask", "Hold", "Block link", "Remove", "Suspend 72 h", "Suspend")


class PatternForm(forms.Form):
    """A form with a field of each kind."""

    name = forms.CharField(label="Organisation", help_text="As it calls itself.")
    mail = forms.EmailField(label="E-mail", required=False)
    channel = forms.ChoiceField(label="Channel", choices=[("letter", "Letter"), ("call", "Call")])
    words = forms.CharField(label="What was asked", widget=forms.Textarea)
    binding = forms.BooleanField(label="It is legally binding", required=False)


def patterns(request: HttpRequest) -> HttpResponse:
    """The page of patterns; it shows invented values only."""
    now = service().clock.now()
    context = {
        "stretches": marked(TEXT, SEEN),
        "tree": TREE,
        "measures": MEASURES,
        "badges": list(BADGES),
        "icons": list(ICONS),
        "form": PatternForm(),
        "wrong": PatternForm(
            {"name": "", "mail": "nobody", "channel": "letter", "words": "All of it"}
        ),
        "times": [now, now - timedelta(hours=3), now + timedelta(days=2), None],
        "tones": ("good", "care", "bad", "note", "quiet", "wait"),
        "rows": range(1, 6),
        "theme": request.GET.get("theme", ""),
    }
    return render(request, "pages/patterns.html", context)
