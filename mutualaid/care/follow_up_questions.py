"""What is asked 4, 12 and 26 weeks later. "Rather not say" is an answer, and nothing is checked.

The three questions are those of periodic follow-up in the self-assessment (PHE, 2013, 4.2 and
5.6); involvement is asked because it is what carries the effect (Timko and others, 2006).
"""

from django.utils.translation import gettext_lazy as _

from .questions import one_of, scale, some_of
from .steps.choices import YES_NO

UNSAID = {"unsaid": _("They would rather not say")}
BEEN, TIMES, HELPFUL = "been", "times", "helpful"
QUESTIONS = (
    one_of(
        BEEN,
        _("Have they been to a meeting since you last spoke?"),
        YES_NO | UNSAID,
    ),
    one_of(
        TIMES,
        _("About how many in the last 4 weeks?"),
        {
            "0": _("None"),
            "1-3": _("1 to 3"),
            "4-7": _("4 to 7"),
            "8": _("8 or more"),
            **UNSAID,
        },
    ),
    scale(HELPFUL, _("How much did it help?"), hint=_("0 is not at all.")),
    some_of(
        "involved",
        _("What have they done there?"),
        {
            "hello": _("Said hello to somebody"),
            "helped": _("Helped out"),
            "numbers": _("Swapped telephone numbers"),
            "spoke": _("Spoke in the meeting"),
            "sponsor": _("Asked about a sponsor or mentor"),
        },
    ),
    one_of(
        "reason",
        _("If they have not been: what was it mostly?"),
        {
            "day": _("The day or how they felt"),
            "way": _("Getting there"),
            "meeting": _("The meeting was not on, or not as told"),
        },
    ),
)
BY_KEY = {question.key: question for question in QUESTIONS}
