"""What is told of a service position, and how often it is looked at again."""

from dataclasses import dataclass
from datetime import date, timedelta

# People in service rotate, most after a year or two; twice a year finds out in time.
REVIEWED_EVERY = timedelta(days=182)


@dataclass(frozen=True, slots=True)
class PositionAnswers:
    """Never a name: who holds a position is a member of a fellowship."""

    role: str
    description: str
    shared_email: str
    shared_telephone: str
    review_on: date
