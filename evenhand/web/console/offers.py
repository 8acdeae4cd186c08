"""`/console/<site>/offers`: material that somebody brings to a newsroom, and what was done."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse

from evenhand.model.contact import Offer, OfferOutcome
from evenhand.model.people import DECIDERS
from evenhand.pipeline.documents.affairs import OFFERS, offer_dict, offer_row
from evenhand.pipeline.people import offers
from evenhand.store.contacts import get_offer
from evenhand.store.missing import not_recorded
from evenhand.web.access import READERS, ConsoleRequest, console
from evenhand.web.console.answers import json_answer
from evenhand.web.console.deeds import Deed, Done, act, show
from evenhand.web.console.fields import WhyForm, at, choice, line, moment, text
from evenhand.web.console.lists import address, exported
from evenhand.web.service import service

OUTCOMES = (
    (OfferOutcome.DECLINED.value, "Decline it"),
    (OfferOutcome.REDACTED.value, "Publish it with what is private covered"),
    (OfferOutcome.PUBLISHED.value, "Publish it as it is"),
)


class SeveralFiles(forms.ClearableFileInput):
    """A field for one file or many."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Files of any number, none at all included."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """Each file by itself."""
        return [super(FilesField, self).clean(each, initial) for each in data or [] if each]


class OfferForm(forms.Form):
    """What was offered."""

    offered_by = line("Who offered it", "Or unknown. Always sealed.")
    material = FilesField(
        label="Files", required=False,
        help_text="Read for their digests, so that the same file is known again; not kept.",
    )  # fmt: skip
    provenance = text("Where it seems to come from", "Private.", required=False, rows=2)
    matter = line("The matter that it belongs to", required=False)
    received_at = moment("When it came", "Empty is now.")


class AssessForm(forms.Form):
    """What was found."""

    assessment = text("What was found", "Is it genuine, whom does it harm? Once; private.")


class DecideForm(forms.Form):
    """What is done with it."""

    outcome = choice("What is done", OUTCOMES)
    why = text("Why", "Private.", rows=2)
    public_note = text(
        "What the newsroom says in public", "It goes into the log. Never who offered.",
        required=False, rows=2,
    )  # fmt: skip


@console(roles=READERS, write=DECIDERS)
def offers_list(request: ConsoleRequest, site: str, written: str = "") -> HttpResponse:
    """What was offered to a site and what was done; never who offered."""
    home, by = service().home, request.staff.name

    def add(given: Mapping[str, Any]) -> Done:
        with _files(given["material"]) as files:
            offer = offers.add(home, site, by, offers.Offered(
                given["offered_by"], files, given["matter"] or None, given["provenance"],
                at(given, "received_at"),
            ))  # fmt: skip
        return Done("The offer is kept.", address(site, "offers", offer.id))

    deed = Deed("add", "Record an offer", "Keep it", add, OfferForm,
                more={"More about it": ("provenance", "matter", "received_at")})  # fmt: skip
    acted = act(request, [deed])
    if isinstance(acted, HttpResponse):
        return acted
    found = offers.offers(home, site, by)
    answer = exported("offers", written, OFFERS, [offer_row(each) for each in found])
    context = {"offers": list(reversed(found))}
    return answer or show(request, "console/offers.html", context, acted)


@console(roles=READERS, write=DECIDERS)
def offer(request: ConsoleRequest, site: str, offer_id: str) -> HttpResponse:
    """One offer: assessing it, deciding it; who offered is shown once, for a reason."""
    home, by = service().home, request.staff.name
    if get_offer(offer_id).site != site:
        raise not_recorded("offer", "the list of offers")
    view = offers.view(home, offer_id, by)
    if request.GET.get("as") == "json":
        return json_answer(offer_dict(view))
    acted = act(request, _deeds(site, view.offer, by))
    if isinstance(acted, HttpResponse):
        return acted
    return show(request, "console/offer.html", {"view": acted.shown or view}, acted)


def _deeds(site: str, kept: Offer, by: str) -> list[Deed]:
    home = service().home

    def assess(given: Mapping[str, Any]) -> Done:
        offers.assess(home, kept.id, by, given["assessment"])
        return Done("The assessment is kept.")

    def decide(given: Mapping[str, Any]) -> Done:
        outcome = OfferOutcome(given["outcome"])
        offers.decide(home, kept.id, by, outcome, given["why"], given["public_note"])
        return Done(f"The offer is decided: {outcome}.")

    def reveal(given: Mapping[str, Any]) -> Done:
        return Done(shown=offers.reveal(home, kept.id, by, given["why"]))

    note = "Everybody who opens the offer reads who looked, when and why."
    deeds = [Deed("reveal", "See who offered it", "Show it once", reveal, WhyForm, note=note)]
    if kept.outcome is not OfferOutcome.OPEN:
        return deeds
    if kept.assessed_at is None:
        return [Deed("assess", "Say what was found", "Keep it", assess, AssessForm), *deeds]
    return [Deed("decide", "Decide about it", "Decide", decide, DecideForm, note="Once."), *deeds]


@contextmanager
def _files(uploaded: "Sequence[UploadedFile[Any]]") -> Iterator[list[Path]]:
    """The uploaded files on disk for as long as their digests are made, and no longer."""
    with TemporaryDirectory(prefix="evenhand-offer-") as folder:
        paths = []
        for number, each in enumerate(uploaded):
            path = Path(folder) / str(number)
            with path.open("wb") as out:
                for chunk in each.chunks():
                    out.write(chunk)
            paths.append(path)
        yield paths
