"""What an alarm on many records turned out to be."""

from django.utils.translation import gettext_lazy as _

from mutualaid.design_system.forms import Form, RadiosField


class SettleForm(Form):
    """One question, asked after talking to whoever it is about."""

    finding = RadiosField(
        label=_("What did you find?"),
        choices=[
            ("work", _("Ordinary work: the records were needed")),
            ("incident", _("Not work: I report it as an incident too")),
        ],
        error_messages={"required": _("Choose what you found.")},
    )

    def was_ordinary_work(self) -> bool:
        return bool(self.cleaned_data["finding"] == "work")
