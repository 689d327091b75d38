"""Asking everybody at once: whoever the page for inviting proposes, and the commissioner ticks."""

from collections.abc import Sequence

from django.db import transaction

from mutualaid.directory.models import Fellowship
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Membership, Service
from mutualaid.self_assessment.models import Rater, RaterKind, Round

from .raters import add_rater, invite_members


@transaction.atomic
def invite_proposed(
    *,
    opened: Round,
    memberships: Sequence[Membership],
    services: Sequence[Service],
    fellowships: Sequence[Fellowship],
    by: Hat,
) -> list[Rater]:
    """People with accounts by letter; services and fellowships as voices that get a link."""
    raters = invite_members(opened=opened, memberships=memberships, by=by)
    raters += [
        add_rater(
            opened=opened,
            kind=RaterKind.PROVIDER,
            label=service.name,
            service=service,
            by=by,
        )
        for service in services
    ]
    raters += [
        add_rater(
            opened=opened,
            kind=RaterKind.GROUP,
            label=fellowship.name,
            fellowship=fellowship,
            by=by,
        )
        for fellowship in fellowships
    ]
    return raters
