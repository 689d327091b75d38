"""Words for why a meeting fits somebody's week, and for why another does not."""

from collections.abc import Callable

from django.utils.translation import gettext

from mutualaid.design_system import dates
from mutualaid.directory.fitting.candidates import Trip
from mutualaid.directory.fitting.gates import Doubt, Gate
from mutualaid.directory.fitting.reasons import Because, Reason
from mutualaid.directory.fitting.scoring import Part
from mutualaid.directory.fitting.travel import Way
from mutualaid.directory.fitting.week import Week
from mutualaid.directory.my_week_choices import must_have_words


def way_words(trip: Trip) -> str:
    """About how long it takes, and how."""
    return _way_names()[trip.way] % {"n": trip.minutes} if trip.way else ""


def _way_names() -> dict[Way, str]:
    return {
        Way.WALK: gettext("about %(n)d minutes on foot"),
        Way.WHEEL: gettext("about %(n)d minutes by wheelchair or scooter"),
        Way.CYCLE: gettext("about %(n)d minutes by bike"),
        Way.TRANSPORT: gettext("about %(n)d minutes by bus, tram or train"),
        Way.CAR: gettext("about %(n)d minutes by car"),
    }


def reason_words(reason: Reason) -> str:
    """One reason, in the middle of a sentence."""
    told: dict[Because, str] = {
        Because.FIRST_CHOICE: gettext("it is your first choice"),
        Because.SECOND_CHOICE: gettext("it is your second choice"),
        Because.ONLINE: gettext("you can join from home"),
        Because.CLEAR_BEFORE: gettext("you have %(n)d minutes to spare before it"),
        Because.CLEAR_AFTER: gettext("you have %(n)d minutes to spare after it"),
        Because.CLEAR: gettext("you have lots of time before and after"),
        Because.MUST_HAVE: gettext("it has what you need: %(what)s"),
        Because.NEWCOMERS: gettext("it is for people who are new"),
        Because.GUEST_WELCOME: gettext("the person with you may come in too"),
        Because.COMPANION: gettext("somebody can go with you"),
        Because.BACK_UP: gettext("somebody may be able to go with you"),
        Because.CHECKED: gettext("we know that it runs: checked %(ago)s"),
    }
    if reason.because is Because.WAY:
        return _way_names()[Way(reason.key)] % {"n": reason.number}
    days = dates.long_ago(reason.number) if reason.number > 1 else _lately(reason)
    what = must_have_words(reason.key) if reason.key else ""
    return told[reason.because] % {"n": reason.number, "what": what, "ago": days}


def _lately(reason: Reason) -> str:
    return gettext("yesterday") if reason.number else gettext("today")


def gate_words(gate: Gate, week: Week, trip: Trip, lacking: list[str]) -> str:
    """Why one meeting was left out."""
    told: dict[Gate, Callable[[], str]] = {
        Gate.CANCELLED: lambda: gettext("It is off this week."),
        Gate.TOO_SOON: lambda: gettext("It starts in less than two hours."),
        Gate.TOO_LATE: lambda: gettext("It is more than a week away."),
        Gate.OTHER_NEED: lambda: gettext("It is for other people."),
        Gate.AVOIDED: lambda: gettext("You want to stay away from it."),
        Gate.CANNOT_JOIN: lambda: gettext("You did not say that you can join it."),
        Gate.TOO_FAR: lambda: _too_far(week, trip),
        Gate.OUT_TOO_EARLY: lambda: _out_at(trip),
        Gate.HOME_TOO_LATE: lambda: _home_at(trip),
        Gate.BUSY: lambda: gettext("You are busy, or there is no time for the way."),
        Gate.MUST_HAVE: lambda: _lacks(lacking),
    }
    return told[gate]()


def _too_far(week: Week, trip: Trip) -> str:
    said = gettext("It is about %(n)d minutes away, and you said %(most)d at most.")
    return said % {"n": trip.minutes, "most": week.most_minutes}


def _out_at(trip: Trip) -> str:
    said = gettext("You would have to leave at about %(time)s.")
    return said % {"time": dates.clock_time(trip.leaves)}


def _home_at(trip: Trip) -> str:
    said = gettext("You would be home at about %(time)s.")
    return said % {"time": dates.clock_time(trip.back)}


def _lacks(lacking: list[str]) -> str:
    what = ", ".join(map(must_have_words, lacking))
    return gettext("It does not have what you need: %(what)s.") % {"what": what}


def gate_counts(gate: Gate) -> str:
    """What so many meetings have in common that were left out."""
    return {
        Gate.CANCELLED: gettext("off this week"),
        Gate.TOO_SOON: gettext("start too soon"),
        Gate.TOO_LATE: gettext("more than a week away"),
        Gate.OTHER_NEED: gettext("for other people"),
        Gate.AVOIDED: gettext("you want to stay away from"),
        Gate.CANNOT_JOIN: gettext("online only"),
        Gate.TOO_FAR: gettext("too far"),
        Gate.OUT_TOO_EARLY: gettext("too early"),
        Gate.HOME_TOO_LATE: gettext("too late"),
        Gate.BUSY: gettext("while you are busy"),
        Gate.MUST_HAVE: gettext("without what you need"),
    }[gate]


def doubt_words(doubt: Doubt, unknown: list[str]) -> str:
    """What to ask on the telephone, as a sentence."""
    if doubt is Doubt.MUST_HAVE:
        what = ", ".join(map(must_have_words, unknown))
        return gettext("We do not know about: %(what)s.") % {"what": what}
    return {
        Doubt.PLACE: gettext("We do not know how far it is."),
        Doubt.SHUT: gettext("Its usual place is closed. Ask where it meets now."),
        Doubt.DATE: gettext("That is a special day. Ask if it runs."),
        Doubt.RUNS: gettext("Nobody has told us lately that it runs."),
    }[doubt]


def part_words(part: Part) -> str:
    """What points are given for."""
    return {
        Part.KIND: gettext("Your kind of group"),
        Part.ROOM: gettext("Time to spare"),
        Part.WAY: gettext("The way there"),
        Part.FIRST_VISIT: gettext("Good for a first visit"),
        Part.COMPANY: gettext("Somebody goes with you"),
        Part.SURE: gettext("How sure we are"),
    }[part]
