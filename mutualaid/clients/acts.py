"""What the acts of this app are called where the activity log is shown."""

from django.utils.translation import gettext_lazy as _

from mutualaid.activity_log.acts import register
from mutualaid.activity_log.details import register_details

from .models import BreakGlassOutcome, BreakGlassReason, TallyKind
from .reasons import NameReason

FIELDS = {
    "name": _("name"),
    "initials": _("initials"),
    "local_number": _("local number"),
    "contact": _("how to get in touch"),
    "safe_contact": _("when it is safe"),
    "needs": _("what helps"),
    "format": _("format"),
    "language": _("language"),
}

register(
    {
        "clients.add_client": _("Added a client"),
        "clients.ask_name": _("Read a client’s name, with a reason"),
        "clients.break_glass": _("Opened a client’s record in an emergency"),
        "clients.change_identity": _("Changed who a client is"),
        "clients.count_tally": _("Counted one more in a tally"),
        "clients.discharge": _("Ended the work with a client"),
        "clients.hand_over": _("Gave a client to another keyworker"),
        "clients.end_extra_private": _("Ended that a client is extra-private"),
        "clients.make_extra_private": _("Made a client extra-private"),
        "clients.miss_break_glass": _("Sought a record in an emergency in vain"),
        "clients.move_commitment": _("Said what came of a planned meeting"),
        "clients.name_reader": _("Named who may read of an extra-private client"),
        "clients.note_contact": _("Noted that somebody was in touch with a client"),
        "clients.plan_commitment": _("Planned a meeting with a client"),
        "clients.remove_reader": _("Ended who may read of an extra-private client"),
        "clients.return_client": _("Took up the work with a client again"),
        "clients.review_break_glass": _("Looked at an emergency opening afterwards"),
        "clients.see_break_glass": _("Saw that a record was opened in an emergency"),
        "clients.show_names": _("Let the list of clients show names"),
        "clients.take_back_tally": _("Counted one fewer in a tally"),
        "clients.turn_off_record_keeping": _("Turned records of clients off"),
        "clients.turn_on_record_keeping": _("Turned records of clients on"),
    }
)

# What a name in the log's details means, by its key.
register_details(
    {
        "identity_fields": _("fields"),
        "clients": _("clients"),
        "commitment": _("planned meeting"),
        "emergency_reason": _("why"),
        "readers": _("people named"),
        "told": _("people told"),
        "emergency_review": _("found"),
        "why_named": _("why"),
        "tally": _("counted"),
    },
    {
        "emergency_reason": dict(BreakGlassReason.choices),
        "emergency_review": dict(BreakGlassOutcome.choices),
        "identity_fields": FIELDS,
        "why_named": dict(NameReason.choices),
        "tally": dict(TallyKind.choices),
    },
)
