"""What an indicator is: what is counted, of what, which way is good, and who reads it when."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutualaid.core.measures import Indicator, Unit

from .charts import direction_words

UNITS = {
    Unit.SHARE: _("A share in percent"),
    Unit.COUNT: _("A number"),
    Unit.DAYS: _("Days"),
}


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition as pairs of a name and what it is."""

    key: str
    title: str
    facts: tuple[tuple[str, str], ...]


def present_definition(indicator: Indicator) -> Definition:
    facts = (
        (gettext("What is looked at"), str(indicator.counted)),
        (_numerator_name(indicator), str(indicator.numerator)),
        (gettext("Of how many (denominator)"), str(indicator.denominator)),
        (gettext("Unit"), str(UNITS[indicator.unit])),
        (gettext("Which way is good"), direction_words(indicator)),
        (gettext("Who reads it, and when"), _reader()),
        (gettext("How sure it is"), _sureness(indicator)),
        (gettext("Small numbers"), _release(indicator)),
        (gettext("Key for programs"), indicator.key),
    )
    return Definition(
        indicator.key, str(indicator.title), tuple(each for each in facts if each[1])
    )


def _numerator_name(indicator: Indicator) -> str:
    if indicator.unit is Unit.SHARE:
        return gettext("What is counted (numerator)")
    return gettext("What is counted")


def _reader() -> str:
    return gettext(
        "The system, once a day, from the records of the area. The last reading of a month "
        "stands for the month and is never changed afterwards. A commissioner can have it read "
        "at any time."
    )


def _sureness(indicator: Indicator) -> str:
    if not indicator.is_sample:
        return gettext(
            "Everything on record is counted, so there is no sampling error."
        )
    return gettext(
        "Some of many are looked at. The likely range is Wilson’s interval, which holds the true "
        "share 95 times in 100."
    )


def _release(indicator: Indicator) -> str:
    if not indicator.counts_people:
        return gettext("It counts no people, so nothing is withheld.")
    return gettext(
        "It counts people. A month in which somebody could be told apart is withheld, on the page, "
        "in files and on paper."
    )
