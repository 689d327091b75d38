import logging
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from mutualaid.messages.mail import post

LETTER = {"to": "sam@northbridge.example", "subject": "Hello", "words": "A few words."}


class BrokenBackend(BaseEmailBackend):
    """A mail server that says no, in words that quote the reader."""

    def send_messages(self, email_messages):
        raise SMTPException(f"no such reader: {email_messages[0].to}")


@pytest.mark.django_db(transaction=True)
class TestPost:
    def test_sends_after_the_commit_only(self):
        with transaction.atomic():
            post(**LETTER)
            before = len(mail.outbox)

        assert before == 0
        assert [letter.to for letter in mail.outbox] == [[LETTER["to"]]]
        assert mail.outbox[0].body == LETTER["words"]

    def test_sends_nothing_of_what_was_undone(self):
        with transaction.atomic():
            post(**LETTER)
            transaction.set_rollback(True)

        assert mail.outbox == []

    def test_does_not_stop_for_a_mail_server_in_trouble(self, settings, caplog):
        settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"

        with caplog.at_level(logging.ERROR), transaction.atomic():
            post(**LETTER)

        assert "A letter was not sent" in caplog.text
        assert LETTER["to"] not in caplog.text
