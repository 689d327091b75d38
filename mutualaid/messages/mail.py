"""Mail: handed over after the commit, so that nobody is told what was then undone."""

import logging
from functools import partial
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.db import transaction

from mutualaid.core.logs import described

logger = logging.getLogger("mutualaid.messages")


def post(*, to: str, subject: str, words: str) -> None:
    """Send a plain-text letter once the present transaction is committed.

    A mail server that does not answer is logged and stops nothing: whoever caused the letter
    sees on the page how to send it again.
    """
    letter = EmailMessage(subject=subject, body=words, to=[to])
    transaction.on_commit(partial(hand_over, letter))


def hand_over(letter: EmailMessage) -> None:
    """Give it to the mail server now; touches no database, so that any thread may do it."""
    try:
        letter.send()
    except (OSError, SMTPException) as error:
        logger.error("A letter was not sent", extra={"fields": described(error)})
