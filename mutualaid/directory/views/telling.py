"""Telling us that something in the list is not right. Nothing of whoever tells us is kept."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mutualaid.accounts.limits import Limit, address_of, take
from mutualaid.core.access import public
from mutualaid.core.actor import Actor, system_actor
from mutualaid.core.area import within
from mutualaid.directory.actions import correcting as actions
from mutualaid.directory.forms.corrections import (
    MissingMeetingForm,
    TellingForm,
    TellUsForm,
)
from mutualaid.directory.models import Meeting
from mutualaid.directory.models.corrections import CorrectionOrigin
from mutualaid.directory.presenters.corrections import meeting_title
from mutualaid.organisations.middleware import AreaRequest
from mutualaid.organisations.models import Area

# A whole library may share one address; a machine that fills in forms gets no further.
FROM_ADDRESS = Limit("tell us, from address", 10, 3600)
FOR_AREA = Limit("tell us, for area", 100, 3600)
TOO_MANY = "too-many"
answers_forms = require_http_methods(["GET", "HEAD", "POST"])


@public
@answers_forms
@never_cache
def tell_us(request: AreaRequest, reference: str) -> HttpResponse:
    """About a listed meeting; whoever keeps the list that it is in is told."""
    meetings = Meeting.objects.published().with_everything()
    meeting = get_object_or_404(meetings, reference=reference)
    form = TellUsForm(_sent(request))
    with within(meeting.area_id):
        response = _answer(request, form, area=meeting.area, meeting=meeting)
    context = {"form": form, "meeting": meeting, "title": meeting_title(meeting)}
    return response or _page(request, "directory/tell_us.jinja", context)


@public
@answers_forms
@never_cache
def tell_missing_meeting(request: AreaRequest) -> HttpResponse:
    """About a meeting that the list does not have."""
    form = MissingMeetingForm(_sent(request))
    response = _answer(request, form, area=request.area, meeting=None)
    context = {"form": form}
    return response or _page(request, "directory/tell_missing_meeting.jinja", context)


def _sent(request: AreaRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _answer(
    request: AreaRequest, form: TellingForm, *, area: Area, meeting: Meeting | None
) -> HttpResponse | None:
    """Keep what was told; None where the page has to say something first."""
    if not (request.method == "POST" and form.is_valid()):
        return None
    if form.is_by_machine:
        return redirect(
            "show_told"
        )  # as if it had been kept, so that it does not try on
    if not (take(FROM_ADDRESS, address_of(request)) and take(FOR_AREA, str(area.pk))):
        form.add_error(None, ValidationError(_too_many(), code=TOO_MANY))
        return None
    origin, by = _sender(request, area)
    actions.tell_us(area=area, meeting=meeting, origin=origin, by=by, **form.given())
    return redirect("show_told")


def _sender(request: AreaRequest, area: Area) -> tuple[CorrectionOrigin, Actor]:
    hat = getattr(request, "hat", None)
    if hat is not None and hat.area_id == area.pk:
        return CorrectionOrigin.STAFF, hat.actor
    return CorrectionOrigin.PUBLIC, system_actor("tell_us")


def _page(request: AreaRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    is_refused = context["form"].has_error(NON_FIELD_ERRORS, code=TOO_MANY)
    return render(request, template, context, status=429 if is_refused else 200)


def _too_many() -> str:
    return gettext(
        "We have had many messages within an hour, so we did not keep this one. "
        "What you wrote is still here. Send it again later."
    )


@public
@require_safe
@never_cache
def show_told(request: AreaRequest) -> HttpResponse:
    """The same for everybody: it knows nothing of who has told us what."""
    return render(request, "directory/show_told.jinja")
