"""People who sign in, and their sessions."""

import secrets
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower

from mutualaid.core import clock
from mutualaid.core.models import Referenced, new_reference
from mutualaid.core.row_security import RowScope


def new_token() -> str:
    """A random name for a person in the activity log; erasing the person leaves it empty."""
    return f"person:{secrets.token_hex(8)}"


class UserManager(BaseUserManager["User"]):
    """Looks people up by e-mail address, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(Referenced, AbstractBaseUser):
    """Somebody who signs in with an e-mail address; what they may do are memberships."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "reference": "ordinary",
        "token": "ordinary",
        "email": "personal",
        "name": "personal",
        "password": "personal",
        "last_login": "personal",
        "is_active": "ordinary",
        "created_at": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.INSTALLATION

    token = models.CharField(
        max_length=40, unique=True, editable=False, default=new_token
    )
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="accounts_user_email_whatever_its_capitals"
            ),
        ]

    def __str__(self) -> str:
        return self.email


class SessionQuerySet(models.QuerySet["Session"]):
    """Finds sessions."""

    def alive(self) -> Self:
        """Those whose twelve hours are not over."""
        return self.filter(expire_date__gt=clock.now())

    def run_out(self) -> Self:
        return self.filter(expire_date__lte=clock.now())

    def of(self, user: User) -> Self:
        """Somebody's own, the one used last first."""
        return self.alive().filter(user=user).order_by("-last_seen_at", "pk")


class Session(AbstractBaseSession):
    """One browser that somebody is signed in with. `session_key` holds a hash of the cookie.

    Whoever reads this table can therefore not take over a session.
    """

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "session_key": "personal",
        "session_data": "personal",
        "expire_date": "ordinary",
        "user": "personal",
        "reference": "ordinary",
        "browser": "personal",
        "started_at": "ordinary",
        "last_seen_at": "ordinary",
        "locked_at": "ordinary",
        "wrong_codes": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.INSTALLATION

    session_key = models.CharField(max_length=64, primary_key=True)
    reference = models.CharField(max_length=10, unique=True, default=new_reference)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")
    browser = models.CharField(max_length=80, blank=True)
    started_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    locked_at = models.DateTimeField(null=True)
    # Since it was locked.
    wrong_codes = models.PositiveSmallIntegerField(default=0)

    objects = SessionQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta(AbstractBaseSession.Meta):
        abstract = False
        verbose_name = "session"

    def __str__(self) -> str:
        return self.reference


class LimitSlot(models.Model):
    """One place of a limit: taken by a try until it is free again. The bucket names nobody."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "bucket": "ordinary",
        "number": "ordinary",
        "free_at": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.INSTALLATION

    bucket = models.CharField(max_length=64)
    number = models.PositiveSmallIntegerField()
    free_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bucket", "number"], name="accounts_limit_slot_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bucket[:8]}/{self.number}"
