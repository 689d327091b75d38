"""Days on which services are open: not at weekends, nor on the area's holidays."""

from datetime import date, timedelta

from .models import Holiday

SATURDAY = 5


def working_days_after(day: date, number: int, *, area_id: int) -> date:
    """The working day that is so many working days after this one."""
    # Two weeks of holidays for each working day are more than any area has.
    furthest = day + timedelta(days=14 * number)
    shut = set(
        Holiday.objects.filter(area=area_id, on__range=(day, furthest)).values_list(
            "on", flat=True
        )
    )
    while number:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY and day not in shut:
            number -= 1
    return day
