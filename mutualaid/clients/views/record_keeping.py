"""Whether the service keeps records of clients here."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from mutualaid.clients.actions.record_keeping import change_record_keeping as change
from mutualaid.clients.forms.finding import RecordKeepingForm
from mutualaid.clients.models import Client, RecordKeeping
from mutualaid.clients.permissions import can_turn_record_keeping
from mutualaid.core.access import require
from mutualaid.organisations.middleware import StaffRequest

from .finding import own_service, record_keeping_words


@require_http_methods(["GET", "HEAD", "POST"])
def change_record_keeping(request: StaffRequest) -> HttpResponse:
    hat = request.hat
    require(can_turn_record_keeping(hat), "turn_record_keeping")
    is_on = RecordKeeping.objects.is_on(hat.service_id)
    form = RecordKeepingForm(
        request.POST if request.method == "POST" else None,
        initial={"is_on": "on" if is_on else "off"},
    )
    if form.is_valid():
        change(service=own_service(hat), is_on=form.cleaned_data["is_on"], by=hat)
        return redirect("list_clients")
    context = {
        "form": form,
        "record_keeping": record_keeping_words(hat),
        "kept": Client.objects.visible_to(hat).count(),
    }
    return render(request, "clients/change_record_keeping.jinja", context)
