"""What the acts of this app are called where the activity log is shown."""

from django.utils.translation import gettext_lazy as _

from mutualaid.activity_log.acts import register
from mutualaid.activity_log.details import register_details, register_subjects

from .models.corrections import CorrectionKind, CorrectionOrigin
from .models.relations import PositionRole

register(
    {
        "directory.add_group": _("Added a group"),
        "directory.answer_check_letter": _(
            "Answered a letter about a group’s meetings"
        ),
        "directory.answer_correction": _("Answered something that somebody told us"),
        "directory.apply_correction": _("Took over something that somebody told us"),
        "directory.confirm_date": _("Confirmed that a meeting runs on a special day"),
        "directory.forget_addresses": _(
            "Deleted addresses for answers after their time"
        ),
        "directory.forget_date": _("Said that a special day is not confirmed"),
        "directory.send_check_letter": _(
            "Asked a group whether its meetings are right"
        ),
        "directory.stop_letters": _("Stopped the letters to a group"),
        "directory.tell_us": _("Told us that something in the list is not right"),
        "directory.add_meeting": _("Added a meeting"),
        "directory.add_position": _("Added a service position"),
        "directory.add_venue": _("Added a place"),
        "directory.change_group": _("Changed a group"),
        "directory.change_position": _("Changed a service position"),
        "directory.change_venue": _("Changed a place"),
        "directory.check_venue": _("Told what a place is like"),
        "directory.close_meeting": _("Closed a meeting"),
        "directory.name_premises": _("Said whose premises a place is"),
        "directory.merge_meetings": _("Made two listings of a meeting one"),
        "directory.reopen_meeting": _("Opened a meeting again"),
        "directory.tell_meetings_apart": _("Told two meetings apart"),
        "directory.undo_date": _("Made a date of a meeting usual again"),
        "directory.undo_merge": _("Made one listing of a meeting two again"),
        "directory.extra_date": _("Added a date to a meeting"),
        "directory.cancelled_date": _("Marked a date of a meeting as cancelled"),
        "directory.change_meeting": _("Changed a meeting"),
        "directory.drop_import": _("Left a list of meetings alone"),
        "directory.drop_old_imports": _("Let go of lists that nobody took over"),
        "directory.hold_back_import": _("Held back a list that lacks too much"),
        "directory.import_meetings": _("Took in a list of meetings"),
        "directory.pause_feed": _("Stopped reading a list, or went on"),
        "directory.read_feed": _("Could not read a list"),
        "directory.review_local_value": _("Looked at what a list says otherwise"),
        "directory.set_feed": _("Said how a list is read"),
        "directory.stage_import": _("Read a list of meetings, to be looked at"),
        "directory.undo_import": _("Undid the reading of a list"),
        "directory.fill_position": _("Marked a service position as filled"),
        "directory.import_population": _("Took in where people live"),
        "directory.load_national_fellowships": _("Updated the national fellowships"),
        "directory.moved_date": _("Moved a date of a meeting"),
        "directory.review_position": _("Found a service position as it was"),
        "directory.vacate_position": _("Marked a service position as vacant"),
        "directory.verify_meeting": _("Confirmed that a meeting runs"),
    }
)

register_details(
    {
        "is_kept": _("ours kept"),
        "is_paused": _("stopped"),
        "kept": _("left as changed by hand"),
        "runs": _("readings"),
        "about": _("about"),
        "number": _("which letter"),
        "origin": _("told by"),
        "accepted": _("taken in"),
        "fields": _("what"),
        "gone": _("gone"),
        "kind": _("how"),
        "new": _("new"),
        "other": _("the other"),
        "position_role": _("position"),
        "read": _("read"),
        "reason": _("why"),
        "rejected": _("left out"),
        "unchanged": _("as before"),
    },
    {
        "about": dict(CorrectionKind.choices),
        "position_role": dict(PositionRole.choices),
        "origin": dict(CorrectionOrigin.choices),
        "kind": {
            "visited": _("visited"),
            "confirmed": _("confirmed by the group"),
            "seen": _("seen on a list"),
        },
    },
)
register_subjects(
    {
        "import": _("reading %(reference)s"),
        "correction": _("message %(reference)s"),
        "group": _("group %(reference)s"),
        "meeting": _("meeting %(reference)s"),
        "position": _("service position %(reference)s"),
        "source": _("list %(reference)s"),
        "venue": _("place %(reference)s"),
    }
)
