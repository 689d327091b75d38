"""What the views of keeping share: whose rows, who may, and where a form leads."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from mutualaid.core.access import require
from mutualaid.directory.models import Meeting, Premises, Venue
from mutualaid.directory.permissions import can_keep_directory, can_see_sources
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.models import Service

answers_forms = require_http_methods(["GET", "HEAD", "POST"])


def kept_meeting(request: StaffRequest, reference: str) -> Meeting:
    """A meeting of the area, whatever its status; else 404."""
    here = Meeting.objects.visible_to(request.hat).with_everything()
    return get_object_or_404(here, reference=reference)


def kept_venue(request: StaffRequest, reference: str) -> Venue:
    """A place of the area; else 404."""
    here = Venue.objects.filter(area=request.hat.area_id)
    return get_object_or_404(here, reference=reference)


def premises_of(venue: Venue) -> Service | None:
    """The service whose own place it is, as far as somebody has said."""
    row = Premises.objects.filter(venue=venue).select_related("service").first()
    return row.service if row else None


def require_keeper(request: StaffRequest) -> None:
    """For whatever changes something."""
    require(can_keep_directory(request.hat), "keep_directory")


def require_overseer(request: StaffRequest) -> None:
    """For lists and histories, which some read who change nothing."""
    require(can_see_sources(request.hat), "see_directory")


def answers(request: StaffRequest) -> QueryDict | None:
    """What a form was sent with, or None where it is only shown."""
    return request.POST if request.method == "POST" else None


def saved(view: str, *arguments: str) -> HttpResponse:
    """Lead to a page that says that it is saved."""
    return redirect(f"{reverse(view, args=arguments)}?saved=yes")


def is_saved(request: StaffRequest) -> bool:
    """Whether this page was led to so."""
    return request.GET.get("saved") == "yes"
