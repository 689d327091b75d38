"""Session three: taking an interest, held again as long as it helps.

The order is that of "Facilitating access to mutual aid" (PHE, 2013), session three.
"""

from django.utils.translation import gettext_lazy as _

from mutualaid.care.questions import day, one_of, scale, some_of

from .choices import OBSTACLES, YES_NO
from .step import Beside, Step

STEPS = (
    Step(
        "3.1",
        _("How the plan went"),
        say=_("You had planned a meeting. How did it go?"),
        listen=_("Whatever they say is fine. Use the journal only if they offer it."),
        note=_("What they tell of it"),
        questions=(
            one_of(
                "with-whom",
                _("Who went with them?"),
                {
                    "alone": _("They went alone"),
                    "peer": _("A peer"),
                    "friend": _("A friend or family"),
                    "unsaid": _("They would rather not say"),
                },
            ),
            one_of(
                "times",
                _("How many meetings in the last 4 weeks?"),
                {
                    "0": _("None"),
                    "1-3": _("1 to 3"),
                    "4-7": _("4 to 7"),
                    "8": _("8 or more"),
                    "unsaid": _("They would rather not say"),
                },
            ),
        ),
        beside=Beside.COMMITMENTS,
        is_short=True,
    ),
    Step(
        "3.2",
        _("How it was"),
        say=_("What was it like? What did you like, and what not?"),
        listen=_("The open question first, the number second."),
        note=_("One thing they liked, one they did not"),
        questions=(
            scale("helpful", _("How much did it help?"), hint=_("0 is not at all.")),
            one_of(
                "go-again",
                _("Would they go again?"),
                YES_NO | {"other": _("To another one")},
            ),
        ),
        is_short=True,
    ),
    Step(
        "3.3",
        _("If it was hard, or did not happen"),
        say=_("Things get in the way for everybody. What was it this time?"),
        listen=_("No blame. Was it the day, the way there or the meeting itself?"),
        note=_("What got in the way; nothing about other people there"),
        questions=(
            one_of(
                "reason",
                _("What was it mostly?"),
                {
                    "day": _("The day or how they felt"),
                    "way": _("Getting there"),
                    "meeting": _("The meeting was not on, or not as told"),
                },
            ),
            some_of("got-in-the-way", _("What got in the way?"), OBSTACLES),
        ),
    ),
    Step(
        "3.4",
        _("Try another and compare"),
        say=_("Some people try two kinds in one week, to see which suits them."),
        listen=_("Offer, do not push."),
        note=_("What they would like to compare"),
        questions=(one_of("compare", _("Will they try another?"), YES_NO),),
        beside=Beside.COMMITMENTS,
    ),
    Step(
        "3.5",
        _("Next steps in the group"),
        say=_(
            "What could you try there next: say hello, help with the tea, share a little?"
        ),
        listen=_("Hand-out 4. Being part of it helps more than being there."),
        note=_("The next thing they will try"),
        questions=(
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
        ),
    ),
    Step(
        "3.6",
        _("Goals"),
        say=_("What would you like to do next?"),
        listen=_("Numbers go into their own telephone, never into our record."),
        note=_("The goal in their words"),
        questions=(
            some_of(
                "next-goals",
                _("What do they mean to do?"),
                {
                    "more": _("Go to more meetings"),
                    "numbers": _("Swap numbers with somebody"),
                    "role": _("Take a small job in the group"),
                    "sponsor": _("Talk to somebody about sponsorship"),
                },
            ),
            scale("goal-now", _("How near are they to it now?")),
        ),
    ),
    Step(
        "3.7",
        _("Close"),
        say=_("Shall we talk about it like this again, or just ask now and then?"),
        listen=_("They decide with you what comes next."),
        note=_("Anything for next time"),
        questions=(
            one_of(
                "next-kind",
                _("What comes next?"),
                {
                    "two": _("Session two again"),
                    "three": _("Session three again"),
                    "follow-up": _("We ask after 4, 12 and 26 weeks"),
                },
            ),
            day("next-on", _("When do you meet again?")),
        ),
        is_short=True,
    ),
)
