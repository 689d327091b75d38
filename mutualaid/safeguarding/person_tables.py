"""What this app keeps about people, for the registry of `privacy.person_tables`."""

from django.utils.translation import gettext_lazy as _

from mutualaid.privacy.person_tables import (
    PersonTable,
    Whose,
    exempt_table,
    register_table,
)

_CONFIDENTIAL = _(
    "A concern is between whoever raised it and the safeguarding lead. A file that can lie about "
    "must not say that there is one; ask the lead."
)

register_table(
    PersonTable(
        model="safeguarding.SafeguardingLead",
        path="membership__user",
        whose=Whose.COLLEAGUE,
        title=_("Your time as safeguarding lead or deputy"),
        shown={
            "reference": _("Reference"),
            "service": _("Service"),
            "position": _("Position"),
            "started_at": _("From"),
            "ended_at": _("Until"),
        },
        because=_("It says who was to be told about whose safety, and when."),
    )
)
exempt_table("safeguarding.Concern", _CONFIDENTIAL)
exempt_table("safeguarding.ConcernAbout", _CONFIDENTIAL)
exempt_table("safeguarding.ConcernNote", _CONFIDENTIAL)
