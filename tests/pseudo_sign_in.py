"""Every page of signing in, of setting that up, and of a screen that has locked itself."""

import re
from html import unescape

from django.test import Client
from pseudo_people import PASSWORD, WORD, Town, a_person

from mutualaid.accounts.actions.passwords import key_of
from mutualaid.accounts.recovery_codes import make_codes
from mutualaid.accounts.tests.factories import (
    current_code,
    forget_used_codes,
    with_totp,
)
from mutualaid.core.page_hat import FIELD as PAGE_HAT
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import client_of, signed_in_client

LATE = ("late", "new-password")


class SignIn:
    """Collects what the first door says to people of this town."""

    def __init__(self, town: Town, pages: dict[str, str]) -> None:
        self.town, self.pages = town, pages

    def told(self, what: str, answer) -> str:
        text = b"".join(answer).decode()
        if text:
            self.pages[f"{len(self.pages)} {what}"] = text
        return text

    def sign_in(self) -> None:
        """At the first door: the password, the second factor, a letter."""
        client, user = Client(), a_person()
        secret = with_totp(user)
        for why in LATE:
            self.told(f"sign-in, {why}", client.get(f"/sign-in/?why={why}"))
        for fields in ({}, {"email": "λ"}, {"email": user.email, "password": "λ"}):
            self.told("wrong sign-in", client.post("/sign-in/", fields))
        self.told("no passkey", client.post("/sign-in/passkey/", {"credential": "λ"}))
        known = {"email": user.email, "password": PASSWORD}
        self.told("second step", client.post("/sign-in/", known, follow=True))
        for fields in (
            {"way": "code"},
            {"way": "code", "code": "λ"},
            {"way": "code", "code": current_code(secret, steps=10)},
            {"way": "recovery"},
            {"way": "recovery", "recovery_code": "λ"},
            {"way": "passkey", "credential": "λ"},
        ):
            answer = client.post("/sign-in/second-step/", fields)
            self.told("wrong second step", answer)
        code = {"way": "code", "code": current_code(secret)}
        self.told("in", client.post("/sign-in/second-step/", code, follow=True))
        self.told("sign-out", client.get("/sign-out/"))
        self._forget(user)

    def _forget(self, user) -> None:
        client, start = Client(), "/sign-in/forgotten/"
        user.refresh_from_db()
        for fields in ({}, {"email": "λ"}, {"email": user.email}):
            self.told("forgotten", client.get(start))
            self.told("forgotten, sent", client.post(start, fields, follow=True))
        address = f"/sign-in/new-password/{key_of(user)}/"
        self.told("new password", client.get(address))
        for password in ("", "λ", "password password", PASSWORD + "!"):
            answer = client.post(address, {"new_password": password}, follow=True)
            self.told("new password sent", answer)
        self.told("link is over", client.get(address))

    def set_up(self) -> None:
        """Somebody's first second factor, and new recovery codes."""
        user = a_person()
        client = client_of(user, both_factors=False)
        for address in ("", "second-step/", "confirm/", "app/", "passkey/"):
            path = f"/account/{address}"
            self.told(f"set up {path}", client.get(path, follow=True))
            self.told(f"set up {path}, empty", client.post(path))
        self.told("wrong way", client.post("/account/confirm/", {"way": "password"}))
        wrong = {"way": "password", "password": "λ"}
        self.told("wrong password", client.post("/account/confirm/", wrong))
        self.told("passkey", client.post("/account/passkey/", {"credential": "λ"}))
        page = self.told("app", client.get("/account/app/"))
        self.told("wrong app", client.post("/account/app/", {"code": "λ"}))
        secret = re.sub(r"\s", "", re.findall(r'"ma-key">([^<]+)<', page)[0])
        right = {"code": current_code(secret)}
        self.told("codes", client.post("/account/app/", right, follow=True))
        self.told("file", client.get("/account/recovery-codes/file/"))
        self.told("last one", client.get("/account/second-step/app/remove/"))
        self.told("last one", client.post("/account/second-step/app/remove/"))
        self._use_code(user)

    def _use_code(self, user) -> None:
        """A recovery code takes the place of the app, and leaves one or many."""
        for number in (2, 3):
            code = make_codes(user)[0]
            client = Client()
            known = {"email": user.email, "password": PASSWORD}
            client.post("/sign-in/", known)
            given = {"way": "recovery", "recovery_code": code}
            answer = client.post("/sign-in/second-step/", given, follow=True)
            self.told(f"recovery code {number}", answer)

    def lock(self) -> None:
        """A locked screen, a session that is over, and what was typed meanwhile."""
        held = self.town.seats[Role.KEYWORKER]
        client = signed_in_client(held)
        typed = {"note": WORD, PAGE_HAT: f"{held.user.reference}.{held.reference}"}
        self.told("locked", client.post("/lock/", follow=True))
        for fields in ({}, {"code": "λ"}, {"credential": "λ"}):
            self.told("wrong unlock", client.post("/unlock/", fields))
        self.told("secret lost", client.post("/today/", {**typed, "password": "λ"}))
        self.told("too long", client.post("/today/", {**typed, "x": WORD * 50_000}))
        kept = hidden(self.told("kept", client.post("/today/", typed)), "kept")
        self.told("carry on, locked", client.post("/carry-on/", {"kept": kept}))
        forget_used_codes(held.user)
        self.told("none for others", self._other().post("/carry-on/", {"kept": kept}))
        self.told("not now", Client().post("/carry-on/", {"kept": kept}))
        fresh = signed_in_client(held)
        self.told("carry on", fresh.post("/carry-on/", {"kept": kept}))
        self.told("another's", self._other().post("/today/", typed))
        self.told("ended", Client().post("/today/", typed))

    def _other(self) -> Client:
        return signed_in_client(self.town.seats[Role.PEER])


def hidden(page: str, name: str) -> str:
    (value,) = re.findall(rf'name="{name}" value="([^"]*)"', page)[:1]
    return unescape(value)
