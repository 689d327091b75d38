"""What the acts of this app are called where the activity log is shown."""

from django.utils.translation import gettext_lazy as _

from mutualaid.activity_log.acts import register
from mutualaid.activity_log.details import register_details, register_subjects

from .models import ActionStatus, Verdict

register(
    {
        "improvement_plan.add_barrier": _("Wrote down what is in the way"),
        "improvement_plan.add_cycle": _("Planned to try something for an action"),
        "improvement_plan.change_action": _("Changed an action of the plan"),
        "improvement_plan.comment_on_action": _("Commented on an action of the plan"),
        "improvement_plan.lift_barrier": _("Said that a barrier is lifted"),
        "improvement_plan.move_action": _("Moved an action of the plan on"),
        "improvement_plan.propose_action": _("Proposed an action for the plan"),
        "improvement_plan.remind_of_action": _("Reminded somebody of an action"),
        "improvement_plan.reopen_barrier": _("Said that a barrier stands again"),
        "improvement_plan.study_cycle": _("Wrote down what came of a try"),
    }
)

register_details(
    {
        "from_state": _("from"),
        "statements": _("statements"),
        "to_state": _("to"),
        "verdict": _("what follows"),
    },
    {
        "from_state": dict(ActionStatus.choices),
        "to_state": dict(ActionStatus.choices),
        "verdict": dict(Verdict.choices),
    },
)
register_subjects(
    {
        "action": _("action %(reference)s"),
        "barrier": _("barrier %(reference)s"),
    }
)
