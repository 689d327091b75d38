"""Organisations and their services: everybody reads the list, administrators change it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mutualaid.core.access import require
from mutualaid.organisations.actions import providers as actions
from mutualaid.organisations.empty_seats import empty_seats_in
from mutualaid.organisations.forms.places import ClosingForm, PlaceNameForm, PlainForm
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.models import Organisation, Service
from mutualaid.organisations.permissions.places import can_change_places
from mutualaid.organisations.presenters.providers import (
    lost_roles,
    present_organisations,
)

from .doing import done

answers_forms = require_http_methods(["GET", "HEAD", "POST"])
CHANGE = "change_places"


@require_safe
def list_organisations(request: StaffRequest) -> HttpResponse:
    may_change = can_change_places(request.hat)
    services = list(Service.objects.visible_to(request.hat))
    organisations = present_organisations(
        Organisation.objects.visible_to(request.hat),
        services,
        closed=may_change,
        empty=empty_seats_in(request.hat, services) if may_change else {},
    )
    context = {"organisations": organisations, "may_change": may_change}
    return render(request, "organisations/list_organisations.jinja", context)


@answers_forms
def add_organisation(request: StaffRequest) -> HttpResponse:
    require(can_change_places(request.hat), CHANGE)
    form = PlaceNameForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form,
        actions.add_organisation,
        area=request.area,
        name=form.cleaned_data["name"],
        by=request.hat.actor,
    ):
        return redirect("list_organisations")
    return render(request, "organisations/add_organisation.jinja", {"form": form})


@answers_forms
def add_service(request: StaffRequest, reference: str) -> HttpResponse:
    organisation = _organisation(request, reference)
    require(can_change_places(request.hat), CHANGE)
    form = PlaceNameForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form,
        actions.add_service,
        organisation=organisation,
        name=form.cleaned_data["name"],
        by=request.hat.actor,
    ):
        return redirect("list_organisations")
    context = {"form": form, "organisation": organisation}
    return render(request, "organisations/add_service.jinja", context)


@answers_forms
def rename_organisation(request: StaffRequest, reference: str) -> HttpResponse:
    organisation = _organisation(request, reference)
    require(can_change_places(request.hat), CHANGE)
    form = _name_form(request, organisation.name)
    if form.is_valid() and done(
        form,
        actions.rename_organisation,
        organisation=organisation,
        name=form.cleaned_data["name"],
        by=request.hat.actor,
    ):
        return redirect("list_organisations")
    context = {"form": form, "organisation": organisation}
    return render(request, "organisations/rename_organisation.jinja", context)


@answers_forms
def rename_service(request: StaffRequest, reference: str) -> HttpResponse:
    service = _service(request, reference)
    require(can_change_places(request.hat), CHANGE)
    form = _name_form(request, service.name)
    if form.is_valid() and done(
        form,
        actions.rename_service,
        service=service,
        name=form.cleaned_data["name"],
        by=request.hat.actor,
    ):
        return redirect("list_organisations")
    context = {"form": form, "service": service}
    return render(request, "organisations/rename_service.jinja", context)


@answers_forms
def close_organisation(request: StaffRequest, reference: str) -> HttpResponse:
    organisation = _organisation(request, reference)
    require(can_change_places(request.hat), CHANGE)
    held = actions.roles_held_in(organisation)
    form = ClosingForm(request.POST if request.method == "POST" else None, held=held)
    if form.is_valid() and done(
        form,
        actions.close_organisation,
        organisation=organisation,
        expected=form.expected(),
        by=request.hat.actor,
    ):
        return redirect("list_organisations")
    context = {
        "form": form,
        "organisation": organisation,
        "services": organisation.services.open(),
        "lost": lost_roles(held),
    }
    return render(request, "organisations/close_organisation.jinja", context)


@answers_forms
def close_service(request: StaffRequest, reference: str) -> HttpResponse:
    service = _service(request, reference)
    require(can_change_places(request.hat), CHANGE)
    held = actions.roles_held_in(service)
    form = ClosingForm(request.POST if request.method == "POST" else None, held=held)
    if form.is_valid() and done(
        form,
        actions.close_service,
        service=service,
        expected=form.expected(),
        by=request.hat.actor,
    ):
        return redirect("list_organisations")
    context = {"form": form, "service": service, "lost": lost_roles(held)}
    return render(request, "organisations/close_service.jinja", context)


@answers_forms
def reopen_organisation(request: StaffRequest, reference: str) -> HttpResponse:
    organisation = _organisation(request, reference)
    require(can_change_places(request.hat), CHANGE)
    form = PlainForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form,
        actions.reopen_organisation,
        organisation=organisation,
        by=request.hat.actor,
    ):
        return redirect("list_organisations")
    context = {"form": form, "organisation": organisation}
    return render(request, "organisations/reopen_organisation.jinja", context)


@answers_forms
def reopen_service(request: StaffRequest, reference: str) -> HttpResponse:
    service = _service(request, reference)
    require(can_change_places(request.hat), CHANGE)
    form = PlainForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form, actions.reopen_service, service=service, by=request.hat.actor
    ):
        return redirect("list_organisations")
    context = {"form": form, "service": service}
    return render(request, "organisations/reopen_service.jinja", context)


def _organisation(request: StaffRequest, reference: str) -> Organisation:
    here = Organisation.objects.visible_to(request.hat)
    return get_object_or_404(here, reference=reference)


def _service(request: StaffRequest, reference: str) -> Service:
    here = Service.objects.visible_to(request.hat).select_related("organisation")
    return get_object_or_404(here, reference=reference)


def _name_form(request: StaffRequest, name: str) -> PlaceNameForm:
    asked = request.POST if request.method == "POST" else None
    return PlaceNameForm(asked, initial={"name": name})
