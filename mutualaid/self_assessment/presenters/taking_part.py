"""Who took part in a round, and who signed it."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext, ngettext

from mutualaid.indicators.release import shown
from mutualaid.self_assessment.models import Rater, RaterKind, RaterStatus, Round

SPOKE = (RaterStatus.STARTED, RaterStatus.FINISHED)


def who_took_part(opened: Round) -> Iterator[str]:
    """A line for each kind of rater: how many, and of which services and fellowships.

    A fellowship is named where it wishes to be. Nobody is named as a person.
    """
    raters = list(
        opened.raters.filter(status__in=SPOKE).select_related("service", "fellowship")
    )
    for kind in RaterKind:
        of_kind = [each for each in raters if each.kind == kind]
        if of_kind:
            yield _kind_words(kind, of_kind)


def _kind_words(kind: RaterKind, raters: list[Rater]) -> str:
    told = {"kind": kind.label, "count": _count_words(kind, len(raters))}
    named = sorted(Counter(filter(None, map(_place, raters))))
    if not named:
        return gettext("%(kind)s: %(count)s") % told
    words = gettext("%(kind)s: %(count)s, among them %(names)s")
    return words % {**told, "names": ", ".join(named)}


def _count_words(kind: RaterKind, number: int) -> str:
    """People who use services are counted by the release rule, and never exactly.

    The others have seats by their office or for their group, which are no counts of clients.
    """
    if kind == RaterKind.SERVICE_USER:
        told = shown(number)
        if told is None:
            return gettext("took part")
        return gettext("about %(n)d took part") % {"n": told}
    return ngettext("%(n)d took part", "%(n)d took part", number) % {"n": number}


def _place(rater: Rater) -> str:
    if rater.kind == RaterKind.GROUP:
        named = rater.fellowship if rater.wishes_to_be_named else None
        return named.name if named else ""
    if rater.kind == RaterKind.SERVICE_USER or rater.service is None:
        return ""
    return rater.service.name


def kinds_that_spoke(opened: Round) -> list[tuple[str, str]]:
    """Key and name of each kind that may sign."""
    found = set(opened.raters.filter(status__in=SPOKE).values_list("kind", flat=True))
    return [(kind.value, str(kind.label)) for kind in RaterKind if kind in found]


def signatures_told(opened: Round) -> Iterator[tuple[str, str]]:
    """Each kind with the name under it. Groups take part; they are not asked to sign."""
    if opened.signed_off_at is None:
        return
    signed = dict(opened.signatures.values_list("kind", "name"))
    for kind, name in kinds_that_spoke(opened):
        unsigned = gettext("not signed")
        if kind == RaterKind.GROUP:
            unsigned = gettext("took part")
        yield name, signed.get(kind, unsigned)
