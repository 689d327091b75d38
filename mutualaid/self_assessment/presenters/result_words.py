"""Ratings, spreads, changes and reasons in words: the same on pages, on paper and in files."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from mutualaid.self_assessment.agreement import Spread
from mutualaid.self_assessment.change import Change
from mutualaid.self_assessment.gap_list import Gap, Reason
from mutualaid.self_assessment.models import Answer, RaterKind
from mutualaid.self_assessment.scoring import Rating, SectionScore, Unrated

Words = Mapping[str, str | Promise]

SPREADS: Words = {
    Spread.AGREED: _("agreed"),
    Spread.CLOSE: _("close"),
    Spread.SPLIT: _("split"),
    Spread.OPPOSED: _("opposed"),
}
CHANGES: Words = {
    Change.UP: _("up"),
    Change.SAME: _("same"),
    Change.DOWN: _("down"),
    Change.NEWLY_KNOWN: _("newly known"),
    Change.NO_LONGER_KNOWN: _("no longer known"),
    Change.NOT_COMPARABLE: _("not comparable"),
}
REASONS: Words = {
    Reason.LOW: _("little or nothing in place"),
    Reason.UNKNOWN: _("not known"),
    Reason.SPREAD: _("people see it differently"),
    Reason.EVIDENCE: _("evidence needed"),
    Reason.DOWN: _("lower than last time"),
    Reason.CHOSEN: _("chosen as important"),
}


def rating_words(rating: Rating | None) -> str:
    """The level by its name, or why there is none."""
    return str(Answer(rating_key(rating)).label) if rating is not None else not_agreed()


def rating_key(rating: Rating | None) -> str:
    """As answers are kept; empty where nothing is agreed."""
    if rating is Unrated.UNKNOWN:
        return Answer.UNKNOWN.value
    if rating is Unrated.NOT_APPLICABLE:
        return Answer.NOT_APPLICABLE.value
    return "" if rating is None else str(rating)


def not_agreed() -> str:
    return gettext("Not agreed yet")


def spread_words(spread: Spread | None) -> str:
    return gettext("nobody knows") if spread is None else str(SPREADS[spread])


def change_words(change: Change | None) -> str:
    return "" if change is None else str(CHANGES[change])


def reasons_words(gap: Gap) -> str:
    return ", ".join(str(REASONS[each]) for each in gap.reasons)


def votes_words(votes: Mapping[str, int]) -> str:
    """Who finds it most important, by kind; empty where nobody does."""
    return ", ".join(
        gettext("%(kind)s (%(n)d)") % {"kind": kind.label, "n": votes[kind]}
        for kind in RaterKind
        if kind in votes
    )


def range_words(ratings: Sequence[Rating]) -> str:
    """From the lowest to the highest of several; empty where none is known."""
    levels = sorted(each for each in ratings if isinstance(each, int))
    if not levels:
        return ""
    if levels[0] == levels[-1]:
        return rating_words(levels[0])
    return gettext("from “%(low)s” to “%(high)s”") % {
        "low": rating_words(levels[0]),
        "high": rating_words(levels[-1]),
    }


def percent(share: float | None) -> int | None:
    """As it is shown; kept in full until here."""
    return None if share is None else round(share * 100)


def known_words(score: SectionScore) -> str:
    """Always beside the share, so that nobody takes it for the whole."""
    words = ngettext(
        "%(known)d of %(n)d statement known",
        "%(known)d of %(n)d statements known",
        score.applicable,
    )
    return words % {"known": score.known, "n": score.applicable}


def score_words(score: SectionScore) -> str:
    """The share of what is known, and what it can be at least and at most."""
    if not score.applicable:
        return gettext("Does not apply here")
    if score.share is None:
        return gettext("Not yet assessed")
    told = {
        "share": percent(score.share),
        "floor": percent(score.floor),
        "ceiling": percent(score.ceiling),
    }
    if score.known == score.applicable:
        return gettext("%(share)d %%") % told
    return gettext("%(share)d %%, between %(floor)d and %(ceiling)d %%") % told
