"""What those who keep the list know of a meeting on bank holidays and at Christmas."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from mutualaid.core import clock
from mutualaid.core.access import require
from mutualaid.directory.actions import special_dates as actions
from mutualaid.directory.asking import special_dates_of
from mutualaid.directory.forms.letters import SpecialDatesForm
from mutualaid.directory.models import Meeting
from mutualaid.directory.permissions import can_keep_directory
from mutualaid.directory.presenters.corrections import meeting_title
from mutualaid.directory.presenters.special_dates import (
    day_label,
    present_elsewhere,
)
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.views.doing import done


@require_http_methods(["GET", "HEAD", "POST"])
def answer_special_dates(request: StaffRequest, reference: str) -> HttpResponse:
    here = Meeting.objects.visible_to(request.hat).with_everything()
    meeting = get_object_or_404(here, reference=reference)
    require(can_keep_directory(request.hat), "keep_directory")
    dates = special_dates_of([meeting], clock.today())[meeting.reference]
    labels = {each.on: day_label(each.on) for each in dates}
    data = request.POST if request.method == "POST" else None
    form = SpecialDatesForm(data, dates=dates, labels=labels)
    if form.is_valid() and done(
        form,
        actions.answer_special_dates,
        meeting=meeting,
        answers=form.answers(),
        by_role=request.hat.role.value,
        by=request.hat.actor,
    ):
        return redirect("answer_special_dates", meeting.reference)
    context = {
        "form": form,
        "title": meeting_title(meeting),
        "meeting": meeting,
        "elsewhere": present_elsewhere(dates),
        "dates": dates,
    }
    return render(request, "directory/answer_special_dates.jinja", context)
