"""Whose records a hat may open, as rights, consent and incidents ask it."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from mutualaid.organisations.hats import Hat
from mutualaid.privacy.models import Person
from mutualaid.privacy.person_pages import register_person_page
from mutualaid.privacy.reach import register_reach

from .models import Client


def people_of_clients(hat: Hat) -> QuerySet[Any, Any]:
    """The people behind the clients that this hat sees."""
    return Client.objects.visible_to(hat).values("person")


def people_worked_with(hat: Hat) -> QuerySet[Any, Any]:
    """The people behind those whom this hat sees without an emergency."""
    return Client.objects.worked_with_by(hat).values("person")


def page_about(person: Person) -> str:
    """The page of the client, who has the person's reference."""
    return reverse("show_client", args=[person.reference])


def register() -> None:
    register_person_page(page_about)
    register_reach(people_of_clients, lasting=people_worked_with)
