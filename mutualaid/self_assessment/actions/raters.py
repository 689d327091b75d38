"""Asking people to rate: with an account, by a link or on paper."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.directory.models import Fellowship
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Membership, Service
from mutualaid.organisations.roles import Role
from mutualaid.self_assessment.letters import post_asked, post_link_to
from mutualaid.self_assessment.link_tokens import hash_of, new_token
from mutualaid.self_assessment.models import Rater, RaterKind, RaterStatus, Round
from mutualaid.self_assessment.permissions import RATERS
from mutualaid.self_assessment.standing import locked

# In whose voice each role rates, unless something else is said.
KINDS: dict[str, RaterKind] = {
    Role.COMMISSIONER: RaterKind.COMMISSIONER,
    Role.SERVICE_MANAGER: RaterKind.PROVIDER,
    Role.KEYWORKER: RaterKind.PROVIDER,
    Role.RECOVERY_CHAMPION: RaterKind.PROVIDER,
    Role.SERVICE_USER_REPRESENTATIVE: RaterKind.SERVICE_USER,
}


@transaction.atomic
def invite_members(
    *,
    opened: Round,
    memberships: Sequence[Membership],
    by: Hat,
    kind: RaterKind | None = None,
) -> list[Rater]:
    """Ask people with accounts, each in the voice of their role; a letter tells them.

    Whoever is asked already stays as they are; whoever was taken out is asked anew.
    """
    held = _being_rated(opened)
    former = {
        rater.membership_id: rater
        for rater in held.raters.filter(membership__in=memberships)
    }
    invited = [
        _ask(held, each, former.get(each.pk), kind or _kind_of(each))
        for each in _who_may_rate(held, memberships)
    ]
    new = [rater for rater in invited if rater]
    for rater in new:
        post_asked(rater)
    for rater in new:
        log_rater("invite_rater", rater, by, {"voice": rater.kind})
    return new


def _who_may_rate(opened: Round, memberships: Iterable[Membership]) -> list[Membership]:
    """Raises Refused where somebody's role has ended, is held elsewhere or rates nothing."""
    named = {each.pk for each in memberships}
    here = Membership.objects.active().filter(
        pk__in=named, area=opened.area_id, role__in=RATERS
    )
    found = list(here.with_everything().order_by("pk"))
    if len(found) < len(named):
        raise Refused(
            gettext(
                "A role that you chose is not held any more. Look again, then invite."
            )
        )
    return found


def _kind_of(membership: Membership) -> RaterKind:
    return KINDS[membership.role]


def _ask(
    opened: Round, membership: Membership, former: Rater | None, kind: RaterKind
) -> Rater | None:
    if former is None:
        return _add(
            opened, kind=kind, membership=membership, service=membership.service
        )
    if former.status != RaterStatus.WITHDRAWN:
        return None
    former.membership = membership
    former.become(RaterStatus.INVITED)
    former.finished_at = None
    _save(former, "status", "finished_at")
    return former


@transaction.atomic
def add_rater(
    *,
    opened: Round,
    kind: RaterKind,
    label: str,
    by: Hat,
    service: Service | None = None,
    fellowship: Fellowship | None = None,
    is_on_paper: bool = False,
    wishes_to_be_named: bool = False,
) -> Rater:
    """A voice without an account. `label` says who it is, never a person's name."""
    held = _being_rated(opened)
    alike = held.raters.taking_part().filter(
        label__iexact=label, service=service, fellowship=fellowship
    )
    if alike.exists():
        raise Refused(
            gettext("“%(label)s” is asked already. Give each voice a name of its own.")
            % {"label": label}
        )
    rater = _add(
        held,
        kind=kind,
        label=label,
        service=service,
        fellowship=fellowship,
        is_on_paper=is_on_paper,
        wishes_to_be_named=wishes_to_be_named,
    )
    log_rater("invite_rater", rater, by, {"voice": kind, "is_on_paper": is_on_paper})
    return rater


def _add(opened: Round, **told: Any) -> Rater:
    now = clock.now()
    return Rater.objects.create(
        area_id=opened.area_id, round=opened, created_at=now, updated_at=now, **told
    )


@transaction.atomic
def give_link(*, rater: Rater, by: Hat) -> str:
    """A new link's token, told this once; the former link and its browser open nothing more."""
    return _give_link(rater, by)


@transaction.atomic
def post_link(*, rater: Rater, to: str, by: Hat) -> None:
    """A new link in a letter to an address that is not kept."""
    token = _give_link(rater, by)
    post_link_to(rater, to, token)


def _give_link(rater: Rater, by: Hat) -> str:
    held = locked_rater(rater)
    if held.membership_id:
        raise Refused(
            gettext(
                "This rater has an account and signs in. There is no link for them."
            )
        )
    token = new_token()
    held.link_hash = hash_of(token)
    held.browser_hash, held.link_opened_at = "", None
    held.is_on_paper = False
    _save(held, "link_hash", "browser_hash", "link_opened_at", "is_on_paper")
    log_rater("give_link", held, by)
    return token


@transaction.atomic
def withdraw_rater(*, rater: Rater, by: Hat) -> Rater:
    """Take a voice out: what it said is kept, and counts nowhere. Its link ends."""
    held = locked_rater(rater)
    held.become(RaterStatus.WITHDRAWN)
    held.link_hash = held.browser_hash = ""
    _save(held, "status", "link_hash", "browser_hash")
    log_rater("withdraw_rater", held, by)
    return held


@transaction.atomic
def name_fellowship(*, rater: Rater, wishes_to_be_named: bool, by: Hat) -> Rater:
    """Whether the report names the fellowship; otherwise it says that one took part."""
    held = Rater.objects.select_for_update().select_related("round").get(pk=rater.pk)
    if held.kind != RaterKind.GROUP:
        raise Refused(gettext("Only fellowships choose whether the report names them."))
    if held.round.is_over():
        raise Refused(held.round.stands())
    if held.wishes_to_be_named != wishes_to_be_named:
        held.wishes_to_be_named = wishes_to_be_named
        _save(held, "wishes_to_be_named")
        log_rater("name_fellowship", held, by, {"is_named": wishes_to_be_named})
    return held


def locked_rater(rater: Rater) -> Rater:
    """The row, its round held first; raises Refused where nobody rates any more."""
    _being_rated(rater.round)
    rows = Rater.objects.select_for_update().select_related("round__area")
    found = rows.get(pk=rater.pk)
    if found.status == RaterStatus.WITHDRAWN:
        raise Refused(found.stands())
    return found


def _being_rated(opened: Round) -> Round:
    held = locked(opened)
    if not held.is_being_rated():
        raise Refused(held.stands())
    return held


def _save(rater: Rater, *fields: str) -> None:
    rater.updated_at = clock.now()
    rater.save(update_fields=[*fields, "updated_at"])


def log_rater(
    act: str, rater: Rater, by: Hat, detail: dict[str, Any] | None = None
) -> None:
    """Last of all: the line of the activity log."""
    record(
        act=f"self_assessment.{act}",
        by=by.actor,
        subject=f"rater:{rater.reference}",
        detail=detail,
        area_id=rater.area_id,
    )
