"""Whose page a form was on, and the hat it was opened with: a hidden field of every form.

What is typed in one tab may be sent after another tab has changed the hat, or after somebody
else has signed in. The field tells; nothing is permitted on its word.
"""

from collections.abc import Mapping
from dataclasses import dataclass

FIELD = "page_hat"


@dataclass(frozen=True, slots=True)
class PageHat:
    """References of the person and of the membership; empty where there was none."""

    person: str = ""
    hat: str = ""

    def __str__(self) -> str:
        return f"{self.person}.{self.hat}"


def page_hat(posted: Mapping[str, str]) -> PageHat:
    """What a form that was sent says of the page it was on."""
    person, _, hat = posted.get(FIELD, "").partition(".")
    return PageHat(person, hat)
