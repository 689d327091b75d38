"""What the acts of this app are called where the activity log is shown."""

from django.utils.translation import gettext_lazy as _

from mutualaid.activity_log.acts import register
from mutualaid.activity_log.details import register_details, register_subjects

from .models import EvidenceKind, RaterKind

# Rounds and raters.
register(
    {
        "self_assessment.abandon_round": _("Gave up a round of the self-assessment"),
        "self_assessment.change_round": _("Changed a round of the self-assessment"),
        "self_assessment.give_link": _(
            "Made a new link for a rater without an account"
        ),
        "self_assessment.invite_rater": _("Asked somebody to rate"),
        "self_assessment.name_fellowship": _(
            "Wrote down whether the report names a fellowship"
        ),
        "self_assessment.open_round": _("Opened a round of the self-assessment"),
        "self_assessment.remind_rater": _("Reminded somebody to rate"),
        "self_assessment.reveal_round": _("Showed the ratings of a round"),
        "self_assessment.withdraw_rater": _("Took a rater out of a round"),
    }
)
register_details(
    {
        "is_named": _("named in the report"),
        "is_on_paper": _("on paper"),
        "unfinished": _("had not finished"),
        "uses_scale": _("with the scale"),
        "version": _("version of the statements"),
        "voice": _("in the voice of"),
    },
    {"voice": dict(RaterKind.choices)},
)
register_subjects(
    {
        "rater": _("rater %(reference)s"),
        "round": _("round %(reference)s"),
    }
)

# Rating.
register(
    {
        "self_assessment.finish_rating": _("Finished rating"),
        "self_assessment.open_link": _("Opened the link of a rater without an account"),
        "self_assessment.overwrite_rating": _("Wrote an answer in place of another"),
        "self_assessment.reopen_rating": _("Opened their answers again"),
        "self_assessment.save_rating": _("Answered a statement"),
        "self_assessment.vote_importance": _("Said which statements matter most"),
    }
)

# Evidence and barriers beside a statement.
register(
    {
        "self_assessment.add_evidence": _("Added evidence to a self-assessment"),
        "self_assessment.keep_reading": _("Took a reading as evidence"),
        "self_assessment.refuse_reading": _("Said that a reading is not right"),
        "self_assessment.withdraw_evidence": _("Took evidence back"),
    }
)
register_details(
    {"part": _("part"), "kind_of_evidence": _("kind of evidence")},
    {"kind_of_evidence": dict(EvidenceKind.choices)},
)
register_subjects({"evidence": _("evidence %(reference)s")})

# Agreeing, and what came out.
register(
    {
        "self_assessment.agree": _("Wrote down what was agreed of a part"),
        "self_assessment.make_action": _("Made an action out of a gap"),
        "self_assessment.sign_off_round": _("Signed a round off"),
        "self_assessment.table_summary": _("Said when a team was told the results"),
    }
)
register_details({"statement": _("statement"), "tabled_on": _("told on")})
