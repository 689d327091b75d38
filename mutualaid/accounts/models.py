"""People who sign in; how they do it comes with the doors."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from mutualaid.core.models import Referenced


class UserManager(BaseUserManager["User"]):
    """Looks people up by e-mail address, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(Referenced, AbstractBaseUser):
    """Somebody who signs in with an e-mail address; what they may do are memberships."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "reference": "ordinary",
        "email": "personal",
        "name": "personal",
        "password": "personal",
        "last_login": "personal",
        "is_active": "ordinary",
        "created_at": "ordinary",
    }

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.email
