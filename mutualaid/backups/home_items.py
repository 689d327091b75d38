"""What backups ask of an area administrator: to ring whoever runs the server."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from mutualaid.organisations.hats import Hat
from mutualaid.organisations.home_items import HomeItem, register
from mutualaid.organisations.roles import Role

from .standing import last_drill, last_taken

TODAY, SOME_TIME = 0, 20


@register(Role.AREA_ADMINISTRATOR)
def backups_late(_hat: Hat) -> Iterator[HomeItem]:
    """Where backups are set up here; that they are not is told on their page."""
    if settings.BACKUPS_DIR is None:
        return
    taken, drill = last_taken(), last_drill()
    if taken is None or taken.is_late():
        words = _("There is no backup of the last 26 hours.")
        yield HomeItem(words, reverse("show_backups"), _("See backups"), TODAY)
    if drill is None or drill.is_late():
        words = _("No restore drill was held in the last month.")
        yield HomeItem(words, reverse("show_backups"), _("See backups"), SOME_TIME)
