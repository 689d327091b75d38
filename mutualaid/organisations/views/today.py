"""One's first page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mutualaid.organisations.home_items import home_items
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.models import Holiday, Membership
from mutualaid.organisations.presenters.today import present_today

HOLIDAYS = 3


@require_safe
def show_today(request: StaffRequest) -> HttpResponse:
    hat = request.hat
    champions = Membership.objects.champions_seen_by(hat).select_related("user")
    today = present_today(
        hat,
        home_items(hat),
        champions.order_by("user__name"),
        Holiday.objects.visible_to(hat).coming()[:HOLIDAYS],
    )
    return render(request, "organisations/show_today.jinja", {"today": today})
