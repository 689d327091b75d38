"""What this app keeps about people, for the registry of `privacy.person_tables`."""

from django.utils.translation import gettext_lazy as _

from mutualaid.privacy.person_tables import exempt_table

_OF_A_GROUP = _("An address that a group shares, and no person’s own.")

exempt_table(
    "directory.Correction",
    _(
        "What visitors tell us about a meeting, with an address to answer to if they gave one. It "
        "goes by itself; whoever sent it can name the day and the meeting, and ask."
    ),
)
exempt_table("directory.GroupRelations", _OF_A_GROUP)
exempt_table("directory.ServicePosition", _OF_A_GROUP)
