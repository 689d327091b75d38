"""Letters about an account, to its owner."""

from typing import Any

from django.template.loader import render_to_string

from mutualaid.core.addresses import full_address
from mutualaid.messages.mail import post

from .callers import Caller
from .models import User


def send_letter(name: str, *, user: User, caller: Caller, **values: Any) -> None:
    """Send one of `accounts/letters` once the present transaction is committed."""
    subject, words = written(name, user=user, caller=caller, **values)
    post(to=user.email, subject=subject, words=words)


def written(name: str, *, user: User, caller: Caller, **values: Any) -> tuple[str, str]:
    """The letter's subject, which is its first paragraph, and its words."""
    known = {
        "name": user.name,
        "area_name": caller.area_name,
        "site_address": full_address(caller.host, "/"),
    }
    letter = render_to_string(
        f"accounts/letters/{name}.txt", {**known, **values}, using="jinja2"
    )
    subject, _, words = letter.strip().partition("\n\n")
    return subject, words.strip() + "\n"
