"""Where a round stands: what of it may be seen, and what may still be written."""

from django.utils.translation import gettext

from mutualaid.core.refusal import Refused

from .models import Round, RoundStatus


def is_revealed(opened: Round) -> bool:
    """Whether what raters said may be seen; a round given up while people rated stays blind."""
    if opened.status == RoundStatus.ABANDONED:
        return opened.revealed_at is not None
    return not opened.is_being_rated()


def why_hidden(opened: Round) -> str:
    """A sentence where there is nothing to see; empty where there is."""
    if is_revealed(opened):
        return ""
    if opened.is_being_rated():
        return gettext(
            "People are still rating. What they say is shown to everybody at the same "
            "time, once the ratings are revealed."
        )
    return gettext(
        "This round was given up before the ratings were revealed, so nobody sees them."
    )


def locked(opened: Round) -> Round:
    """The row as it stands now, held until the transaction ends."""
    return Round.objects.select_for_update().get(pk=opened.pk)


def require_being_agreed(opened: Round) -> None:
    """Raise Refused with the sentence for where the round stands."""
    if not opened.is_being_agreed():
        raise Refused(opened.stands())


def require_signed(opened: Round) -> None:
    """Raise Refused where the results may still change, or never came about."""
    if opened.status != RoundStatus.SIGNED_OFF:
        raise Refused(gettext("Teams are told once the round is signed off."))
