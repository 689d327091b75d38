"""What a concern and its notes say. Whoever opens them has written it into the log first."""

from django.utils.translation import gettext

from mutualaid.privacy.vault import NoKey

from .models import Concern, ConcernNote


def words_of(row: Concern | ConcernNote) -> str:
    """Its words; where their key is gone, that they can no longer be read."""
    try:
        return row.words("sealed_words")
    except NoKey:
        return gettext("What was written here can no longer be opened.")
