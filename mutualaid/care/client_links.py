"""What a client's page leads to in this app."""

from django.urls import reverse
from django.utils.translation import gettext

from mutualaid.clients.models import Client
from mutualaid.clients.page_links import register_link
from mutualaid.organisations.hats import Hat

from .permissions import can_read_care


def sessions_link(client: Client, hat: Hat) -> tuple[str, str] | None:
    if not can_read_care(hat):
        return None
    address = reverse("list_care_sessions", args=[client.reference])
    return address, gettext("Talks about mutual aid: sessions one, two and three")


def register() -> None:
    register_link(sessions_link)
