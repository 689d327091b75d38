"""Words about a person as the database keeps them: sealed under that person's own key."""

import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models
from django.utils.translation import gettext

from mutualaid.core.refusal import Refused

from .shelves import Shelf
from .vault import NONCE_BYTES, NoKey, key_of_sealed, make_key

VERSION = b"\x01"


class Damaged(Exception):
    """What was to be opened was changed, or sealed for another person or column."""


def seal(text: str, *, token: str, shelf: Shelf, column: str) -> bytes:
    """The text under the person's key; only the same person, shelf and column open it.

    Nothing is nothing: an empty text stays empty. Raises vault.NoKey for somebody erased.
    """
    if not text:
        return b""
    nonce, about = os.urandom(NONCE_BYTES), _about(token, shelf, column)
    key = make_key(token, shelf)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, text.encode(), about)


def unseal(sealed: bytes, *, token: str, shelf: Shelf, column: str) -> str:
    """What was sealed. Raises vault.NoKey where the key was destroyed, VaultFault, Damaged."""
    kept = bytes(sealed)
    if not kept:
        return ""
    start = len(VERSION) + NONCE_BYTES
    nonce, rest = kept[len(VERSION) : start], kept[start:]
    try:
        opened = AESGCM(key_of_sealed(token, shelf)).decrypt(
            nonce, rest, _about(token, shelf, column)
        )
    except InvalidTag:
        raise Damaged(column) from None
    return opened.decode()


def _about(token: str, shelf: Shelf, column: str) -> bytes:
    return f"{token}/{shelf}/{column}".encode()


class SealedField(models.BinaryField):
    """A column of sealed text on one shelf; read and written by the model's `words` and `write`."""

    def __init__(self, *, shelf: Shelf, **options: Any) -> None:
        self.shelf = shelf
        super().__init__(**{"default": b"", "blank": True, **options})

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        options["shelf"] = self.shelf
        return name, path, args, options


class SealedModel(models.Model):
    """A row with sealed columns. Whoever opens one has written the log first."""

    class Meta:
        abstract = True

    def sealed_for(self) -> str:
        """The token whose keys seal this row."""
        raise NotImplementedError

    def write(self, column: str, text: str) -> None:
        """Seal a text into a column; `save` keeps it. Raises Refused for what was erased."""
        field, token = self._sealed(column), self.sealed_for()
        try:
            sealed = seal(text, token=token, shelf=field.shelf, column=str(field))
        except NoKey:
            raise Refused(
                gettext(
                    "A part of this record was erased for good, and the same part cannot be "
                    "written again. Leave it empty."
                )
            ) from None
        setattr(self, column, sealed)

    def words(self, column: str) -> str:
        """What a column says. Raises vault.NoKey once it was erased."""
        field, token = self._sealed(column), self.sealed_for()
        sealed = getattr(self, column)
        return unseal(sealed, token=token, shelf=field.shelf, column=str(field))

    def words_left(self, column: str) -> str:
        """What a column says; of what was erased, nothing."""
        try:
            return self.words(column)
        except NoKey:
            return ""

    def _sealed(self, column: str) -> SealedField:
        field = self._meta.get_field(column)
        if not isinstance(field, SealedField):
            raise TypeError(f"{field} is not sealed.")
        return field
