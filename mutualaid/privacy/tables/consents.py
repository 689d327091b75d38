"""What somebody was told and agreed to, and incidents with their data, for the registry."""

from django.utils.translation import gettext_lazy as _

from mutualaid.privacy.person_tables import PersonTable, Whose, register_table

from .reasons import AS_LONG_AS_THE_RECORD

_ANSWERED = {
    "reference": _("Reference"),
    "status": _("Your answer, and what became of it"),
    "wording": _("Version of the words that we read out"),
    "how": _("How you said it"),
    "recorded_by": _("Written down by"),
    "recorded_at": _("Written down"),
    "expires_on": _("Holds until, at the latest"),
    "ended_by": _("Ended by"),
    "ended_at": _("Ended"),
}
_SHOWS_WHAT_YOU_SAID = _("It shows what you agreed to, and what you did not.")

register_table(
    PersonTable(
        model="privacy.PrivacyTold",
        path="person",
        whose=Whose.CLIENT,
        title=_("When we told you what we keep"),
        shown={
            "wording": _("Version of the words that we read out"),
            "how": _("How"),
            "told_by": _("By"),
            "told_at": _("When"),
        },
        because=AS_LONG_AS_THE_RECORD,
    )
)
register_table(
    PersonTable(
        model="privacy.TellingPermission",
        path="person",
        whose=Whose.CLIENT,
        title=_("Whom we may tell that you are coming"),
        shown={
            **_ANSWERED,
            "visit_on": _("Day of the visit"),
            "sealed_whom": _("Who may be told"),
            "sealed_place": _("Meeting"),
        },
        withheld={
            "sealed_meeting": _("How our computer names the meeting. It says no more.")
        },
        because=_SHOWS_WHAT_YOU_SAID,
    )
)
register_table(
    PersonTable(
        model="privacy.ContactPreference",
        path="person",
        whose=Whose.CLIENT,
        title=_("How we may get in touch with you"),
        shown={
            **_ANSWERED,
            "route": _("By"),
            "may_leave_message": _("May we leave a message?"),
            "sealed_safe_hours": _("When it is safe"),
        },
        because=_SHOWS_WHAT_YOU_SAID,
    )
)
register_table(
    PersonTable(
        model="privacy.IncidentPerson",
        path="person",
        whose=Whose.CLIENT,
        title=_("Times when something went wrong with your data"),
        shown={
            "incident": _("Reference of the incident"),
            "added_by": _("Written down by"),
            "added_at": _("Written down"),
        },
        because=_("It shows that we looked into it, and whom we told."),
    )
)
