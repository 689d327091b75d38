"""The finder's page: what was asked, what was found, what else could be asked."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext, ngettext

from mutualaid.design_system import dates
from mutualaid.directory.finder.query import FinderQuery
from mutualaid.directory.finding import Finding
from mutualaid.geography.kinds import Precision

from . import choices, words
from .choices import Link
from .rows import Row, present_rows


@dataclass(frozen=True, slots=True)
class FinderPage:
    """Everything that the finder's template says."""

    query: FinderQuery
    heading: str
    summary: str
    rows: list[Row]
    page: int
    pages: int
    first: int  # number of the first row
    form: choices.FinderForm
    shapes: list[Link]
    quick: list[choices.QuickLinks]
    sorts: list[Link]
    chips: list[Link]
    clear: str
    notices: list[str]
    other_places: list[Link] = field(default_factory=list)
    beyond: Row | None = None
    ways_on: list[Link] = field(default_factory=list)

    def address(self, page: int) -> str:
        """The address of another page of the same list."""
        return f"?{self.query.address(page=page)}"


def present_finder(finding: Finding) -> FinderPage:
    """The page for a search."""
    asked, answer = finding.asked, finding.answer
    rows = present_rows(
        answer.hits,
        finding.rows,
        _other_times(finding),
        finding.neighbours,
        finding.confirmed,
    )
    return FinderPage(
        query=asked,
        heading=_heading(finding),
        summary=_summary(finding),
        rows=rows,
        page=answer.page,
        pages=answer.pages,
        first=finding.first,
        form=choices.finder_form(asked, finding.published, answer.counts),
        shapes=choices.shapes(asked),
        quick=choices.quick_links(asked, finding.now, answer.counts),
        sorts=choices.sort_links(asked) if finding.found else [],
        chips=choices.chips(asked, finding.published),
        clear=_without_choices(asked),
        notices=_notices(finding),
        other_places=_other_places(finding),
        beyond=_beyond(finding),
        ways_on=[] if answer.total else _ways_on(finding),
    )


def _heading(finding: Finding) -> str:
    found = finding.found
    if found is None:
        return gettext("Find a meeting")
    miles = finding.query.within or 0
    return ngettext(
        "Meetings within %(miles)s mile of %(place)s",
        "Meetings within %(miles)s miles of %(place)s",
        1 if miles == 1 else 2,
    ) % {"miles": f"{miles:g}", "place": found.label}


def _summary(finding: Finding) -> str:
    total = finding.answer.total
    if not total:
        return gettext("No meetings fit what you asked for.")
    said = ngettext("%(n)s meeting.", "%(n)s meetings.", total) % {"n": f"{total:,}"}
    first = finding.answer.hits[0].occurrence if finding.answer.hits else None
    if first is None or finding.answer.page > 1:
        return said
    if finding.found is None or finding.query.sort == "soonest":
        until = dates.time_until(first.starts_at)
        # Inside an f-string the translators' tool would not find it.
        coming = gettext("The next one starts %(until)s.") % {"until": until}
        return f"{said} {coming}"
    return said


def _other_times(finding: Finding) -> dict[int, tuple[str, str]]:
    """Address and weekday with time of the meetings that share another's row."""
    times = {}
    for hit in finding.answer.hits:
        for key in hit.others:
            occurrence = finding.published.snapshot.next_of(key, finding.now)
            if key in finding.references:
                times[key] = (
                    f"/meetings/{finding.references[key]}/",
                    words.short_when_words(occurrence),
                )
    return times


def _notices(finding: Finding) -> list[str]:
    """What was not understood, or understood more roughly than it was meant."""
    notices = [
        gettext("We did not understand “%(said)s” for “%(name)s”, so we left it out.")
        % {"said": said, "name": name}
        for name, said in finding.asked.not_understood
    ]
    found = finding.found
    if finding.place_is_unknown:
        notices.append(
            gettext(
                "We do not know a place called “%(place)s”. Try a postcode, the first part of "
                "a postcode, or the nearest town. Here are all meetings instead."
            )
            % {"place": finding.asked.place}
        )
    elif found is not None and found.is_fallback:
        notices.append(
            gettext("We do not know “%(asked)s”, so we measured from %(place)s.")
            % {"asked": finding.asked.place, "place": found.label}
        )
    elif found is not None and found.precision is Precision.ENDED:
        notices.append(
            gettext("%(place)s is no longer in use, so we measured from where it was.")
            % {"place": found.label}
        )
    elif finding.asked.sort == "nearest" and found is None:
        notices.append(gettext("To see the nearest first, say where you are."))
    return notices


def _other_places(finding: Finding) -> list[Link]:
    """Other places of the same name, or of a name like it."""
    found = finding.found
    others = found.alternatives if found else finding.suggestions
    return [
        Link(other.label, f"?{finding.asked.address(place=other.label)}")
        for other in others
    ]


def _beyond(finding: Finding) -> Row | None:
    if finding.beyond is None:
        return None
    rows = present_rows(
        [finding.beyond], finding.rows, {}, finding.neighbours, finding.confirmed
    )
    return next(iter(rows), None)


def _ways_on(finding: Finding) -> list[Link]:
    """Where somebody who found nothing can go from here."""
    asked, ways = finding.asked, []
    if finding.beyond is not None and finding.beyond.miles is not None:
        wider = choices.wide_enough(finding.beyond.miles)
        if wider is not None:
            ways.append(
                Link(
                    gettext("Look within %(n)d miles") % {"n": wider},
                    f"?{asked.address(within=float(wider))}",
                )
            )
    if asked.day or asked.after or asked.before:
        ways.append(
            Link(
                gettext("Look on any day, at any time"),
                f"?{asked.address(day=(), after=None, before=None)}",
            )
        )
    if finding.online:
        text = ngettext(
            "See %(n)d meeting you can join online",
            "See %(n)d meetings you can join online",
            finding.online,
        )
        online = asked.address(place="", within=None, mode=("online", "hybrid"))
        ways.append(Link(text % {"n": finding.online}, f"?{online}"))
    if asked.choices_made or asked.q:
        ways.append(Link(gettext("Clear your other choices"), _without_choices(asked)))
    return ways


def _without_choices(asked: FinderQuery) -> str:
    kept: dict[str, Any] = {"place": asked.place, "within": asked.within}
    return f"?{FinderQuery(**kept).address()}" if asked.place else "?"
