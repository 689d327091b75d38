"""Letters that the demo does not send: kept in a folder, and read back for a page."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage as Message
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from mutualaid.core import clock

BACKEND = "mutualaid.demo.outbox.OutboxBackend"
MOST_LETTERS = 50


def _folder() -> Path:
    return settings.DATA_DIR / "outbox"


class OutboxBackend(BaseEmailBackend):
    """Writes each letter to a file of its own, named so that later ones sort later."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        _folder().mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{clock.now():%Y%m%d%H%M%S%f}-{secrets.token_hex(4)}.eml"
            (_folder() / name).write_bytes(message.message().as_bytes())
        return len(email_messages)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter as its reader would get it."""

    to: str
    subject: str
    words: str


def letters() -> list[Letter]:
    """The last letters, newest first."""
    files = sorted(_folder().glob("*.eml"), reverse=True)
    return [_read(path) for path in files[:MOST_LETTERS]]


def _read(path: Path) -> Letter:
    message = message_from_bytes(
        path.read_bytes(), _class=Message, policy=policy.default
    )
    return Letter(
        to=str(message["To"]),
        subject=str(message["Subject"]),
        words=message.get_content().strip(),
    )
