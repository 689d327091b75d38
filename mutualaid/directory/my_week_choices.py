"""What can be answered to the questions about somebody's week, in the words of whoever answers."""

from django.utils.translation import gettext, ngettext

from .fitting.gates import ONLINE
from .fitting.travel import Way
from .fitting.week import Company, Need
from .formats.vocabulary import ACCESS, FEATURES, LANGUAGES

MINUTES = (15, 30, 45, 60, 90)  # one way, at most
NEEDED_THERE = (
    *("step-free", "accessible-toilet", "hearing-loop", "lighting", "quiet"),
    *("parking", "child-friendly", "women", "men", "lgbtq", "young-people"),
    *("sign-language", ONLINE),
)


def way_names() -> dict[str, str]:
    """How people go, as they say it of themselves."""
    return {
        Way.WALK: gettext("On foot"),
        Way.WHEEL: gettext("By wheelchair or scooter"),
        Way.CYCLE: gettext("By bike"),
        Way.TRANSPORT: gettext("By bus, tram or train"),
        Way.CAR: gettext("By car or a lift"),
    }


def need_names() -> dict[str, str]:
    """For whom it is."""
    return {
        Need.OWN: gettext("For me: I want to stop or cut down"),
        Need.FAMILY: gettext("For me: I care about somebody who uses"),
        Need.YOUNG: gettext("For a young person in a family like that"),
    }


def company_names() -> dict[str, str]:
    """Who goes along."""
    return {
        Company.NOBODY: gettext("No, I go by myself"),
        Company.GUEST: gettext("Yes, somebody who does not have this problem"),
        Company.WANTED: gettext("I would like somebody to go with me"),
    }


def online_names() -> dict[str, str]:
    """How somebody can join from home."""
    return {
        "data": gettext("Yes, by video: I have internet data"),
        "telephone": gettext("Yes, by telephone"),
    }


def minutes_words(number: int) -> str:
    """How long the way may take."""
    return ngettext("%(n)d minute", "%(n)d minutes", number) % {"n": number}


def needed_names() -> dict[str, str]:
    """What somebody may need there."""
    labels = {**FEATURES, **ACCESS}
    names = {key: gettext(labels[key]) for key in NEEDED_THERE if key != ONLINE}
    return {**names, ONLINE: gettext("To join from home")}


def must_have_words(key: str) -> str:
    """What somebody needs there, in the middle of a sentence."""
    if key == ONLINE:
        return gettext("joining from home")
    label = gettext({**FEATURES, **ACCESS, **LANGUAGES}.get(key, ""))
    keeps_capital = key in LANGUAGES or label[:2].isupper()
    return label if keeps_capital else label[:1].lower() + label[1:]
