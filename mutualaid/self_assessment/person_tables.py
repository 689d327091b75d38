"""What this app keeps about people, for the registry of `privacy.person_tables`."""

from django.utils.translation import gettext_lazy as _

from mutualaid.privacy.person_tables import (
    Goes,
    PersonTable,
    Whose,
    exempt_table,
    register_table,
)

_THE_ROUNDS = _("It is the partnership’s round, and stands under your role.")
_A_KEY = _("It tells which statement it belongs to, and nothing about you.")
_SECRET = _("The scrambled secret of a link. It keeps others out.")

register_table(
    PersonTable(
        model="self_assessment.Round",
        path=("opened_by__user", "signed_off_by__user"),
        whose=Whose.COLLEAGUE,
        title=_("Rounds of self-assessment that you opened or signed off"),
        shown={
            "reference": _("Reference"),
            "name": _("Name"),
            "status": _("State"),
            "created_at": _("Opened"),
            "updated_at": _("Last changed"),
            "rating_closes_on": _("Rating ended"),
            "signed_off_at": _("Signed off"),
            "sign_off_words": _("Words of the sign-off"),
        },
        withheld=dict.fromkeys(
            (
                *("instrument", "uses_scale", "evidence_from", "support"),
                *("revealed_at", "abandoned_because", "annexes"),
            ),
            _THE_ROUNDS,
        ),
        goes=Goes.STAYS,
        because=_THE_ROUNDS,
    )
)
register_table(
    PersonTable(
        model="self_assessment.Rater",
        path="membership__user",
        whose=Whose.COLLEAGUE,
        title=_("Rounds of self-assessment that you took part in"),
        shown={
            "reference": _("Reference"),
            "round": _("Round"),
            "kind": _("As"),
            "label": _("Called"),
            "service": _("For the service"),
            "fellowship": _("For the fellowship"),
            "wishes_to_be_named": _("To be named"),
            "is_on_paper": _("On paper"),
            "status": _("State"),
            "created_at": _("Asked"),
            "updated_at": _("Last changed"),
            "finished_at": _("Done"),
            "reminded_at": _("Reminded"),
            "link_opened_at": _("Link opened"),
        },
        withheld={"link_hash": _SECRET, "browser_hash": _SECRET},
        goes=Goes.STAYS,
        because=_THE_ROUNDS,
    )
)
register_table(
    PersonTable(
        model="self_assessment.Rating",
        path="rater__membership__user",
        whose=Whose.COLLEAGUE,
        title=_("Your ratings"),
        shown={
            "part_key": _("Statement"),
            "service": _("Service"),
            "answer": _("Answer"),
            "reason": _("Why it does not apply"),
            "comment": _("Comment"),
            "entered_by": _("Typed in by"),
            "created_at": _("Given"),
            "updated_at": _("Last changed"),
        },
        withheld={
            "revision": _A_KEY,
            "said_by": _("It can name other people."),
        },
        goes=Goes.STAYS,
        because=_THE_ROUNDS,
    )
)
register_table(
    PersonTable(
        model="self_assessment.Vote",
        path="rater__membership__user",
        whose=Whose.COLLEAGUE,
        title=_("Statements that you chose as the most important"),
        shown={"statement_key": _("Statement")},
        goes=Goes.STAYS,
        because=_THE_ROUNDS,
    )
)
register_table(
    PersonTable(
        model="self_assessment.AgreedRating",
        path="agreed_by__user",
        whose=Whose.COLLEAGUE,
        title=_("What a meeting agreed, and you wrote down"),
        shown={
            "round": _("Round"),
            "part_key": _("Statement"),
            "service": _("Service"),
            "answer": _("Answer"),
            "reason": _("Why it does not apply"),
            "comment": _("Comment"),
            "created_at": _("Written"),
            "updated_at": _("Last changed"),
        },
        withheld={
            "revision": _A_KEY,
            "minority_view": _THE_ROUNDS,
            "prints_minority_view": _THE_ROUNDS,
        },
        goes=Goes.STAYS,
        because=_THE_ROUNDS,
    )
)
register_table(
    PersonTable(
        model="self_assessment.Evidence",
        path=("added_by__user", "rater__membership__user"),
        whose=Whose.COLLEAGUE,
        title=_("Evidence that you added"),
        shown={
            "reference": _("Reference"),
            "round": _("Round"),
            "part_key": _("Statement"),
            "kind": _("Kind"),
            "status": _("State"),
            "words": _("Words"),
            "address": _("Web address"),
            "file": _("File"),
            "relates_to": _("Tells of"),
            "reason": _("Why a figure is not right"),
            "withdrawn_because": _("Why it was taken back"),
            "created_at": _("Added"),
            "updated_at": _("Last changed"),
        },
        withheld=dict.fromkeys(("indicator_key", "numerator", "denominator"), _A_KEY),
        goes=Goes.STAYS,
        because=_THE_ROUNDS,
    )
)
exempt_table(
    "self_assessment.Signature",
    _("A name as it stands in the public report, which points at no account."),
)
