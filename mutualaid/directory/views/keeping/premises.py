"""Whose premises a place is."""

from django.http import HttpResponse
from django.shortcuts import render

from mutualaid.directory import actions
from mutualaid.directory.forms.premises import PremisesForm
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.models import Service
from mutualaid.organisations.views.doing import done

from .scope import (
    answers,
    answers_forms,
    kept_venue,
    premises_of,
    require_keeper,
    saved,
)


@answers_forms
def name_premises(request: StaffRequest, reference: str) -> HttpResponse:
    venue = kept_venue(request, reference)
    require_keeper(request)
    held = premises_of(venue)
    form = PremisesForm(
        answers(request),
        services=list(Service.objects.visible_to(request.hat).open()),
        initial={"service": held.reference if held else ""},
    )
    if form.is_valid() and done(
        form,
        actions.name_premises,
        venue=venue,
        service=form.chosen(),
        by=request.hat.actor,
    ):
        return saved("show_venue", reference)
    context = {"form": form, "venue": venue}
    return render(request, "directory/name_premises.jinja", context)
