"""Who rates, and how far each has come; never what or how much they answered."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from mutualaid.self_assessment.models import Rater, RaterKind, RaterStatus

KINDS_OF_TAG = {RaterStatus.FINISHED: "good", RaterStatus.INVITED: "caution"}


@dataclass(frozen=True, slots=True)
class RaterLine:
    """One voice. `how` is for whoever leads: by which way it comes in."""

    reference: str
    voice: str
    status: str
    tag: str
    how: str
    takes_link: bool
    is_out: bool
    is_group: bool
    is_named: bool


@dataclass(frozen=True, slots=True)
class KindLines:
    """The voices of a kind."""

    name: str
    lines: tuple[RaterLine, ...]


def present_raters(raters: Iterable[Rater], *, named: bool) -> list[KindLines]:
    """By kind, in the order of kinds; with people's names for whoever leads the round."""
    known = list(raters)
    kinds = {kind: [each for each in known if each.kind == kind] for kind in RaterKind}
    return [
        KindLines(
            str(kind.label), tuple(rater_line(each, named=named) for each in found)
        )
        for kind, found in kinds.items()
        if found
    ]


def rater_line(rater: Rater, *, named: bool) -> RaterLine:
    """One voice as a line tells it."""
    status = RaterStatus(rater.status)
    return RaterLine(
        reference=rater.reference,
        voice=voice_of(rater, named=named),
        status=str(status.label),
        tag=KINDS_OF_TAG.get(status, ""),
        how=_how(rater) if named else "",
        takes_link=not rater.membership_id,
        is_out=status == RaterStatus.WITHDRAWN,
        is_group=rater.kind == RaterKind.GROUP,
        is_named=rater.wishes_to_be_named,
    )


def voice_of(rater: Rater, *, named: bool) -> str:
    """Role and place of somebody with an account, else what the voice is called."""
    if rater.membership is None:
        return rater.label
    told = {
        "role": rater.membership.role_name(),
        "place": rater.service.name if rater.service else gettext("whole area"),
        "name": rater.membership.user.name,
    }
    if named:
        return gettext("%(name)s: %(role)s, %(place)s") % told
    return gettext("%(role)s, %(place)s") % told


def _how(rater: Rater) -> str:
    if rater.membership_id:
        return gettext("signs in")
    if rater.is_on_paper:
        return gettext("on paper")
    if not rater.link_hash:
        return gettext("has no link yet")
    return (
        gettext("link opened") if rater.link_opened_at else gettext("link not opened")
    )
