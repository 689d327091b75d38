"""What no list tells: other fellowships, checks, and what is known of places. Made up, in bulk."""

import os
import random
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mutualaid.config.settings")
django.setup()

from mutualaid.core import clock  # noqa: E402
from mutualaid.core.area import within  # noqa: E402
from mutualaid.directory.models import (  # noqa: E402
    DirectoryRevision,
    Fellowship,
    Meeting,
    Venue,
    VenueFact,
)
from mutualaid.directory.models.venue_facts import VenueQuestion  # noqa: E402
from mutualaid.organisations.models import Area  # noqa: E402

LANGUAGES = ("en", "pl", "ur", "cy", "bsl", "pa", "es", "ro", "ar", "bn", "fr", "pt")
MORE = ("lgbtq", "hearing-loop", "no-proof", "captions", "food", "secular", "parents")


def spread(area: int) -> None:
    """Give every meeting a fellowship, a check perhaps, a language, a feature more."""
    chance = random.Random(7)  # noqa: S311
    fellowships = list(Fellowship.objects.order_by("key"))
    weights = [1 / (1 + place) for place in range(len(fellowships))]
    today = clock.today()
    meetings = list(Meeting.objects.order_by("pk"))
    for meeting in meetings:
        (meeting.fellowship,) = chance.choices(fellowships, weights)
        meeting.openness = chance.choice(("open", "closed", "closed", ""))
        meeting.languages = chance.choices(LANGUAGES, (80, *(2,) * 11))
        meeting.features = sorted({*meeting.features, chance.choice(MORE)})
        if chance.random() < 0.6:
            meeting.verified_on = today - timedelta(days=chance.randrange(400))
            meeting.verified_how = "seen"
    columns = ["fellowship", "openness", "languages", "features"]
    columns += ["verified_on", "verified_how"]
    Meeting.objects.bulk_update(meetings, columns, batch_size=2000)
    facts = [
        VenueFact(
            area_id=area,
            venue_id=venue,
            question=question,
            is_so=chance.random() < 0.7,
            checked_on=today,
            by_role="recovery-champion",
        )
        for venue in Venue.objects.values_list("pk", flat=True)
        for question in VenueQuestion.values
        if chance.random() < 0.25
    ]
    VenueFact.objects.bulk_create(facts, batch_size=5000)
    DirectoryRevision.advance()


if __name__ == "__main__":
    (area,) = Area.objects.all()
    with within(area.pk):
        spread(area.pk)
