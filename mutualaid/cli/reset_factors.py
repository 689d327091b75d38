"""Take away the second factors that somebody has lost."""

import click

from mutualaid.accounts.actions.rescue import reset_factors
from mutualaid.accounts.models import User
from mutualaid.core.actor import system_actor
from mutualaid.core.area import INSTALLATION, within
from mutualaid.core.refusal import Refused


@click.command
@click.argument("address")
@click.option(
    "--seen", is_flag=True, required=True, help="You have seen or rung the person."
)
def command(address: str, seen: bool) -> None:
    """Take away the second factors of ADDRESS and end their sessions.

    They sign in with their password next, and set up a new factor before anything else. Only
    do this after you have seen the person, or rung them on a number you knew before.
    """
    user = User.objects.filter(email__iexact=address).first()
    if user is None:
        raise Refused("Nobody has an account with this address.")
    with within(INSTALLATION):
        taken = reset_factors(user=user, by=system_actor("reset-factors"))
    click.echo(f"{taken} factors were taken away, and every session has ended.")
