"""Putting a hat on and finding the one that is worn; the session remembers which."""

from django.http import HttpRequest  # noqa: TID251

from .hats import Hat
from .models import Membership
from .models.memberships import MembershipQuerySet

SESSION_NAME = "hat"


def hats_of(request: HttpRequest) -> MembershipQuerySet:
    """The memberships that whoever is signed in may wear in this area."""
    return (
        Membership.objects.active()
        .with_everything()
        .filter(user=request.user.pk, area=request.area.pk)  # type: ignore[attr-defined]
        .order_by("pk")
    )


def hat_worn(request: HttpRequest) -> Hat | None:
    """The hat in the session, if its membership still holds; the only one needs no choosing."""
    reference = request.session.get(SESSION_NAME)
    if reference:
        worn = hats_of(request).filter(reference=reference).first()
        return worn.hat() if worn else None
    hats = list(hats_of(request)[:2])
    if len(hats) != 1:
        return None
    # Kept, so that whoever loses it can be told which one it was.
    request.session[SESSION_NAME] = hats[0].reference
    return hats[0].hat()


def hat_lost(request: HttpRequest) -> Membership | None:
    """The role that was worn until it, or its place, came to an end; None where none was."""
    reference = request.session.get(SESSION_NAME)
    if not reference or hats_of(request).filter(reference=reference).exists():
        return None
    theirs = Membership.objects.with_everything().filter(user=request.user.pk)
    return theirs.filter(reference=reference, area=request.area.pk).first()  # type: ignore[attr-defined]


def put_on(request: HttpRequest, membership: Membership) -> None:
    """Wear this hat from now on, under a new session key."""
    request.session[SESSION_NAME] = membership.reference
    request.session.cycle_key()
