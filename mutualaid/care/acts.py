"""What the acts of this app are called where the activity log is shown."""

from django.utils.translation import gettext_lazy as _

from mutualaid.activity_log.acts import register
from mutualaid.activity_log.details import register_details

from .steps import BY_KEY

register(
    {
        "care.save_week": _("Wrote down what a client’s week is like"),
        "care.start_session": _("Began a care session"),
        "care.save_step": _("Wrote down a step of a care session"),
        "care.keep_draft": _("Began to write a step of a care session"),
        "care.answer_follow_up": _("Asked a client how it goes with mutual aid"),
        "care.close_session": _("Finished a care session"),
        "care.reopen_session": _("Opened a care session again"),
    }
)
register_details(
    {"care_session": _("care session"), "follow_up": _("follow-up"), "step": _("step")},
    {"step": {key: step.title for key, step in BY_KEY.items()}},
)
