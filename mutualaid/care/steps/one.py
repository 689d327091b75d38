"""Session one: opening the subject, in the last quarter of an hour of an ordinary session.

The order is that of "Facilitating access to mutual aid" (PHE, 2013), session one.
"""

from django.utils.translation import gettext_lazy as _

from mutualaid.care.questions import day, one_of, scale, some_of

from .choices import BEEN, FAMILIES, FORMATS, WORRIES, YES_NO
from .step import Beside, Step

STEPS = (
    Step(
        "1.1",
        _("Link it to where they want to get to"),
        say=_(
            "You told me where you would like to be. Groups are one way to get nearer."
        ),
        listen=_(
            "A change they have named themselves. Start from their words, not ours."
        ),
        note=_("The change they named, in one line"),
        questions=(
            scale(
                "interest",
                _("How interested are they today?"),
                hint=_("0 is not at all."),
            ),
        ),
    ),
    Step(
        "1.2",
        _("Ask about the past"),
        say=_("Have you been to a group before, of any kind? What was it like?"),
        listen=_(
            "What was good, and what was not. This is not the time for every detail."
        ),
        note=_("What they liked or did not like"),
        questions=(
            *(one_of(f"been-{key}", label, BEEN) for key, label in FAMILIES.items()),
            one_of("more-next-time", _("Talk more about it next time?"), YES_NO),
        ),
        is_short=True,
    ),
    Step(
        "1.3",
        _("Say what groups are and why they help"),
        say=_(
            "What do you know about groups? May I tell you a little? What do you make of it?"
        ),
        listen=_(
            "Ask first, tell a little, ask again. Hand-outs 1 and 2 have it in print."
        ),
        note=_("What caught their interest"),
        is_short=True,
    ),
    Step(
        "1.4",
        _("Say what is near here"),
        say=_(
            "These are the groups on your side of town. I can tell you one thing about each."
        ),
        listen=_("Which one they ask about. Every kind gets the same room."),
        note=_("Which one they asked about"),
        questions=(some_of("shown", _("Which kinds did you show them?"), FAMILIES),),
        is_short=True,
    ),
    Step(
        "1.5",
        _("Answer doubts"),
        say=_("Many people have doubts before they go. What are yours?"),
        listen=_(
            "A doubt is worth hearing to its end. Answer it fairly, or say you will ask."
        ),
        note=_("The doubt in their words"),
        questions=(
            some_of("doubts", _("What are the doubts about?"), WORRIES),
            one_of("doubts-answered", _("Are they answered?"), YES_NO),
        ),
    ),
    Step(
        "1.6",
        _("Ask how they like to get information"),
        say=_(
            "How do you like to get information: in print, large print, or shall we talk?"
        ),
        listen=_("Never ask whether they can read. Offer to go through it together."),
        note=_("What helps them to take it in"),
        questions=(
            one_of("format", _("How do they like to get it?"), FORMATS),
            one_of("reading-help", _("Would they like help with reading?"), YES_NO),
        ),
        beside=Beside.HELPS,
    ),
    Step(
        "1.7",
        _("Give the pack"),
        say=_("These are yours to keep. We will talk about them next time."),
        listen=_("Hand-outs 3 to 6 and a journal. Say why each is worth a look."),
        note=_("Anything they want to start with"),
        questions=(
            one_of("leaves-with-all", _("Do they leave with all of it?"), YES_NO),
        ),
        is_short=True,
    ),
    Step(
        "1.8",
        _("First goals"),
        say=_("What would be a good small step before we meet again?"),
        listen=_(
            "Their step, in their size. If they know groups already, one meeting this week."
        ),
        note=_("The step in their words"),
        questions=(
            some_of(
                "first-goals",
                _("What do they mean to do?"),
                {
                    "journal": _("Start the journal"),
                    "meeting": _("Go to a meeting this week"),
                    "read": _("Read the hand-outs"),
                    "talk": _("Talk to somebody who goes"),
                    "think": _("Think about which meeting"),
                },
            ),
        ),
        beside=Beside.COMMITMENTS,
    ),
    Step(
        "1.9",
        _("Close"),
        say=_(
            "When shall we talk about it again? Is it still fine to reach you as before?"
        ),
        listen=_("A date for session two while you are together."),
        note=_("Anything for next time"),
        questions=(
            day("next-on", _("When do you meet again?")),
            one_of("contact-fine", _("Is the way to reach them still fine?"), YES_NO),
        ),
        is_short=True,
    ),
)
