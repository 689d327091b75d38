"""Places and groups: where they are, what they are like, what stays inside."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from mutualaid.core import clock
from mutualaid.core.access import require
from mutualaid.directory import actions
from mutualaid.directory.forms.keeping import RelationsForm, relations_initial
from mutualaid.directory.forms.venues import (
    VenueFactsForm,
    VenueForm,
    venue_initial,
)
from mutualaid.directory.models import (
    Group,
    GroupRelations,
    Meeting,
    Venue,
    VenueFact,
)
from mutualaid.directory.models.meetings import MeetingQuerySet
from mutualaid.directory.permissions import can_keep_directory, can_see_relations
from mutualaid.directory.presenters.keeping import present_kept
from mutualaid.directory.presenters.kept_venue import present_kept_venue
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.views.doing import done

from .scope import (
    answers,
    answers_forms,
    is_saved,
    kept_venue,
    premises_of,
    require_keeper,
    require_overseer,
    saved,
)

RELATIONS = "see_relations"
SHOWN = 100  # meetings at one place


@require_safe
def show_venue(request: StaffRequest, reference: str) -> HttpResponse:
    venue = kept_venue(request, reference)
    require_overseer(request)
    context = {
        "page": present_kept_venue(venue, _facts(venue)),
        "venue": venue,
        "meetings": present_kept(_held(request).filter(venue=venue)[:SHOWN], clock.today()),
        "may_keep": can_keep_directory(request.hat),
        "premises_of": premises_of(venue),
        "is_saved": is_saved(request),
    }  # fmt: skip
    return render(request, "directory/show_venue.jinja", context)


@answers_forms
def change_venue(request: StaffRequest, reference: str) -> HttpResponse:
    venue = kept_venue(request, reference)
    require_keeper(request)
    form = VenueForm(answers(request), initial=venue_initial(venue))
    if form.is_valid() and done(
        form,
        actions.change_venue,
        venue=venue,
        told=form.told(),
        by=request.hat.actor,
    ):
        return saved("show_venue", reference)
    context = {"form": form, "venue": venue}
    return render(request, "directory/change_venue.jinja", context)


@answers_forms
def check_venue(request: StaffRequest, reference: str) -> HttpResponse:
    venue = kept_venue(request, reference)
    require_keeper(request)
    form = VenueFactsForm(answers(request), known=_facts(venue))
    if form.is_valid() and done(
        form,
        actions.check_venue,
        venue=venue,
        answers=form.answers(),
        on=form.cleaned_data["checked_on"],
        is_all_seen=form.cleaned_data["is_all_seen"],
        by_role=request.hat.role.value,
        by=request.hat.actor,
    ):
        return saved("show_venue", reference)
    context = {"form": form, "venue": venue}
    return render(request, "directory/check_venue.jinja", context)


@require_safe
def show_group(request: StaffRequest, reference: str) -> HttpResponse:
    group = _group(request, reference)
    require(can_see_relations(request.hat), RELATIONS)
    context = {
        "group": group,
        "relations": _relations(group),
        "meetings": present_kept(_held(request).filter(group=group)[:SHOWN], clock.today()),
        "is_saved": is_saved(request),
    }  # fmt: skip
    return render(request, "directory/show_group.jinja", context)


@answers_forms
def change_group(request: StaffRequest, reference: str) -> HttpResponse:
    group = _group(request, reference)
    require(can_see_relations(request.hat), RELATIONS)
    initial = {name: getattr(group, name) for name in RelationsForm.published}
    form = RelationsForm(
        answers(request), initial={**initial, **relations_initial(_relations(group))}
    )
    if form.is_valid() and done(
        form,
        actions.change_group,
        group=group,
        values=form.cleaned_data,
        by=request.hat.actor,
    ):
        return saved("show_group", reference)
    context = {"form": form, "group": group}
    return render(request, "directory/change_group.jinja", context)


def _group(request: StaffRequest, reference: str) -> Group:
    here = Group.objects.filter(area=request.hat.area_id).select_related("fellowship")
    return get_object_or_404(here, reference=reference)


def _facts(venue: Venue) -> dict[str, VenueFact]:
    return {fact.question: fact for fact in venue.facts.all()}


def _relations(group: Group) -> GroupRelations | None:
    return GroupRelations.objects.filter(group=group).first()


def _held(request: StaffRequest) -> MeetingQuerySet:
    here = Meeting.objects.visible_to(request.hat)
    rows = here.select_related("fellowship", "venue", "source")
    return rows.order_by("weekday", "start_time", "pk")
