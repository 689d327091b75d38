"""Arranging who stands in for whom."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from mutualaid.core.access import require
from mutualaid.core.refusal import Refused
from mutualaid.organisations import actions
from mutualaid.organisations.forms.people import CoverForm
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.models import Cover, Membership
from mutualaid.organisations.permissions.people import can_arrange_cover, can_end_cover
from mutualaid.organisations.presenters.people import present_cover, titled
from mutualaid.organisations.roles import AREA_WIDE_ROLES

from .doing import done


@require_http_methods(["GET", "HEAD", "POST"])
def arrange_cover(request: StaffRequest, reference: str) -> HttpResponse:
    roles = Membership.objects.visible_to(request.hat).with_everything()
    role = get_object_or_404(roles, reference=reference)
    if role.role in AREA_WIDE_ROLES:
        raise Http404("Roles of the whole area have no cover.")
    require(can_arrange_cover(request.hat, role), "organisations.arrange_cover")
    colleagues = _colleagues(role, request.hat.user_id)
    form = CoverForm(request.POST or None, colleagues=colleagues)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "membership": role, "by": request.hat.actor}
        if done(form, actions.arrange_cover, **given):
            return redirect("show_person", role.user.reference)
    context = {"form": form, "role": role, "title": titled(role)}
    return render(request, "organisations/arrange_cover.jinja", context)


def _colleagues(role: Membership, arranger: int) -> list[Membership]:
    """Who could stand in; never whoever arranges it."""
    same = Membership.objects.active().in_place(role.area, role.role, role.service)
    others = same.exclude(user__in=[role.user_id, arranger]).with_everything()
    return list(others.order_by("user__name", "pk"))


@require_POST
def end_cover(request: StaffRequest, reference: str) -> HttpResponse:
    covers = Cover.objects.visible_to(request.hat).with_everything()
    cover = get_object_or_404(covers, reference=reference)
    require(can_end_cover(request.hat, cover), "organisations.end_cover")
    try:
        actions.end_cover(cover=cover, by=request.hat.actor)
    except Refused as refused:
        context = {
            "refusal": refused.sentence,
            "line": present_cover(cover, request.hat),
            "person": cover.membership.user,
        }
        return render(request, "organisations/end_cover.jinja", context)
    return redirect("show_person", cover.membership.user.reference)
