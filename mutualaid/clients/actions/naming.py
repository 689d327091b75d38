"""Asking for names: what a list shows after a press, and what a manager gives a reason for."""

from django.db import transaction

from mutualaid.activity_log.actions import record
from mutualaid.clients.models import Client
from mutualaid.clients.reasons import NameReason
from mutualaid.organisations.hats import Hat


@transaction.atomic
def ask_name(*, client: Client, reason: NameReason, by: Hat) -> None:
    """Write down why, before the name is shown; the look itself is a line of its own."""
    record(
        act="clients.ask_name",
        by=by.actor,
        subject=client.person.token,
        detail={"why_named": reason.value},
    )


@transaction.atomic
def show_names(*, reason: NameReason | None, by: Hat) -> None:
    """Write down that the list shows names from now on; who works with them needs no reason."""
    detail = {"why_named": reason.value} if reason else {}
    record(act="clients.show_names", by=by.actor, detail=detail)
