"""How long a request about somebody's data may take, as the regulator counts it.

https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/individual-rights/
"""

from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta

MONTHS, MONTHS_IF_EXTENDED = 1, 3
SATURDAY = 5


def due_on(
    received_on: date, days_off: Collection[date], *, extended: bool = False
) -> date:
    """The same day of the next month, or of the third where the time was extended.

    Where that month is shorter, its last day; where that day is not worked, the next that is.
    The clock starts on the day of receipt, whatever day it is.
    """
    day = _months_later(received_on, MONTHS_IF_EXTENDED if extended else MONTHS)
    while day.weekday() >= SATURDAY or day in days_off:
        day += timedelta(days=1)
    return day


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
