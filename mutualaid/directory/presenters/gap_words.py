"""Gaps in sentences: "No step-free meeting on a Sunday within 2 miles of 18,400 of 120,000 people"."""

from collections.abc import Mapping

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext, ngettext

from mutualaid.directory.gap_choices import access_names, audience_names, time_names
from mutualaid.directory.gaps.analysis import Cell
from mutualaid.directory.gaps.choices import (
    ACCESS,
    AUDIENCE,
    DAY,
    FELLOWSHIP,
    TIME,
    Where,
)
from mutualaid.directory.gaps.query import ONLINE, GapQuery

FEW, SOME, MANY, MOST = 0.25, 0.5, 0.75, 0.95


def day_name(day: str | int) -> str:
    """Monday is 0."""
    return str(WEEKDAYS[int(day)])


def kind_words(place: Where, fellowships: Mapping[str, str], mode: str) -> str:
    """What kind of meeting a place stands for: "AA meeting for women on a Sunday morning"."""
    told = dict(place)
    words = [gettext("meeting")]
    if FELLOWSHIP in told:
        name = fellowships.get(told[FELLOWSHIP], told[FELLOWSHIP])
        words = [gettext("%(fellowship)s meeting") % {"fellowship": name}]
    if mode == ONLINE:
        words.append(gettext("online"))
    if AUDIENCE in told:
        words.append(
            gettext("for %(whom)s") % {"whom": audience_names()[told[AUDIENCE]]}
        )
    if ACCESS in told:
        words.append(
            gettext("with %(access)s") % {"access": access_names()[told[ACCESS]]}
        )
    words.append(_when(told))
    return " ".join(word for word in words if word)


def _when(told: Mapping[str, str]) -> str:
    names = time_names()
    if DAY in told and TIME in told:
        day, time = day_name(told[DAY]), names[told[TIME]]
        return gettext("on a %(day)s %(time)s") % {"day": day, "time": time}
    if DAY in told:
        return gettext("on a %(day)s") % {"day": day_name(told[DAY])}
    return (
        gettext("in the %(time)s") % {"time": names[told[TIME]]} if TIME in told else ""
    )


def gap_sentence(cell: Cell, query: GapQuery, fellowships: Mapping[str, str]) -> str:
    """What is missing for how many."""
    kind = kind_words(cell.place, fellowships, query.mode)
    return gettext("No %(kind)s %(near)s of %(out)s of %(all)s people.") % {
        "kind": kind,
        "near": within_words(query.miles),
        "out": f"{cell.unreached:,}",
        "all": f"{cell.people:,}",
    }


def none_sentence(cell: Cell, query: GapQuery, fellowships: Mapping[str, str]) -> str:
    """What is missing altogether."""
    kind = kind_words(cell.place, fellowships, query.mode)
    return gettext("No %(kind)s") % {"kind": kind}


def within_words(miles: int) -> str:
    """A distance as it stands in a sentence."""
    return ngettext("within %(n)d mile", "within %(n)d miles", miles) % {"n": miles}


def finding_words(cell: Cell, query: GapQuery, fellowships: Mapping[str, str]) -> str:
    """The title of a page about a cell: what was found, not what was sought."""
    kind = kind_words(cell.place, fellowships, query.mode)
    if query.mode == ONLINE or not cell.people:
        return _counted(cell.meetings, kind)
    told = {
        "kind": kind,
        "near": within_words(query.miles),
        "out": f"{cell.unreached:,}",
        "all": f"{cell.people:,}",
    }
    if cell.unreached == 0:
        return _capital(gettext("%(kind)s %(near)s of all %(all)s people") % told)
    return gettext("%(out)s of %(all)s people have no %(kind)s %(near)s") % told


def _counted(meetings: int, kind: str) -> str:
    if not meetings:
        return gettext("No %(kind)s") % {"kind": kind}
    words = (
        gettext("%(kind)s: there are %(n)s")
        if meetings > 1
        else gettext("%(kind)s: there is one")
    )
    return _capital(words % {"n": f"{meetings:,}", "kind": kind})


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def share_words(share: float | None) -> str:
    """How many people that is, for those who would rather not read a figure."""
    if share is None:
        return ""
    for limit, words in (
        (0, gettext("nobody")),
        (FEW, gettext("few people")),
        (SOME, gettext("some people")),
        (MANY, gettext("many people")),
        (MOST, gettext("most people")),
    ):
        if share <= limit:
            return words
    return gettext("everybody") if share >= 1 else gettext("nearly everybody")


def percent(share: float | None) -> str:
    """Whole percents, where none and all are said only if they are so."""
    if share is None:
        return ""
    whole = round(share * 100)
    if 0 < share < 1:
        whole = min(max(whole, 1), 99)
    return gettext("%(n)d%%") % {"n": whole}
