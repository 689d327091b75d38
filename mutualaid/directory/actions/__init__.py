"""Every change to the directory."""

from .changing import change_meeting
from .dates import add_date, cancel_date, move_date
from .fellowships import load_national_fellowships
from .importing import import_meetings
from .verifying import verify_meeting

__all__ = [
    "add_date",
    "cancel_date",
    "change_meeting",
    "import_meetings",
    "load_national_fellowships",
    "move_date",
    "verify_meeting",
]
