"""Trying a restored place out, in a process of its own: `python -m mutualaid.backups.trial`.

Somebody made up is added there and signs in with password and code, through the whole program.
Only ever run over a copy that is thrown away.
"""

import json
import re
import secrets
import sys
from http import HTTPStatus
from typing import Any

import django
from django.conf import settings

if __name__ == "__main__":
    django.setup()

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from allauth.mfa.utils import decrypt
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from mutualaid.accounts.models import User
from mutualaid.accounts.totp import add_totp, step_now
from mutualaid.core import clock
from mutualaid.core.area import INSTALLATION, within
from mutualaid.organisations.models import Area, Membership
from mutualaid.organisations.roles import Role

from .finishing import present_sums, still_there

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


# Style sheets are gathered by `mutualaid serve`, and nobody looks at these pages.
UNGATHERED = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


def tried() -> dict[str, Any]:
    """What a drill wants to know of a restored place."""
    counted = {name: each.rows for name, each in present_sums().items()}
    return {
        "tables": counted,
        "factors_open": _factors_open(),
        "still_there": still_there(),
        "signed_in": signs_in(),
    }


def _factors_open() -> int:
    """How many authenticator apps the restored key opens; a wrong key raises."""
    apps = Authenticator.objects.filter(type=Authenticator.Type.TOTP)
    return sum(1 for app in apps if decrypt(app.data["secret"]))


def signs_in() -> bool:
    """Whether somebody with a role comes in by password and code and gets their first page."""
    with within(INSTALLATION):
        area = Area.objects.order_by("pk").first()
    if area is None:
        return False
    password, secret = secrets.token_urlsafe(24), generate_totp_secret()
    user = _somebody(area, password, secret)
    browser = Client(
        enforce_csrf_checks=True, SERVER_NAME=area.host or settings.ALLOWED_HOSTS[0]
    )
    door = reverse("account_login")
    step = _send(browser, door, {"email": user.email, "password": password})
    code = format_hotp_value(hotp_value(secret, step_now()))
    _send(browser, step, {"way": "code", "code": code})
    page = browser.get(reverse("show_today"), secure=True)
    return page.status_code == HTTPStatus.OK and user.name in page.content.decode()


def _somebody(area: Area, password: str, secret: str) -> User:
    now, name = clock.now(), f"Drill {secrets.token_hex(4)}"
    user = User(email=f"{secrets.token_hex(8)}@drill.example", name=name)
    user.created_at = now
    user.set_password(password)
    user.save()
    EmailAddress.objects.create(
        user=user, email=user.email, verified=True, primary=True
    )
    add_totp(user, secret=secret, step=step_now() - 1)
    with within(area.pk):
        Membership.objects.create(
            area=area, user=user, role=Role.AUDITOR, created_at=now, updated_at=now
        )
    return user


def _send(browser: Client, address: str, answers: dict[str, str]) -> str:
    """Fill in a form as a browser would; where it leads."""
    page = browser.get(address, secure=True)
    token = TOKEN.search(page.content.decode())
    sent = browser.post(
        address,
        {**answers, "csrfmiddlewaretoken": token[1] if token else ""},
        secure=True,
        headers={"Referer": f"https://{browser.defaults['SERVER_NAME']}{address}"},
    )
    return str(sent.headers.get("Location", ""))


if __name__ == "__main__":
    with override_settings(STORAGES=UNGATHERED):
        json.dump(tried(), sys.stdout)
