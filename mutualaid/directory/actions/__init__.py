"""Every change to the directory."""

from .changing import change_meeting
from .dates import add_date, cancel_date, move_date
from .feeds import pause_feed, read_feed, set_feed
from .fellowships import load_national_fellowships
from .importing import apply_import, import_meetings
from .reviewing import review_local_value
from .staging_runs import drop_import, restage, stage_import
from .undoing import undo_import
from .verifying import verify_meeting

__all__ = [
    "add_date",
    "apply_import",
    "cancel_date",
    "change_meeting",
    "drop_import",
    "import_meetings",
    "load_national_fellowships",
    "move_date",
    "pause_feed",
    "read_feed",
    "restage",
    "review_local_value",
    "set_feed",
    "stage_import",
    "undo_import",
    "verify_meeting",
]
