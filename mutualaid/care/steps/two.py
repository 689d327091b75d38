"""Session two: choosing one meeting and committing to it.

The order is that of "Facilitating access to mutual aid" (PHE, 2013), session two; who goes along
is its appendix 1.
"""

from django.utils.translation import gettext_lazy as _

from mutualaid.care.questions import day, one_of, scale, some_of

from .choices import FAMILIES, OBSTACLES, WORRIES, YES_NO, YES_PARTLY_NO
from .step import Beside, Step

STEPS = (
    Step(
        "2.1",
        _("Check in"),
        say=_(
            "What did you make of the hand-outs? And the meeting, if you had planned one?"
        ),
        listen=_("Any part that was done is worth praise. Ask before you explain."),
        note=_("What they made of it"),
        questions=(
            one_of("read", _("Did they look at the hand-outs?"), YES_PARTLY_NO),
        ),
        beside=Beside.COMMITMENTS,
    ),
    Step(
        "2.2",
        _("Talk over groups in general"),
        say=_("What worries you about groups? What do you hope for?"),
        listen=_(
            "Draw the worry out before you answer it. Some can wait for another day."
        ),
        note=_("The worry in their words"),
        questions=(
            some_of("worries", _("What are the worries about?"), WORRIES),
            one_of("worries-settled", _("Are they settled?"), YES_PARTLY_NO),
        ),
    ),
    Step(
        "2.3",
        _("Talk over going"),
        say=_(
            "What would it take to get there? Hand-out 3 has the way, the time and the cost."
        ),
        listen=_("What could stop them on the day. “I am fine now” is one of those."),
        note=_("What could stop them"),
        questions=(some_of("obstacles", _("What could be in the way?"), OBSTACLES),),
    ),
    Step(
        "2.4",
        _("Problems and answers"),
        say=_(
            "Take the one that matters most. What are two things you could do about it?"
        ),
        listen=_("Two answers of theirs, one chosen. Hand-out 5 has what others did."),
        note=_("The problem, the answer they chose, who and when"),
        questions=(
            one_of("problem", _("Which one did you talk about?"), OBSTACLES | WORRIES),
            one_of("answer-chosen", _("Have they chosen an answer?"), YES_NO),
        ),
    ),
    Step(
        "2.5",
        _("Which kind they would like"),
        say=_(
            "Which kind of group would you like to try? You can try two and compare."
        ),
        listen=_("“Not sure” is an answer. Then offer two kinds."),
        note=_("What they want in a group, and what they do not want"),
        questions=(
            one_of(
                "kind-first",
                _("What would they like most?"),
                FAMILIES | {"compare": _("Not sure, wants to compare")},
            ),
            one_of("kind-second", _("And second?"), FAMILIES),
        ),
    ),
    Step(
        "2.6",
        _("Their week"),
        say=_(
            "Walk me through your week. When are you busy, and when do you need rest?"
        ),
        listen=_("Work, children, prescriptions, probation, benefits, faith and rest."),
        note=_("When they are busy; nobody else’s name"),
        questions=(
            some_of(
                "free",
                _("When could they go?"),
                {
                    "morning": _("Mornings"),
                    "afternoon": _("Afternoons"),
                    "evening": _("Evenings"),
                    "weekend": _("Weekends"),
                },
            ),
        ),
        beside=Beside.WEEK,
    ),
    Step(
        "2.7",
        _("Pick a meeting"),
        say=_("Here are a few that fit your week. Which one will you go to first?"),
        listen=_("They choose. One meeting with its date, and another in case."),
        note=_("Why this one"),
        beside=Beside.WEEK,
        is_short=True,
    ),
    Step(
        "2.8",
        _("Company"),
        say=_("Would you like somebody to go in with you? We can ring them now."),
        listen=_("If yes, ring while they are here. They may speak themselves."),
        note=_("How and where they meet; first names only"),
        questions=(
            one_of(
                "company",
                _("Would they like company?"),
                {
                    "yes": _("Yes"),
                    "later": _("Perhaps later"),
                    "own": _("They go with somebody they know"),
                    "no": _("No"),
                },
            ),
            one_of(
                "rang",
                _("Who was rung?"),
                {
                    "helpline": _("A fellowship’s helpline"),
                    "liaison": _("A group’s contact for new people"),
                    "peer": _("A peer of ours"),
                    "nobody": _("Nobody"),
                },
            ),
            one_of(
                "rang-outcome",
                _("What came of it?"),
                {
                    "agreed": _("Somebody goes with them"),
                    "answer-waits": _("We wait for an answer"),
                    "no-answer": _("Nobody answered"),
                    "not-free": _("Nobody is free"),
                },
            ),
        ),
        is_short=True,
    ),
    Step(
        "2.9",
        _("Write it down"),
        say=_("Let us write it on one page: the date, the place and the way there."),
        listen=_("Ask for a few words on how it was. The journal is theirs."),
        note=_("Anything that should stand on the page"),
        questions=(one_of("page-given", _("Did they get the page?"), YES_NO),),
    ),
    Step(
        "2.10",
        _("Close"),
        say=_("From 0 to 10, how sure are you that you will go?"),
        listen=_("Below 7, make the step smaller or add support. Then ask again."),
        note=_("What would make them surer"),
        questions=(
            scale("confidence", _("How sure are they?"), hint=_("10 is quite sure.")),
            one_of("plan-changed", _("Did you make the step smaller?"), YES_NO),
            day("next-on", _("When do you meet again?")),
        ),
        is_short=True,
    ),
)
