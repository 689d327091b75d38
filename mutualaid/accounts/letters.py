"""Letters about an account, to its owner."""

from typing import Any

from django.template.loader import render_to_string

from mutualaid.core.addresses import full_address
from mutualaid.messages.mail import post

from .callers import Caller
from .models import User


def send_letter(name: str, *, user: User, caller: Caller, **values: Any) -> None:
    """Send one of `accounts/letters`: its first paragraph is the subject."""
    known = {
        "name": user.name,
        "area_name": caller.area_name,
        "site_address": full_address(caller.host, "/"),
    }
    letter = render_to_string(
        f"accounts/letters/{name}.txt", {**known, **values}, using="jinja2"
    )
    subject, _, words = letter.strip().partition("\n\n")
    post(to=user.email, subject=subject, words=words.strip() + "\n")
