"""What this app keeps about people, for the registry of `privacy.person_tables`."""

from django.utils.translation import gettext_lazy as _

from mutualaid.privacy.person_tables import Goes, PersonTable, Whose, register_table

_THE_PLANS = _("It is the partnership’s plan, and stands under your role.")
_COUNTED = _("It tells which statement or chart it belongs to, and nothing about you.")

register_table(
    PersonTable(
        model="improvement_plan.Barrier",
        path="found_by__user",
        whose=Whose.COLLEAGUE,
        title=_("What you wrote down as being in the way"),
        shown={
            "reference": _("Reference"),
            "words": _("Words"),
            "kind": _("About"),
            "status": _("State"),
            "created_at": _("Written"),
            "updated_at": _("Last changed"),
        },
        withheld={"statement_key": _COUNTED, "found_in": _COUNTED},
        goes=Goes.STAYS,
        because=_THE_PLANS,
    )
)
register_table(
    PersonTable(
        model="improvement_plan.Action",
        path="owner__user",
        whose=Whose.COLLEAGUE,
        title=_("Actions of the plan that you own"),
        shown={
            "reference": _("Reference"),
            "title": _("Action"),
            "service": _("Line of"),
            "status": _("State"),
            "due_on": _("By when"),
            "review_on": _("Look at it again"),
            "closed_on": _("Closed"),
            "blocked_by": _("Blocked by"),
            "resources": _("What it takes"),
            "created_at": _("Written"),
            "updated_at": _("Last changed"),
            "reminded_on": _("You were reminded on"),
        },
        withheld=dict.fromkeys(
            (
                *("statement_keys", "found_in", "cause", "cause_words", "owner_body"),
                *("indicator_key", "target", "value_at_start", "revision"),
            ),
            _COUNTED,
        ),
        goes=Goes.STAYS,
        because=_THE_PLANS,
    )
)
register_table(
    PersonTable(
        model="improvement_plan.ActionEvent",
        path="by__user",
        whose=Whose.COLLEAGUE,
        title=_("What you did to actions of the plan"),
        shown={
            "at": _("When"),
            "kind": _("What"),
            "action": _("Action"),
            "from_status": _("From"),
            "to_status": _("To"),
            "words": _("Your words"),
        },
        withheld={"changes": _THE_PLANS},
        goes=Goes.STAYS,
        because=_THE_PLANS,
    )
)
