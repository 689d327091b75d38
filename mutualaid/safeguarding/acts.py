"""What the acts of this app are called where the activity log is shown.

All but the two about leads are confidential, and shown to nobody.
"""

from django.utils.translation import gettext_lazy as _

from mutualaid.activity_log.acts import register
from mutualaid.activity_log.details import register_details, register_subjects

from .models.leads import LeadPosition

register(
    {
        "safeguarding.add_note": _("Wrote a note on a concern"),
        "safeguarding.add_person": _("Added a person whom a concern is about"),
        "safeguarding.appoint_lead": _("Named a safeguarding lead or deputy"),
        "safeguarding.close_concern": _("Closed a concern"),
        "safeguarding.end_lead": _("Ended a safeguarding lead’s or deputy’s time"),
        "safeguarding.mark_seen": _("Marked a concern as seen"),
        "safeguarding.open_concern": _("Opened a concern"),
        "safeguarding.raise_concern": _("Raised a concern"),
        "safeguarding.reopen_concern": _("Opened a concern again"),
        "safeguarding.say_what_was_done": _("Wrote what was done about a concern"),
    }
)

register_details({"position": _("position")}, {"position": dict(LeadPosition.choices)})
register_subjects(
    {
        "concern": _("concern %(reference)s"),
        "safeguarding-lead": _("safeguarding lead %(reference)s"),
    }
)
