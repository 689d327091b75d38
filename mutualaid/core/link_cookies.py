"""Cookies that hold the secret of a link while its pages are open, for one part of the site."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase  # noqa: TID251


@dataclass(frozen=True, slots=True)
class LinkCookie:
    """One such cookie; neither scripts nor other parts of the site get to see it."""

    plain_name: str
    path: str
    seconds: int

    @property
    def name(self) -> str:
        """As the browser has it. Asked for anew, since a command may say late that this is a demo."""
        return f"{settings.PATH_COOKIE_PREFIX}{self.plain_name}"

    def of(self, request: HttpRequest) -> str:
        return request.COOKIES.get(self.name, "")

    def keep(self, response: HttpResponseBase, value: str) -> None:
        response.set_cookie(
            self.name,
            value,
            max_age=self.seconds,
            path=self.path,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )

    def let_go(self, response: HttpResponseBase) -> None:
        response.delete_cookie(self.name, path=self.path, samesite="Lax")
