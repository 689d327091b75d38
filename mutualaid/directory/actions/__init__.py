"""Every change to the directory."""

from .adding import add_meeting
from .changing import change_meeting
from .closing import close_meeting, reopen_meeting
from .dates import add_date, cancel_date, move_date, undo_date
from .feeds import pause_feed, read_due_feeds, read_feed, set_feed
from .fellowships import load_national_fellowships
from .groups import add_group, change_group
from .importing import apply_import, import_meetings
from .list_use import forget_list_use, note_list_use
from .merging import merge_meetings, tell_meetings_apart, undo_merge
from .premises import name_premises
from .reviewing import review_local_value
from .staging_runs import drop_import, drop_old_imports, restage, stage_import
from .undoing import undo_import
from .venues import add_venue, change_venue, check_venue
from .verifying import verify_meeting

__all__ = [
    "add_date",
    "add_group",
    "add_meeting",
    "add_venue",
    "apply_import",
    "cancel_date",
    "change_group",
    "change_meeting",
    "change_venue",
    "check_venue",
    "close_meeting",
    "drop_import",
    "drop_old_imports",
    "forget_list_use",
    "import_meetings",
    "load_national_fellowships",
    "merge_meetings",
    "move_date",
    "name_premises",
    "note_list_use",
    "pause_feed",
    "read_due_feeds",
    "read_feed",
    "reopen_meeting",
    "restage",
    "review_local_value",
    "set_feed",
    "stage_import",
    "tell_meetings_apart",
    "undo_date",
    "undo_import",
    "undo_merge",
    "verify_meeting",
]
