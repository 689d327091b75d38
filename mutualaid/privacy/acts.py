"""What the acts of this app are called where the activity log is shown."""

from django.utils.translation import gettext_lazy as _

from mutualaid.activity_log.acts import register
from mutualaid.activity_log.details import register_details, register_subjects

from .models import SHELF_NAMES, Looked

register(
    {f"privacy.look_{what.value.replace('-', '_')}": what.label for what in Looked}
)
register(
    {
        "privacy.raise_bulk_alarm": _("Opened the records of very many people"),
        "privacy.settle_bulk_alarm": _("Looked into an alarm about many records"),
        "privacy.erase": _("Erased what was kept about a client"),
        "privacy.rotate_keys": _("Changed the keys of the vault and of hashes"),
    }
)
register(
    {
        "privacy.confirm_date": _("Confirmed the date after a long gap"),
        "privacy.decide_review": _("Decided on a record whose time is over"),
        "privacy.lift_hold": _("Lifted a hold on a record"),
        "privacy.list_for_review": _("Listed a record whose time is over"),
        "privacy.place_hold": _("Placed a hold on a record"),
        "privacy.take_back_review": _("Took a record off the list of reviews"),
    }
)
register(
    {
        "privacy.answer_contact": _("Wrote down how a client may be reached"),
        "privacy.answer_telling": _("Wrote down whether somebody may be told"),
        "privacy.end_visit": _("Ended what was agreed for a visit"),
        "privacy.expire_answers": _(
            "Ended what a client agreed to, since its time is over"
        ),
        "privacy.tell_about_privacy": _("Told a client what we keep"),
        "privacy.withdraw_consent": _("Wrote down that a client took a yes back"),
    }
)
register(
    {
        "privacy.answered_rights_request": _("Answered a request about data"),
        "privacy.attach_correction": _("Attached a correction to a record"),
        "privacy.decide_erasure": _("Decided what of a record goes and what stays"),
        "privacy.extend_rights_request": _("Took more time for a request about data"),
        "privacy.open_rights_request": _("Wrote down a request about data"),
        "privacy.refused_rights_request": _("Refused a request about data"),
        "privacy.remind_of_rights_requests": _("Reminded managers of requests"),
        "privacy.withdrawn_rights_request": _("Ended a request that was taken back"),
    }
)
# As the log keeps them: by the key of each shelf.
_SHELVES = {shelf.value: name for shelf, name in SHELF_NAMES.items()}
register_details(
    {
        "kept_shelves": _("kept"),
        "due_on": _("due on"),
        "rows": _("rows"),
        "shelves": _("parts"),
    },
    {"kept_shelves": _SHELVES, "shelves": _SHELVES},
)
# Which client it was stands in their own list of who looked; the token is shown nowhere.
register_subjects(
    {"client": _("a client"), "rights-request": _("request %(reference)s")}
)
register(
    {
        "privacy.add_incident_note": _("Wrote something down about an incident"),
        "privacy.close_incident": _("Closed an incident"),
        "privacy.end_incident": _("Erased an incident, since its time was over"),
        "privacy.decide_incident": _("Decided what risk an incident is"),
        "privacy.link_incident_person": _("Named whose data an incident touches"),
        "privacy.open_incident": _("Opened an incident"),
        "privacy.record_telling": _("Wrote down who was told of an incident"),
        "privacy.reopen_incident": _("Opened an incident again"),
        "privacy.report_incident": _("Reported an incident"),
        "privacy.warn_of_incident": _("Warned that the time of an incident presses"),
    }
)
register_subjects({"incident": _("incident %(reference)s")})
