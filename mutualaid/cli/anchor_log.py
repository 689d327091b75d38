"""Add an anchor of each chain of the activity log to MUTUALAID_ANCHORS, now."""

import click
from django.conf import settings

from mutualaid.activity_log.actions import anchor_chain
from mutualaid.core.area import INSTALLATION, within
from mutualaid.core.refusal import Refused
from mutualaid.organisations.models import Area


@click.command("anchor-log")
def command() -> None:
    """State where each chain of the activity log stands, in the directory MUTUALAID_ANCHORS.

    A duty does it daily. Have that directory on another machine, or copy it to one.
    """
    refusals, made = [], 0
    for chain in [
        INSTALLATION,
        *Area.objects.order_by("pk").values_list("pk", flat=True),
    ]:
        try:
            with within(chain):
                made += anchor_chain(chain=chain) is not None
        except Refused as refusal:
            refusals.append(refusal.sentence)
    anchors = "anchor" if made == 1 else "anchors"
    click.echo(f"{made} {anchors} added in {settings.ANCHORS_DIR}.")
    if refusals:
        raise Refused("\n".join(refusals))
