"""The lists of an area in words: what each is, how it is doing, what was read of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, ngettext

from mutualaid.design_system import dates
from mutualaid.directory.feed_health import Health, health_of
from mutualaid.directory.models import ImportRun, MeetingSource, SourceFeed
from mutualaid.organisations.roles import Role

from .imports import counts_words


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One list."""

    reference: str
    name: str
    whose: str
    health: Health


@dataclass(frozen=True, slots=True)
class RunRow:
    """One reading of a list."""

    reference: str
    when: str
    status: str
    what: str
    by: str


@dataclass(frozen=True, slots=True)
class SourcePage:
    """Everything about one list."""

    name: str
    health: Health
    facts: list[tuple[str, str]]
    runs: list[RunRow]
    is_paused: bool
    has_address: bool


def present_sources(sources: Iterable[MeetingSource], now: datetime) -> list[SourceRow]:
    """What needs looking at first."""
    rows = [
        SourceRow(
            reference=each.reference,
            name=each.name,
            whose=_whose(each),
            health=health_of(_feed(each), each, now),
        )
        for each in sources
    ]
    return sorted(rows, key=lambda row: (-_worry(row.health), row.name.casefold()))


def present_source(
    source: MeetingSource, runs: Iterable[ImportRun], now: datetime
) -> SourcePage:
    """The page of a list."""
    feed = _feed(source)
    return SourcePage(
        name=source.name,
        health=health_of(feed, source, now),
        facts=_facts(source, feed),
        runs=[_run_row(run) for run in runs],
        is_paused=bool(feed and feed.is_paused),
        has_address=bool(feed and feed.address),
    )


def _feed(source: MeetingSource) -> SourceFeed | None:
    return getattr(source, "feed", None)


def _worry(health: Health) -> int:
    return list(type(health.condition)).index(health.condition)


def _whose(source: MeetingSource) -> str:
    if source.fellowship is None:
        return gettext("Several fellowships")
    return source.fellowship.name


def _facts(source: MeetingSource, feed: SourceFeed | None) -> list[tuple[str, str]]:
    facts = [(gettext("Whose meetings"), _whose(source))]
    if source.is_fellowships_own:
        facts.append((gettext("Published by"), gettext("The fellowship itself")))
    if feed is None:
        return facts
    return [
        *facts,
        (gettext("Address"), feed.address),
        (gettext("Read by itself"), _how_often(feed.every_hours)),
        (gettext("May we use it?"), _permission(feed)),
    ]


def _how_often(hours: int | None) -> str:
    if not hours:
        return gettext("No, only when somebody asks")
    if hours % 24:
        return ngettext("Every hour", "Every %(n)d hours", hours) % {"n": hours}
    days = hours // 24
    return ngettext("Every day", "Every %(n)d days", days) % {"n": days}


def _permission(feed: SourceFeed) -> str:
    said = [str(feed.get_permission_display())]
    if feed.permission_on:
        said.append(dates.full_date(feed.permission_on))
    return ". ".join([", ".join(said), feed.permission_note]).removesuffix(". ")


def _run_row(run: ImportRun) -> RunRow:
    return RunRow(
        reference=run.reference,
        when=dates.full_date(run.finished_at or run.started_at),
        status=str(run.get_status_display()),
        what=counts_words(run.counts),
        by=gettext("by itself") if run.is_scheduled else role_words(run.by_role),
    )


def role_words(role: str) -> str:
    """A role as people say it; a command has none."""
    if role in Role.values:
        return str(Role(role).label)
    return gettext("by a command")
