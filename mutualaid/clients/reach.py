"""Whose records a hat may open, as rights, consent and incidents ask it."""

from typing import Any

from django.db.models import QuerySet

from mutualaid.organisations.hats import Hat
from mutualaid.privacy.reach import register_reach

from .models import Client


def people_of_clients(hat: Hat) -> QuerySet[Any, Any]:
    """The people behind the clients that this hat sees."""
    return Client.objects.visible_to(hat).values("person")


def people_worked_with(hat: Hat) -> QuerySet[Any, Any]:
    """The people behind those whom this hat sees without an emergency."""
    return Client.objects.worked_with_by(hat).values("person")


def register() -> None:
    register_reach(people_of_clients, lasting=people_worked_with)
