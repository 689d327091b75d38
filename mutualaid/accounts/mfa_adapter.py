"""How allauth keeps second factors: sealed, and under names of our own."""

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser

from .factors import can_be_removed
from .sealing import seal, unseal

PURPOSE = "second factor"


class MfaAdapter(DefaultMFAAdapter):
    """Called by allauth, which the settings lead here."""

    def encrypt(self, text: str) -> str:
        return seal(text, purpose=PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, purpose=PURPOSE)

    def get_totp_issuer(self) -> str:
        return self._get_site_name()

    def _get_site_name(self) -> str:
        return context.request.area.name

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return can_be_removed(authenticator)

    def get_public_key_credential_user_entity(
        self, user: AbstractBaseUser
    ) -> dict[str, Any]:
        return {
            "id": user.reference.encode(),  # type: ignore[attr-defined]
            "display_name": user.name,  # type: ignore[attr-defined]
            "name": user.email,  # type: ignore[attr-defined]
        }
