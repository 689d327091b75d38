"""What people set and note on a chart."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from mutualaid.core import clock
from mutualaid.core.measures import Indicator, Unit
from mutualaid.design_system.forms import DateField, Form, RadiosField, SelectField
from mutualaid.indicators.models import NoteKind
from mutualaid.organisations.forms.places import LineField

BASELINES = (12, 15, 18, 20, 24)
LONGEST = 200
UNITS: dict[Unit, Any] = {
    Unit.SHARE: gettext_lazy("In percent. Leave it empty for no target."),
    Unit.COUNT: gettext_lazy("A number. Leave it empty for no target."),
    Unit.DAYS: gettext_lazy("In days. Leave it empty for no target."),
}
# What the plan leaves by itself is not written by hand.
BY_HAND = [choice for choice in NoteKind.choices if choice[0] != NoteKind.ACTION]


class NoteForm(Form):
    """A dated note."""

    on = DateField(
        label=gettext_lazy("When was it?"),
    )
    kind = RadiosField(label=gettext_lazy("What was it?"), choices=BY_HAND)
    words = LineField(
        label=gettext_lazy("In a few words"),
        help_text=gettext_lazy(
            "It stands beside the chart, and on paper. Leave out names of people."
        ),
        max_length=LONGEST,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].help_text = gettext("For example, %(example)s.") % {
            "example": f"{clock.today():%-d %-m %Y}"
        }


class ChartForm(Form):
    """What people work towards, and what the limits rest on."""

    target = LineField(
        label=gettext_lazy("Target"), required=False, max_length=9, width=5
    )
    baseline = SelectField(
        label=gettext_lazy("What should the limits rest on?"),
        help_text=gettext_lazy(
            "Fixed limits show later months against how things were at first."
        ),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        indicator: Indicator,
        points: int,
        baseline: int | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._is_share = indicator.unit is Unit.SHARE
        self.fields["target"].help_text = UNITS[indicator.unit]
        fixed = sorted({each for each in (*BASELINES, baseline) if each})
        self.fields["baseline"].choices = [  # type: ignore[attr-defined]
            ("", gettext("All points so far (trial limits)")),
            *(
                (str(n), gettext("The first %(n)d points") % {"n": n})
                for n in fixed
                if n <= points or n == baseline
            ),
        ]

    def clean_target(self) -> float | None:
        text: str = self.cleaned_data["target"].rstrip("%").strip()
        if not text:
            return None
        try:
            target = float(text.replace(",", ""))
        except ValueError:
            target = -1.0
        if not 0 <= target <= (100 if self._is_share else 1e6):
            raise ValidationError(_target_words(is_share=self._is_share), code="target")
        return target

    def clean_baseline(self) -> int | None:
        return int(self.cleaned_data["baseline"] or 0) or None


class RebaseForm(Form):
    """From when limits are worked out anew, and why."""

    month = SelectField(label=gettext_lazy("From which month on?"))
    reason = LineField(
        label=gettext_lazy("What is done differently since then?"),
        help_text=gettext_lazy(
            "Only if you know why, and expect it to stay. It stands beside the chart."
        ),
        max_length=LONGEST,
    )

    def __init__(self, *args: Any, months: Sequence[tuple[date, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = [  # type: ignore[attr-defined]
            ("", gettext("Choose a month")),
            *((month.isoformat(), words) for month, words in months),
        ]

    def clean_month(self) -> date:
        return date.fromisoformat(self.cleaned_data["month"])


def _target_words(*, is_share: bool) -> str:
    if is_share:
        return gettext("Write a number from 0 to 100, like 80.")
    return gettext("Write a number, like 12.")
