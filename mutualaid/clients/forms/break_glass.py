"""What somebody says before a record opens in an emergency, and after it."""

from django.utils.translation import gettext_lazy as _

from mutualaid.accounts.proof_form import ProofForm
from mutualaid.clients.models import BreakGlassOutcome, BreakGlassReason
from mutualaid.design_system.forms import Form, RadiosField, TextareaField
from mutualaid.organisations.forms.places import LineField

LONGEST = 500


class EmergencyForm(ProofForm):
    """Whose record, why, and who asks; never in an address, since it may be a name."""

    client = LineField(
        label=_("Reference, or the whole name"),
        help_text=_(
            "For example, K7Q-4MX-9TWB. If two people share a name, use the reference."
        ),
        max_length=80,
        width=20,
        error_messages={"required": _("Write a reference or a name.")},
    )
    reason = RadiosField(
        label=_("Why can it not wait?"),
        choices=BreakGlassReason.choices,
        error_messages={"required": _("Choose why it cannot wait.")},
    )
    words = TextareaField(
        label=_("What has happened?"),
        help_text=_("A line or two. Whoever looks at it afterwards reads this."),
        max_length=LONGEST,
        rows=3,
        error_messages={"required": _("Write a line about why it cannot wait.")},
    )
    field_order = ("client", "reason", "words", "code", "credential")

    def clean_reason(self) -> BreakGlassReason:
        return BreakGlassReason(self.cleaned_data["reason"])


class ReviewForm(Form):
    """What somebody found afterwards."""

    outcome = RadiosField(
        label=_("What did you find?"),
        choices=BreakGlassOutcome.choices,
        error_messages={"required": _("Choose what you found.")},
    )
    words = TextareaField(
        label=_("What follows from it?"),
        help_text=_("You can leave this empty if it was right to open the record."),
        required=False,
        max_length=LONGEST,
        rows=3,
    )

    def clean_outcome(self) -> BreakGlassOutcome:
        return BreakGlassOutcome(self.cleaned_data["outcome"])
