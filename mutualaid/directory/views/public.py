"""The public directory: anybody may read all of it, and nothing of the reader is kept."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mutualaid.core import clock
from mutualaid.core.access import public
from mutualaid.directory.actions import note_list_use
from mutualaid.directory.calendar_links import calendar_of
from mutualaid.directory.finding import find
from mutualaid.directory.models import Fellowship, Meeting
from mutualaid.directory.models.meetings import Visibility
from mutualaid.directory.presenters.fellowships import in_rotation, present_fellowship
from mutualaid.directory.presenters.finder import present_finder
from mutualaid.directory.presenters.home import present_home
from mutualaid.directory.presenters.meeting import present_meeting
from mutualaid.organisations.middleware import AreaRequest
from mutualaid.organisations.retention import periods


@public
@require_safe
def show_home(request: AreaRequest) -> HttpResponse:
    home = present_home(find({}, request.area))
    context = {"home": home, "place": ""}
    return render(request, "directory/show_home.jinja", context)


@public
@require_safe
@never_cache
def find_meetings(request: AreaRequest) -> HttpResponse:
    """The finder; htmx gets the list alone, for the same address.

    Never cached: on a shared computer the next person must not find the last one's place.
    """
    asked = dict(request.GET.lists())
    page = present_finder(find(asked, request.area, with_counts=True))
    note_list_use(hat=request.hat)
    is_part = bool(request.htmx)
    context = {"page": page, "place": page.query.place, "is_part": is_part}
    if not is_part:
        response = render(request, "directory/find_meetings.jinja", context)
    else:
        response = render(request, "directory/find_meetings_part.jinja", context)
        # The address without the form's empty fields, to be shared as it stands.
        response["HX-Push-Url"] = f"/meetings/?{page.query.address()}"
    response["Vary"] = "HX-Request"
    return response


@public
@require_safe
def show_meeting(request: AreaRequest, reference: str) -> HttpResponse:
    """A meeting that has left the list answers 410, so that old links say so.

    One that is listed as another leads there.
    """
    meeting = _shown_meeting(reference)
    if meeting.merged_into_id:
        return redirect("show_meeting", meeting.listed_as().reference, permanent=True)
    facts = meeting.venue.facts.all() if meeting.venue else ()
    page = present_meeting(meeting, clock.now(), facts, meeting.checked_by())
    context = {"page": page, "meeting": meeting}
    if not page.is_listed:
        return render(request, "directory/meeting_gone.jinja", context, status=410)
    return render(request, "directory/show_meeting.jinja", context)


def _shown_meeting(reference: str) -> Meeting:
    """One that is for the public, now or until it left the list; else 404."""
    shown = Meeting.objects.exclude(visibility=Visibility.RESIDENTS)
    return get_object_or_404(shown.with_everything(), reference=reference)


@public
@require_safe
def download_calendar(request: AreaRequest, reference: str) -> HttpResponse:
    """The series for a calendar; only `?title=full` names the group."""
    meeting = _shown_meeting(reference)
    try:
        content = calendar_of(
            meeting,
            address=request.build_absolute_uri(f"/meetings/{reference}/"),
            is_discreet=request.GET.get("title") != "full",
        )
    except ValueError as error:
        raise Http404("This meeting has no dates for a calendar.") from error
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response


@public
@require_safe
def list_fellowships(request: AreaRequest) -> HttpResponse:
    fellowships = in_rotation(Fellowship.objects.order_by("key"), clock.today())
    context = {"fellowships": fellowships}
    return render(request, "directory/list_fellowships.jinja", context)


@public
@require_safe
def show_fellowship(request: AreaRequest, key: str) -> HttpResponse:
    fellowship = get_object_or_404(Fellowship, key=key)
    context = {"page": present_fellowship(fellowship)}
    return render(request, "directory/show_fellowship.jinja", context)


@public
@require_safe
def show_about(request: AreaRequest) -> HttpResponse:
    return render(request, "directory/show_about.jinja", {"area": request.area})


@public
@require_safe
def show_privacy(request: AreaRequest) -> HttpResponse:
    """How long records are kept stands here for everybody to read."""
    context = {
        "contact": request.area.contact_email,
        "periods": list(periods(request.area.retention)),
    }
    return render(request, "directory/show_privacy.jinja", context)


@require_safe
def _words(request: AreaRequest, page: str) -> HttpResponse:
    return render(request, f"directory/{page}.jinja")


show_first_meeting = public(partial(_words, page="show_first_meeting"))
show_family_help = public(partial(_words, page="show_family_help"))
show_accessibility = public(partial(_words, page="show_accessibility"))
