"""Who receives concerns. Everybody may know; the area's administrator names them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from mutualaid.core.access import require
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.models import Membership, Service
from mutualaid.safeguarding import actions
from mutualaid.safeguarding.forms import LeadForm
from mutualaid.safeguarding.models import SafeguardingLead
from mutualaid.safeguarding.permissions import (
    NEVER_LEADS,
    can_appoint_leads,
    can_read_concerns,
)
from mutualaid.safeguarding.presenters import present_posts

from .sending import sent_with


@require_safe
def list_leads(request: StaffRequest) -> HttpResponse:
    return _render_leads(request)


def _render_leads(request: StaffRequest, problem: str = "") -> HttpResponse:
    hat = request.hat
    leads = SafeguardingLead.objects.in_force().filter(area=hat.area_id)
    holders = list(leads.with_everything().order_by("started_at", "pk"))
    posts = present_posts(request.area.name, _services(hat), holders)
    context = {
        "posts": posts,
        "may_appoint": can_appoint_leads(hat),
        "may_read": can_read_concerns(hat),
        "contact": request.area.safeguarding_contact,
        "problem": problem,
    }
    return render(request, "safeguarding/list_leads.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
def appoint_lead(request: StaffRequest) -> HttpResponse:
    hat = request.hat
    require(can_appoint_leads(hat), "appoint_leads")
    form = LeadForm(
        sent_with(request), services=_services(hat), memberships=_eligible(hat)
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.appoint_lead(by=hat, **form.given())
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            return redirect("list_leads")
    return render(request, "safeguarding/appoint_lead.jinja", {"form": form})


@require_POST
def end_lead(request: StaffRequest, reference: str) -> HttpResponse:
    leads = SafeguardingLead.objects.filter(area=request.hat.area_id)
    lead = get_object_or_404(leads, reference=reference)
    require(can_appoint_leads(request.hat), "appoint_leads")
    try:
        actions.end_lead(lead=lead, by=request.hat)
    except Refused as refused:
        return _render_leads(request, problem=refused.sentence)
    return redirect("list_leads")


def _services(hat: Hat) -> list[Service]:
    return list(Service.objects.filter(area=hat.area_id, closed_on=None))


def _eligible(hat: Hat) -> list[Membership]:
    """Every role that can be a lead's, but the administrator's own."""
    roles = Membership.objects.active().filter(area=hat.area_id)
    others = roles.exclude(role__in=NEVER_LEADS).exclude(user=hat.user_id)
    return list(others.with_everything().order_by("user__name", "pk"))
