"""Deciding on an erasure, and the letter about it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mutualaid.core.access import require
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.views.doing import done
from mutualaid.privacy.holds import is_held
from mutualaid.privacy.models import SHELF_NAMES, RightsKind
from mutualaid.privacy.rights.actions import erasure
from mutualaid.privacy.rights.erasing_rows import shelves_in_use
from mutualaid.privacy.rights.forms import DecideErasureForm
from mutualaid.privacy.rights.packs.as_paper import rights_words
from mutualaid.privacy.rights.permissions import can_answer_request
from mutualaid.privacy.rights.presenters.rights import present_parts

from .rights import find_request


@require_http_methods(["GET", "HEAD", "POST"])
def decide_erasure(request: StaffRequest, reference: str) -> HttpResponse:
    asked = find_request(request.hat, reference)
    require(can_answer_request(request.hat), "answer_rights_request")
    person = asked.person
    if person is None or not asked.is_open or asked.kind != RightsKind.ERASURE:
        return redirect("show_rights_request", reference)
    held = is_held(person)
    posted = request.POST if request.method == "POST" else None
    form = DecideErasureForm(posted, is_held=held)
    if form.is_valid() and done(
        form,
        erasure.decide_erasure,
        request=asked,
        kept=form.kept(),
        words=form.cleaned_data["words"],
        by=request.hat,
    ):
        return redirect("show_rights_letter", reference)
    kept = shelves_in_use(person)
    context = {
        "form": form,
        "asked": asked,
        "is_held": held,
        "shelves": [(SHELF_NAMES[shelf], titles) for shelf, titles in kept.items()],
    }
    return render(request, "privacy/decide_erasure.jinja", context)


@require_safe
def show_rights_letter(request: StaffRequest, reference: str) -> HttpResponse:
    """What the person gets to read, on a page of its own for printing."""
    asked = find_request(request.hat, reference)
    require(can_answer_request(request.hat), "answer_rights_request")
    context = {
        "asked": asked,
        "answer": asked.words_left("sealed_answer"),
        "extension": asked.words_left("sealed_extension"),
        "parts": present_parts(list(asked.decisions.all())),
        "rights": rights_words(),
    }
    return render(request, "privacy/show_rights_letter.jinja", context)
