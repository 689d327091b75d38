"""Who is let in where: the door of each view, and the one place that raises a denial."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied

View = TypeVar("View", bound=Callable[..., Any])


class Door(StrEnum):
    """What somebody needs before a view is asked at all."""

    PUBLIC = "public"  # nothing
    ONE_FACTOR = "one factor"  # a password; for setting up the second factor only
    SIGNED_IN = "signed in"  # both factors, no hat: one's own account
    HAT = "hat"  # both factors and a hat worn; every view that says nothing


class Denied(PermissionDenied):
    """Somebody asked for what their hat may not do. The page for it says nothing further."""

    def __init__(self, permission: str) -> None:
        super().__init__(permission)
        self.permission = permission


def require(allowed: bool, permission: str) -> None:
    """Raise Denied unless `allowed`; `permission` is the name that the log keeps."""
    if not allowed:
        raise Denied(permission)


def door_of(view: Callable[..., Any]) -> Door:
    """The door that the view was given; a view that says nothing needs a hat."""
    return getattr(view, "door", Door.HAT)


def _with_door(view: View, door: Door) -> View:
    view.door = door  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Mark a view that anybody may open."""
    return _with_door(view, Door.PUBLIC)


def one_factor(view: View) -> View:
    """Mark a view for somebody on the way to their second factor."""
    return _with_door(view, Door.ONE_FACTOR)


def signed_in(view: View) -> View:
    """Mark a view about one's own account, which takes no hat."""
    return _with_door(view, Door.SIGNED_IN)
