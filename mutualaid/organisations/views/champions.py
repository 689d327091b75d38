"""Recovery champions at the three levels."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mutualaid.core.access import require
from mutualaid.organisations.actions import champions as actions
from mutualaid.organisations.forms.places import ChampionLevelForm
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.models import Membership, Service
from mutualaid.organisations.models.memberships import MembershipQuerySet
from mutualaid.organisations.permissions.places import levels_to_give
from mutualaid.organisations.presenters.champions import present_champions

from .doing import done


@require_safe
def list_champions(request: StaffRequest) -> HttpResponse:
    services = Service.objects.visible_to(request.hat).open()
    levels = present_champions(
        request.hat, list(_champions(request)), list(services), request.area.name
    )
    return render(request, "organisations/list_champions.jinja", {"levels": levels})


@require_http_methods(["GET", "HEAD", "POST"])
def change_champion_level(request: StaffRequest, reference: str) -> HttpResponse:
    champion = get_object_or_404(_champions(request), reference=reference)
    levels = levels_to_give(request.hat, champion)
    require(bool(levels), "change_champion_level")
    form = ChampionLevelForm(
        request.POST if request.method == "POST" else None,
        levels=levels,
        initial={"level": champion.champion_level},
    )
    if form.is_valid() and done(
        form,
        actions.change_champion_level,
        champion=champion,
        level=form.cleaned_data["level"],
        by=request.hat.actor,
    ):
        return redirect("list_champions")
    context = {"form": form, "champion": champion}
    return render(request, "organisations/change_champion_level.jinja", context)


def _champions(request: StaffRequest) -> MembershipQuerySet:
    seen = Membership.objects.champions_seen_by(request.hat)
    return seen.select_related("user", "service").order_by(
        "service__name", "user__name"
    )
