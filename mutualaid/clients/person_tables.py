"""What this app keeps about people, for the registry of `privacy.person_tables`."""

from django.utils.translation import gettext_lazy as _

from mutualaid.clients.presenters.client import language_words
from mutualaid.privacy.person_tables import PersonTable, Whose, register_table
from mutualaid.privacy.shelves import Shelf
from mutualaid.privacy.tables.reasons import AS_LONG_AS_THE_RECORD, ONLY_FOR_COUNTING

_SHOWS_WHO_READ = _("It shows whether people looked who had no reason to.")

register_table(
    PersonTable(
        model="clients.ClientIdentity",
        path="client__person",
        whose=Whose.CLIENT,
        title=_("Who you are"),
        shown={
            "sealed_name": _("Name to be called"),
            "sealed_initials": _("Initials"),
            "sealed_local_number": _("Your number with the service"),
            "sealed_contact": _("How to reach you"),
            "sealed_safe_contact": _("When and how it is safe"),
            "sealed_needs": _("What helps you"),
            "format": _("How you like to get information"),
            "language": _("Language"),
            "changed_at": _("Last changed"),
        },
        withheld={
            "name_digest": _(
                "Your name, scrambled, so that we find you by all of it and by nothing less."
            )
        },
        because=AS_LONG_AS_THE_RECORD,
        emptied={"name_digest": Shelf.IDENTITY},
        said={"language": language_words},
    )
)
register_table(
    PersonTable(
        model="clients.Client",
        path="person",
        whose=Whose.CLIENT,
        title=_("Your time with the service"),
        shown={
            "service": _("Service"),
            "status": _("State"),
            "is_extra_private": _("Extra private"),
            "last_contact_on": _("Last time we met"),
            "created_at": _("First written down"),
            "updated_at": _("Last changed"),
        },
        withheld={"version": ONLY_FOR_COUNTING},
        because=AS_LONG_AS_THE_RECORD,
    )
)
register_table(
    PersonTable(
        model="clients.Caseload",
        path="client__person",
        whose=Whose.CLIENT,
        title=_("Who worked with you"),
        shown={
            "membership": _("Who"),
            "started_at": _("From"),
            "ended_at": _("Until"),
        },
        because=AS_LONG_AS_THE_RECORD,
    )
)
register_table(
    PersonTable(
        model="clients.Commitment",
        path="client__person",
        whose=Whose.CLIENT,
        title=_("Meetings you planned to go to"),
        shown={
            "reference": _("Reference"),
            "meeting": _("Meeting"),
            "original_date": _("Day"),
            "status": _("What became of it"),
            "sealed_note": _("Note"),
            "planned_by": _("Written down by"),
            "created_at": _("Written down"),
            "updated_at": _("Last changed"),
        },
        because=AS_LONG_AS_THE_RECORD,
    )
)
register_table(
    PersonTable(
        model="clients.NamedReader",
        path="client__person",
        whose=Whose.CLIENT,
        title=_("Who may read what is kept about you, since it is extra private"),
        shown={
            "membership": _("Who"),
            "named_by": _("Named by"),
            "named_at": _("When"),
        },
        because=_SHOWS_WHO_READ,
    )
)
register_table(
    PersonTable(
        model="clients.BreakGlass",
        path="client__person",
        whose=Whose.CLIENT,
        title=_("When somebody opened your record in an emergency"),
        shown={
            "reference": _("Reference"),
            "membership": _("Who"),
            "opened_at": _("When"),
            "reason": _("Why"),
            "sealed_words": _("In their words"),
            "review_by": _("To be looked at again by"),
            "reviewed_at": _("Looked at again"),
            "reviewed_by": _("Looked at by"),
            "outcome": _("What they found"),
            "sealed_review": _("What they wrote"),
        },
        because=_SHOWS_WHO_READ,
    )
)
register_table(
    PersonTable(
        model="clients.BreakGlassNotice",
        path="emergency__client__person",
        whose=Whose.CLIENT,
        title=_("Who was told that somebody opened it"),
        shown={
            "membership": _("Who"),
            "told_at": _("Told"),
            "seen_at": _("Seen"),
        },
        because=_SHOWS_WHO_READ,
    )
)
