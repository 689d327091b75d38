"""The key that backups are sealed for. The host has its public half and never the other."""

import json
import os
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pyrage
from django.conf import settings
from pyrage import x25519

from mutualaid.core.refusal import Refused
from mutualaid.privacy.rotating import replace_file

from .places import stamp

RECIPIENT_FILE = "backup-recipient"
CONFIRMED_FILE = "backup-key-confirmed"
BEGINS = "AGE-SECRET-KEY-1"
LARGEST_IDENTITY_FILE = 64_000
TEST_MESSAGE = b"What was sealed on this host opens with the key that was kept."


@dataclass(frozen=True, slots=True)
class Pair:
    """A new pair: the identity opens what was sealed for the recipient."""

    identity: str
    recipient: str


def new_pair() -> Pair:
    made = x25519.Identity.generate()
    return Pair(str(made), str(made.to_public()))


def recipient_file() -> Path:
    return Path(settings.DATA_DIR) / RECIPIENT_FILE


def known_recipient() -> str:
    """Whom backups are sealed for; "" where nobody has said it."""
    told: str = settings.BACKUP_RECIPIENT
    if told or not recipient_file().is_file():
        return told
    return recipient_file().read_text().strip()


def recipient() -> str:
    """The same. Raises Refused where there is none, or where it is no key."""
    told = known_recipient()
    if not told:
        raise Refused(
            "There is no key to seal backups for; `mutualaid backup-key` makes one. "
            "No backup was taken."
        )
    try:
        return str(x25519.Recipient.from_str(told))
    except pyrage.RecipientError as error:
        raise Refused(
            "MUTUALAID_BACKUP_RECIPIENT is no public key of age, which begins with age1. "
            "No backup was taken."
        ) from error


def keep_recipient(told: str) -> None:
    """Keep the public half on the host."""
    recipient_file().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    replace_file(recipient_file(), told)


def opens(identity: str, sealed_for: str) -> bool:
    """Whether this key opens what is sealed for that one, tried on a message."""
    sealed, opened = BytesIO(), BytesIO()
    pyrage.encrypt_io(
        BytesIO(TEST_MESSAGE), sealed, [x25519.Recipient.from_str(sealed_for)]
    )
    sealed.seek(0)
    try:
        pyrage.decrypt_io(sealed, opened, [x25519.Identity.from_str(identity)])
    except (pyrage.DecryptError, pyrage.IdentityError):
        return False
    return opened.getvalue() == TEST_MESSAGE


def confirm(identity: str) -> None:
    """Note that the kept key was given back and opened a message. Raises Refused."""
    sealed_for = recipient()
    if not opens(identity, sealed_for):
        raise Refused(
            "That is not the key that belongs to this host, so nothing was confirmed. "
            "Look for it where you kept it, or start again with --new."
        )
    said = json.dumps({"recipient": sealed_for, "confirmed_at": stamp()})
    replace_file(Path(settings.DATA_DIR) / CONFIRMED_FILE, said)


def confirmed_at() -> str:
    """When the key of today was given back; "" if it never was."""
    try:
        told = json.loads((Path(settings.DATA_DIR) / CONFIRMED_FILE).read_text())
        return str(told["confirmed_at"]) if told["recipient"] == recipient() else ""
    except (OSError, ValueError, KeyError, TypeError, Refused):
        return ""


def unsure() -> str:
    """That nobody has shown to have the key."""
    return (
        "Nobody has given the key of the backups back yet, so it is not known that any backup "
        "could be opened: run `mutualaid backup-key`."
    )


def identity_in(file: Path) -> str:
    """The key in a file, as age-keygen and this program write it. Raises Refused."""
    try:
        with file.open("rb") as opened:
            lines = (
                opened.read(LARGEST_IDENTITY_FILE).decode("utf-8", "replace").split()
            )
    except OSError as error:
        why = (error.strerror or "the disk failed").lower()
        raise Refused(f"{file}: {why}. Nothing was changed.") from error
    return identity_of(next((line for line in lines if line.startswith(BEGINS)), ""))


def identity_of(told: str) -> str:
    """A key as somebody typed it. Raises Refused for anything else."""
    try:
        return str(x25519.Identity.from_str(told.strip()))
    except pyrage.IdentityError as error:
        raise Refused(
            f"That holds no key to open backups with, which begins with {BEGINS}. "
            "Nothing was changed."
        ) from error


def refuse_kept_here(file: Path) -> None:
    """A key beside what it opens is no key. Raises Refused."""
    here = [settings.DATA_DIR, settings.VAULT_DIR, settings.BACKUPS_DIR]
    lies_at = Path(os.path.realpath(file))
    for directory in filter(None, here):
        if lies_at.is_relative_to(os.path.realpath(directory)):
            raise Refused(
                f"{file} lies in {directory}, beside what it opens. Take it away from this "
                "machine, and give it from a medium that you take away again."
            )
