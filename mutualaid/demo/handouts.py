"""What the demo adds to its hand-outs: two paragraphs on their sheets, one that waits."""

from mutualaid.core import clock
from mutualaid.handouts.actions import publish_insert, write_insert
from mutualaid.handouts.sheets import SHEETS
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership
from mutualaid.organisations.roles import Role

from .past import noon

PUBLISHED = {
    "3": (
        "The 7 bus goes from the station to the Old School. It runs until 11. "
        "Ask at the Riverside desk for a day pass."
    ),
    "6c": (
        "Ask for Kit at the Lantern hub on Tuesdays and Thursdays. "
        "Kit knows people who go to each kind of group."
    ),
}
WAITING = ("1", "A group meets in our own hall on Mondays at 7pm. Anybody may come.")
WRITTEN, READ = 40, 38  # days ago


def write_for_handouts(area: Area) -> None:
    """The champion writes, the administrator publishes."""
    champion = _hat(area, Role.RECOVERY_CHAMPION)
    administrator = _hat(area, Role.AREA_ADMINISTRATOR)
    for key, words in PUBLISHED.items():
        with clock.frozen_at(noon(WRITTEN)):
            insert = write_insert(sheet=SHEETS[key], words=words, by=champion)
        with clock.frozen_at(noon(READ)):
            publish_insert(insert=insert, by=administrator)
    key, words = WAITING
    write_insert(sheet=SHEETS[key], words=words, by=champion)


def _hat(area: Area, role: Role) -> Hat:
    held = Membership.objects.with_everything().filter(area=area, role=role)
    return held.order_by("pk")[0].hat()
