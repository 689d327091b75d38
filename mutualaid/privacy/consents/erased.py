"""What an erasure leaves of a yes: who was to be told is gone, or when it is safe, so it holds no more.

A no stays a no, whatever of it is erased.
"""

from collections.abc import Collection

from mutualaid.privacy.erasing import register_eraser
from mutualaid.privacy.models import (
    AnswerStatus,
    ContactPreference,
    Person,
    TellingPermission,
)
from mutualaid.privacy.shelves import Shelf

from .actions.withdrawing import end

SAID_ON = {Shelf.COMPANY: TellingPermission, Shelf.CONTACT: ContactPreference}


@register_eraser
def end_what_was_erased(person: Person, shelves: Collection[Shelf]) -> int:
    """End each yes that is on these shelves; the rows stay."""
    for shelf, model in SAID_ON.items():
        if shelf in shelves:
            rows = model.objects.filter(person=person, status=AnswerStatus.GIVEN)
            end(rows, AnswerStatus.ERASED)
    return 0
