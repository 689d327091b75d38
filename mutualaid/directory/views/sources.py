"""The lists that meetings come from: how each is doing, and from where it is read."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from mutualaid.core import clock
from mutualaid.core.access import require
from mutualaid.directory.actions import feeds as actions
from mutualaid.directory.forms.sources import FeedForm
from mutualaid.directory.models import ImportRun, MeetingSource
from mutualaid.directory.permissions import can_keep_sources, can_see_sources
from mutualaid.directory.presenters.sources import present_source, present_sources
from mutualaid.organisations.forms.places import PlainForm
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.views.doing import done

answers_forms = require_http_methods(["GET", "HEAD", "POST"])
KEEP, SEE = "keep_sources", "see_sources"


@require_safe
def list_sources(request: StaffRequest) -> HttpResponse:
    require(can_see_sources(request.hat), SEE)
    here = MeetingSource.objects.visible_to(request.hat)
    context = {
        "sources": present_sources(here.with_health(), clock.now()),
        "waiting": ImportRun.objects.visible_to(request.hat).waiting(),
        "may_keep": can_keep_sources(request.hat),
    }
    return render(request, "directory/list_sources.jinja", context)


@require_safe
def show_source(request: StaffRequest, reference: str) -> HttpResponse:
    source = _source(request, reference)
    require(can_see_sources(request.hat), SEE)
    context = {
        "page": present_source(source, source.runs.all()[:20], clock.now()),
        "source": source,
        "may_keep": can_keep_sources(request.hat),
    }
    return render(request, "directory/show_source.jinja", context)


@answers_forms
def change_source(request: StaffRequest, reference: str) -> HttpResponse:
    source = _source(request, reference)
    require(can_keep_sources(request.hat), KEEP)
    form = FeedForm(
        request.POST if request.method == "POST" else None, initial=_as_kept(source)
    )
    if form.is_valid() and done(
        form,
        actions.set_feed,
        source=source,
        by=request.hat.actor,
        by_role=request.hat.role.value,
        **{**_kept_otherwise(source), **form.cleaned_data},
    ):
        return redirect("show_source", reference)
    context = {"form": form, "source": source}
    return render(request, "directory/change_source.jinja", context)


@answers_forms
def read_source(request: StaffRequest, reference: str) -> HttpResponse:
    """Read the list at its address now; a reading that went wrong is shown on its page."""
    source = _source(request, reference)
    require(can_keep_sources(request.hat), KEEP)
    form = PlainForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form, actions.read_feed, source=source, by=request.hat.actor
    ):
        return redirect("show_source", reference)
    context = {"form": form, "source": source}
    return render(request, "directory/read_source.jinja", context)


@require_POST
def pause_source(request: StaffRequest, reference: str) -> HttpResponse:
    """Stop or go on reading it by itself, as the button says."""
    source = _source(request, reference)
    require(can_keep_sources(request.hat), KEEP)
    done(
        PlainForm(request.POST),
        actions.pause_feed,
        source=source,
        is_paused=request.POST.get("pause") == "yes",
        by=request.hat.actor,
    )
    return redirect("show_source", reference)


def _source(request: StaffRequest, reference: str) -> MeetingSource:
    here = MeetingSource.objects.visible_to(request.hat).with_health()
    return get_object_or_404(here, reference=reference)


def _as_kept(source: MeetingSource) -> dict[str, object]:
    """The form as it was last filled in."""
    kept: dict[str, object] = {"is_fellowships_own": source.is_fellowships_own}
    feed = getattr(source, "feed", None)
    if feed is None:
        return {**kept, "stale_after_days": 30}
    names = (
        "address every_hours stale_after_days permission permission_note permission_on"
    )
    return {**kept, **{name: getattr(feed, name) for name in names.split()}}


def _kept_otherwise(source: MeetingSource) -> dict[str, object]:
    """What this form does not ask, and so leaves as it is."""
    feed = getattr(source, "feed", None)
    kept: dict[str, object] = {
        "fellowship": source.fellowship.key if source.fellowship else ""
    }
    if feed is not None:
        kept |= {"mapping": feed.mapping, "timezone": feed.timezone}
    return kept
