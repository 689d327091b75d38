"""People of an area and their roles, for those who look after them and for themselves."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from mutualaid.accounts.factors import set_up_is_complete
from mutualaid.accounts.models import User
from mutualaid.core.access import require
from mutualaid.core.refusal import Refused
from mutualaid.organisations import actions
from mutualaid.organisations.forms.people import PeopleFilterForm
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.models import Cover, Invitation, Membership
from mutualaid.organisations.models.memberships import MembershipStatus
from mutualaid.organisations.people_list import PeoplePage, find_people, services_seen
from mutualaid.organisations.permissions.people import (
    can_end_role,
    can_invite,
    can_list_people,
    can_turn_off,
    can_turn_on,
)
from mutualaid.organisations.presenters.people import (
    invitation_link,
    present_cover,
    present_invitation,
    present_people,
    present_role,
    titled,
)

CHANGING = require_http_methods(["GET", "HEAD", "POST"])


@CHANGING
def list_people(request: StaffRequest) -> HttpResponse:
    """The list; a name comes by POST and is answered at once, other choices by address."""
    require(can_list_people(request.hat), "organisations.list_people")
    form = PeopleFilterForm(
        request.POST or request.GET, services=services_seen(request.hat)
    )
    chosen = form.chosen()
    if request.method == "POST" and "name" not in chosen:
        return redirect(_list_address(chosen))
    found = find_people(request.hat, chosen, request.GET.get("page", "1"))
    context = {
        "form": form,
        "found": found,
        "rows": present_people(found.people, found.roles),
        "more": _has_more_than_shown(found, chosen),
        "address": lambda page: _list_address(chosen, page),
        "may_invite": can_invite(request.hat),
    }
    return render(request, "organisations/list_people.jinja", context)


def _list_address(chosen: dict[str, str], page: int = 1) -> str:
    asked = {name: value for name, value in chosen.items() if name != "name"}
    if page > 1:
        asked["page"] = str(page)
    address = reverse("list_people")
    return f"{address}?{urlencode(asked)}" if asked else address


def _has_more_than_shown(found: PeoplePage, chosen: dict[str, str]) -> bool:
    """A search by name has one page: its next would need the name in its address."""
    return "name" in chosen and found.pages > 1


@require_safe
def show_person(request: StaffRequest, reference: str) -> HttpResponse:
    return _person_page(request, _roles_in_scope(request, reference))


@require_safe
def show_own_roles(request: StaffRequest) -> HttpResponse:
    return redirect("show_person", request.user.reference)


def _roles_in_scope(request: StaffRequest, reference: str) -> list[Membership]:
    roles = Membership.objects.visible_to(request.hat).filter(user__reference=reference)
    found = list(roles.with_everything().order_by("-status", "role", "pk"))
    if not found:
        raise Http404("Nobody within sight has this reference.")
    return found


def _person_page(
    request: StaffRequest, roles: list[Membership], refusal: str = ""
) -> HttpResponse:
    hat, person = request.hat, roles[0].user
    invitations = Invitation.objects.visible_to(hat).with_everything()
    covers = Cover.objects.visible_to(hat).current_or_coming().with_everything()
    context = {
        "person": person,
        "is_oneself": person.pk == hat.user_id,
        "refusal": refusal,
        "has_second_factor": set_up_is_complete(person),
        "roles": [present_role(role, hat) for role in roles],
        "invitations": [
            (invitation_link(invitation), present_invitation(invitation))
            for invitation in invitations.filter(email__iexact=person.email)
        ],
        "covers": [
            present_cover(cover, hat)
            for cover in covers.filter(membership__in=roles)
            | covers.filter(covered_by__in=roles)
        ],
        **_may(request, roles),
    }
    return render(request, "organisations/show_person.jinja", context)


def _may(request: StaffRequest, roles: list[Membership]) -> dict[str, bool]:
    statuses = {role.status for role in _looked_after(request, roles)}
    held = [role for role in roles if not role.has_ended()]
    return {
        "may_turn_off": MembershipStatus.ACTIVE in statuses,
        "may_turn_on": MembershipStatus.SUSPENDED in statuses,
        "may_end_all": any(can_end_role(request.hat, role) for role in held),
    }


def _looked_after(request: StaffRequest, roles: list[Membership]) -> list[Membership]:
    """The roles that this hat may turn off and on; never one's own."""
    hat = request.hat
    return [
        role
        for role in roles
        if role.user_id != hat.user_id
        and can_turn_off(hat, role)
        and can_turn_on(hat, role)
    ]


@CHANGING
def end_role(request: StaffRequest, reference: str) -> HttpResponse:
    roles = Membership.objects.visible_to(request.hat).with_everything()
    role = get_object_or_404(roles, reference=reference)
    require(can_end_role(request.hat, role), "organisations.end_role")
    if request.method == "POST":
        try:
            actions.end_role(membership=role, by=request.hat.actor)
        except Refused as refused:
            roles_of_person = _roles_in_scope(request, role.user.reference)
            return _person_page(request, roles_of_person, refused.sentence)
        return _after_an_end(request, role.user)
    context = {
        "role": role,
        "title": titled(role),
        "is_oneself": _is_own(request, role),
    }
    return render(request, "organisations/end_role.jinja", context)


def _is_own(request: StaffRequest, role: Membership) -> bool:
    return role.user_id == request.hat.user_id


def _after_an_end(request: StaffRequest, person: User) -> HttpResponse:
    """Back to the person; to the hats for somebody who has just taken one of theirs off."""
    if person.pk == request.hat.user_id:
        return redirect("choose_hat")
    return redirect("show_person", person.reference)


@CHANGING
def end_roles(request: StaffRequest, reference: str) -> HttpResponse:
    """Somebody leaves: every role that this hat may end."""
    roles = _roles_in_scope(request, reference)
    mine = [role for role in roles if can_end_role(request.hat, role)]
    require(bool(mine), "organisations.end_roles")
    person = roles[0].user
    if request.method == "POST":
        try:
            actions.end_roles(person=person, memberships=mine, by=request.hat.actor)
        except Refused as refused:
            return _person_page(request, roles, refused.sentence)
        return _after_an_end(request, person)
    context = {
        "person": person,
        "titles": [titled(role) for role in mine if not role.has_ended()],
        "is_oneself": person.pk == request.hat.user_id,
    }
    return render(request, "organisations/end_roles.jinja", context)


@CHANGING
def turn_off_person(request: StaffRequest, reference: str) -> HttpResponse:
    roles = _roles_in_scope(request, reference)
    mine = [role for role in roles if can_turn_off(request.hat, role)]
    require(bool(mine), "organisations.turn_off_person")
    person = roles[0].user
    if request.method == "POST":
        try:
            actions.turn_off_person(
                person=person, memberships=mine, by=request.hat.actor
            )
        except Refused as refused:
            return _person_page(request, roles, refused.sentence)
        return redirect("show_person", reference)
    context = {"person": person}
    return render(request, "organisations/turn_off_person.jinja", context)


@require_POST
def turn_on_person(request: StaffRequest, reference: str) -> HttpResponse:
    roles = _roles_in_scope(request, reference)
    mine = [role for role in roles if can_turn_on(request.hat, role)]
    require(bool(mine), "organisations.turn_on_person")
    try:
        actions.turn_on_person(
            person=roles[0].user, memberships=mine, by=request.hat.actor
        )
    except Refused as refused:
        return _person_page(request, roles, refused.sentence)
    return redirect("show_person", reference)
