"""Who a client is: apart from everything else, and sealed column by column."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutualaid.core.row_security import RowScope
from mutualaid.organisations.models import Area
from mutualaid.privacy.hashing import Purpose, digest_of, digests_of
from mutualaid.privacy.sealing import SealedField, SealedModel
from mutualaid.privacy.shelves import Shelf

from .clients import Client


class Format(models.TextChoices):
    """How somebody likes to get information."""

    STANDARD = "standard", _("Ordinary print")
    LARGE_PRINT = "large-print", _("Large print")
    EASY_READ = "easy-read", _("Easy read, with pictures")
    AUDIO = "audio", _("To listen to")
    TOGETHER = "together", _("Gone through together")


class IdentityQuerySet(models.QuerySet["ClientIdentity"]):
    """Finds identities by what they are exactly, never by how they begin."""

    def named(self, name: str, *, area_id: int) -> Self:
        """Those of exactly this name, whatever its capitals; none for no name."""
        digests = digests_of(name, Purpose.CLIENT_NAME, area_id=area_id)
        return self.filter(area=area_id, name_digest__in=digests)


class ClientIdentity(SealedModel):
    """Read by `clients.reading.identity_of` alone, which writes the log first."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "client": "special",
        "area": "ordinary",
        "sealed_name": "special",
        "sealed_initials": "special",
        "sealed_local_number": "special",
        "sealed_contact": "special",
        "sealed_safe_contact": "special",
        "sealed_needs": "special",
        "name_digest": "special",
        "format": "personal",
        "language": "personal",
        "changed_at": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    client = models.OneToOneField(
        Client, models.CASCADE, primary_key=True, related_name="identity"
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    # The name to be called.
    sealed_name = SealedField(shelf=Shelf.IDENTITY)
    sealed_initials = SealedField(shelf=Shelf.IDENTITY)
    # What the treatment system calls them; opaque to us.
    sealed_local_number = SealedField(shelf=Shelf.IDENTITY)
    sealed_contact = SealedField(shelf=Shelf.CONTACT)
    # When and how it is safe to get in touch.
    sealed_safe_contact = SealedField(shelf=Shelf.CONTACT)
    # What helps them: steps, hearing, reading.
    sealed_needs = SealedField(shelf=Shelf.IDENTITY)
    name_digest = models.CharField(max_length=64, blank=True)
    format = models.CharField(
        max_length=20, choices=Format.choices, default=Format.STANDARD
    )
    # As BCP 47 writes it: "pl".
    language = models.CharField(max_length=35, default="en")
    changed_at = models.DateTimeField()

    objects = IdentityQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["area", "name_digest"])]

    def __str__(self) -> str:
        return "Somebody"

    def sealed_for(self) -> str:
        return self.client.person.token

    def name(self, name: str) -> None:
        """Seal a name and keep what it is found by; `save` keeps both."""
        self.write("sealed_name", name)
        self.name_digest = digest_of(name, Purpose.CLIENT_NAME, area_id=self.area_id)
