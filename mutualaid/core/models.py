"""Abstract models: what nearly every table shares."""

import secrets

from django.db import models

# No vowels, so no words; no 0 O 1 I L, so nothing to misread aloud.
REFERENCE_ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"
REFERENCE_LENGTH = 10


def new_reference() -> str:
    """A random public reference; primary keys are never shown."""
    number = secrets.randbelow(len(REFERENCE_ALPHABET) ** REFERENCE_LENGTH)
    letters = []
    for _ in range(REFERENCE_LENGTH):
        number, letter = divmod(number, len(REFERENCE_ALPHABET))
        letters.append(REFERENCE_ALPHABET[letter])
    return "".join(letters)


class Referenced(models.Model):
    """A row that the outside may name, by a random reference."""

    reference = models.CharField(
        max_length=REFERENCE_LENGTH, unique=True, editable=False, default=new_reference
    )

    class Meta:
        abstract = True


class Timestamped(models.Model):
    """When the row was written first and last; actions set both from the clock."""

    created_at = models.DateTimeField(editable=False)
    updated_at = models.DateTimeField(editable=False)

    class Meta:
        abstract = True
