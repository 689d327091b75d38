"""Finding a client by the reference, however it was typed, or by exactly the name."""

from typing import TypeVar

from django.db.models import Q, QuerySet

from mutualaid.core.models import REFERENCE_ALPHABET, REFERENCE_LENGTH
from mutualaid.organisations.hats import Hat
from mutualaid.privacy.looking import look
from mutualaid.privacy.models import Looked

from .models import Client, ClientIdentity

MOST = 20
Rows = TypeVar("Rows", bound="QuerySet[Client]")


def find_client(hat: Hat, words: str) -> list[Client]:
    """Those that this hat sees of exactly this reference or name, each written down as found."""
    seen = Client.objects.visible_to(hat).with_everything()
    found = list(fitting(seen, words, area_id=hat.area_id).order_by("pk")[:MOST])
    look([client.person for client in found], by=hat, what=Looked.FOUND)
    return found


def fitting(clients: Rows, words: str, *, area_id: int) -> Rows:
    """Narrowed to this reference or this name; never to how either begins."""
    named = ClientIdentity.objects.named(words, area_id=area_id)
    fits = Q(pk__in=named.values("client"))
    if reference := reference_in(words):
        fits |= Q(person__reference=reference)
    return clients.filter(fits)


def reference_in(words: str) -> str:
    """The reference as it is kept, from capitals or not, dashes and spaces; "" for none."""
    letters = "".join(letter for letter in words.upper() if letter.isalnum())
    if len(letters) != REFERENCE_LENGTH or set(letters) - set(REFERENCE_ALPHABET):
        return ""
    return letters
