"""Whether somebody's record has to stay for now, whatever its time and whoever asks."""

from django.utils.translation import gettext

from mutualaid.core.refusal import Refused

from .models import Hold, Person


def is_held(person: Person) -> bool:
    """Whether a hold keeps anything about this person from being erased."""
    return Hold.objects.in_force().filter(person=person).exists()


def refuse_if_held(person: Person) -> None:
    """Raise Refused where a hold is in force. Locks the person's row: no hold comes between."""
    Person.objects.select_for_update().filter(pk=person.pk).first()
    if is_held(person):
        raise Refused(
            gettext(
                "There is a hold on this record, so nothing was erased. Once the hold is over or "
                "lifted, it can be."
            )
        )
