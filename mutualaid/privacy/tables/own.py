"""What this app keeps about clients itself, for the registry."""

from django.utils.translation import gettext_lazy as _

from mutualaid.organisations.retention import KINDS
from mutualaid.privacy.person_tables import (
    Goes,
    PersonTable,
    Whose,
    exempt_table,
    register_table,
)

from .reasons import (
    AS_LONG_AS_THE_RECORD,
    BESIDE_IT,
    OF_OTHERS,
    STANDS_FOR_YOU,
)


def _kind_in_words(key: str) -> str:
    labels = {kind.key: str(kind.label) for kind in KINDS}
    return labels.get(key, key)


register_table(
    PersonTable(
        model="privacy.Person",
        path="pk",
        whose=Whose.CLIENT,
        title=_("Your reference"),
        shown={
            "reference": _("Reference"),
            "service": _("Service"),
            "created_at": _("First written down"),
        },
        withheld={"token": STANDS_FOR_YOU},
        because=AS_LONG_AS_THE_RECORD,
    )
)
register_table(
    PersonTable(
        model="privacy.Look",
        path="person",
        whose=Whose.CLIENT,
        title=_("Who looked at what is kept about you"),
        shown={
            "looked_at": _("When"),
            "what": _("What they did"),
            "membership": _("Who"),
        },
        withheld={"role": _("“Who” says it too.")},
        because=_("It shows whether people looked who had no reason to."),
    )
)
register_table(
    PersonTable(
        model="privacy.RightsRequest",
        path="person",
        whose=Whose.CLIENT,
        title=_("What you asked about your data"),
        shown={
            "reference": _("Reference"),
            "kind": _("What you asked for"),
            "sealed_words": _("In your words"),
            "status": _("How far it is"),
            "identity_check": _("How we knew that it was you"),
            "received_on": _("You asked on"),
            "due_on": _("We answer by"),
            "is_extended": _("We took more time"),
            "sealed_extension": _("Why we took more time"),
            "opened_by": _("Written down by"),
            "opened_at": _("Written down"),
            "answered_on": _("Answered on"),
            "answered_by": _("Answered by"),
            "sealed_answer": _("What we told you"),
            "service": _("Service"),
        },
        withheld={"reminded_on": _("The day our computer told us not to forget it.")},
        because=_("It shows that we answered, and when."),
    )
)
register_table(
    PersonTable(
        model="privacy.RightsDecision",
        path="request__person",
        whose=Whose.CLIENT,
        title=_("What we decided when you asked us to erase"),
        shown={
            "shelf": _("Part"),
            "is_erased": _("Erased"),
            "because": _("Why it stays"),
            "decided_at": _("Decided"),
        },
        because=_("It shows that we answered, and when."),
    )
)
register_table(
    PersonTable(
        model="privacy.AttachedCorrection",
        path="person",
        whose=Whose.CLIENT,
        title=_("What you told us is wrong"),
        shown={
            "reference": _("Reference"),
            "sealed_words": _("In your words"),
            "attached_at": _("When"),
            "attached_by": _("Written down by"),
        },
        withheld={"about": BESIDE_IT, "row": BESIDE_IT},
        because=_("It belongs to what it puts right."),
    )
)
register_table(
    PersonTable(
        model="privacy.Hold",
        path="person",
        whose=Whose.CLIENT,
        title=_("Times when nothing about you may be erased"),
        shown={
            "reference": _("Reference"),
            "reason": _("Why"),
            "until": _("Until"),
            "placed_at": _("From"),
            "placed_by": _("Decided by"),
            "lifted_at": _("Ended"),
            "lifted_by": _("Ended by"),
        },
        withheld={"sealed_words": OF_OTHERS},
        goes=Goes.WITH_THE_RECORD,
        because=AS_LONG_AS_THE_RECORD,
    )
)
register_table(
    PersonTable(
        model="privacy.Review",
        path="person",
        whose=Whose.CLIENT,
        title=_("Times when we asked whether we still need this"),
        shown={
            "reference": _("Reference"),
            "kind": _("What"),
            "since": _("Counted from"),
            "due_on": _("To be looked at by"),
            "listed_at": _("Put on the list"),
            "decided_at": _("Decided"),
            "decided_by": _("Decided by"),
            "outcome": _("What was decided"),
            "keep_until": _("Kept until"),
            "sealed_reason": _("Why"),
        },
        said={"kind": _kind_in_words},
        because=AS_LONG_AS_THE_RECORD,
    )
)
register_table(
    PersonTable(
        model="privacy.BulkAlarm",
        path="membership__user",
        whose=Whose.COLLEAGUE,
        title=_("When you opened the records of very many people"),
        shown={
            "reference": _("Reference"),
            "people": _("How many"),
            "raised_at": _("When"),
            "settled_at": _("Looked into"),
            "settled_by": _("Looked into by"),
            "was_ordinary_work": _("It was ordinary work"),
        },
        because=_("It shows that somebody looked into it."),
    )
)

_OF_THE_SERVICE = _(
    "It is the service’s own record of what went wrong. Whoever it touched finds it under their "
    "own data."
)
exempt_table("privacy.Incident", _OF_THE_SERVICE)
exempt_table("privacy.IncidentNote", _OF_THE_SERVICE)
