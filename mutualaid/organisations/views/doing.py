"""Doing what a form asks, with an expected "no" told on the page."""

from collections.abc import Callable
from typing import Any

from django.forms import Form

from mutualaid.core.refusal import Refused


def done(form: Form, action: Callable[..., object], **given: Any) -> bool:
    """Whether the action was carried out; what it refuses stands above the form otherwise."""
    try:
        action(**given)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return False
    return True
