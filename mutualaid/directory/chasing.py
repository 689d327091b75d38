"""When a group is asked whether its meetings are still right, and when the partnership is.

Days are counted from the last check of the group's longest unchecked meeting; of one that was
never checked, from the day it came into the list.
"""

from collections.abc import Sequence
from datetime import date

from .confidence import CONFIRMED_DAYS

# So that an answer to the first letter comes before anybody has to wonder.
FIRST_LETTER_DAYS = 60
SECOND_LETTER_DAYS = 75
# Groups meet weekly or monthly: a letter may wait for the next time somebody reads the mail.
BETWEEN_LETTERS_DAYS = 15
# From here on the list no longer says "checked", and people of the partnership are asked.
PARTNERSHIP_DAYS = CONFIRMED_DAYS
# A group that answered neither letter is asked anew after half a year, and not before.
ROUND_DAYS = 180
LINK_DAYS = 30


def letter_due(
    unchecked_since: date,
    sent_on: Sequence[date],
    answered_on: date | None,
    today: date,
) -> int:
    """Which letter is due today: the first, the second, or none (0).

    `sent_on` are the days of earlier letters, in order; `answered_on` is when the group last
    answered one, even if it left a meeting open.
    """
    if answered_on and (today - answered_on).days < FIRST_LETTER_DAYS:
        return 0
    begun = max(unchecked_since, answered_on or date.min)
    sent = _of_this_round([day for day in sent_on if day > begun], today)
    days = (today - unchecked_since).days
    if not sent:
        return 1 if days >= FIRST_LETTER_DAYS else 0
    has_waited = (today - sent[-1]).days >= BETWEEN_LETTERS_DAYS
    return 2 if len(sent) == 1 and has_waited and days >= SECOND_LETTER_DAYS else 0


def _of_this_round(sent: Sequence[date], today: date) -> list[date]:
    """The last letters, back to where half a year went by without one."""
    round_, later = [], today
    for day in reversed(sent):
        if (later - day).days >= ROUND_DAYS:
            break
        round_.append(day)
        later = day
    return round_[::-1]


def is_asked_about(unchecked_since: date, today: date) -> bool:
    """Whether a letter that goes out anyway asks about this meeting."""
    return (today - unchecked_since).days >= FIRST_LETTER_DAYS


def is_for_partnership(unchecked_since: date, today: date) -> bool:
    """Whether people who work here should ask somebody."""
    return (today - unchecked_since).days > PARTNERSHIP_DAYS
