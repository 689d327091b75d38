"""Whose every sealed word of the world is: who may read it, worked out apart from the product.

Whatever is sealed about somebody holds a word of its own. A new sealed column is found here by
itself; who reads it is said by `READERS`, or it is read like the record of the client.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from django.apps import apps
from django.db.models import Q
from words import WORD
from world import World

from mutualaid.clients.models import BreakGlass, Caseload, ClientIdentity, NamedReader
from mutualaid.clients.models.break_glass import LASTS
from mutualaid.organisations.models import Cover, Membership
from mutualaid.organisations.roles import Role
from mutualaid.privacy.models import Incident, IncidentNote, Person, RightsRequest
from mutualaid.privacy.sealing import SealedField, SealedModel

# Held by tests of their own, since who reads them depends on posts and on whom they are about.
OTHERWISE = {"safeguarding"}
Row = Any


def sealed_models() -> list[type[SealedModel]]:
    return [
        model
        for model in apps.get_models()
        if issubclass(model, SealedModel) and model._meta.app_label not in OTHERWISE
    ]


def sealed_columns(model: type[SealedModel]) -> list[str]:
    fields = model._meta.concrete_fields
    return [field.name for field in fields if isinstance(field, SealedField)]


def label_of(model: type[SealedModel], column: str) -> str:
    return f"{model._meta.label}.{column}"


def every_label() -> set[str]:
    return {
        label_of(m, column) for m in sealed_models() for column in sealed_columns(m)
    }


def claim_sealed(world: World) -> None:
    """Give every sealed text a word, and every such word its readers."""
    for number, area in enumerate(world.areas):
        with world.within(number):
            for model in sealed_models():
                for row in model._base_manager.filter(area=area):
                    _claim(world, number, row)


def _claim(world: World, area: int, row: Row) -> None:
    readers = readers_of(row, world)
    for column in sealed_columns(type(row)):
        label = label_of(type(row), column)
        text = row.words(column)
        words = {word.lower() for word in WORD.findall(text)}
        if not words:
            word = world.word(label, area)
            _write(row, column, f"{text} {word}".strip())
            words = {word}
        for word in words & set(world.words.planted):
            told = replace(
                world.words.planted[word], owner=0, told=label, readers=readers
            )
            world.words.planted[word] = told


def _write(row: Row, column: str, text: str) -> None:
    row.write(column, text)
    changed = {column: getattr(row, column)}
    if isinstance(row, ClientIdentity) and column == "sealed_name":
        row.name(text)
        changed = {"sealed_name": row.sealed_name, "name_digest": row.name_digest}
    type(row)._base_manager.filter(pk=row.pk).update(**changed)


def readers_of(row: Row, world: World) -> frozenset[int]:
    """The memberships that may be shown it."""
    read_by = READERS.get(type(row), _of_record)
    return frozenset(read_by(row, world))


def _of_record(row: Row, world: World) -> Iterator[int]:
    """Keyworker, who stands in, the manager; of somebody extra-private, who is named."""
    client = getattr(_person_of(row), "client", None)
    if client is None:
        return
    keyworkers = list(
        Caseload.objects.filter(client=client, ended_at=None).values_list(
            "membership", flat=True
        )
    )
    yield from keyworkers
    yield from NamedReader.objects.filter(client=client).values_list(
        "membership", flat=True
    )
    yield from BreakGlass.objects.filter(
        client=client, opened_at__gt=world.now - LASTS
    ).values_list("membership", flat=True)
    if not client.is_extra_private:
        yield from _managers(client.service_id)
        yield from _standing_in(keyworkers, world)


def _person_of(row: Row) -> Person | None:
    if hasattr(row, "session"):
        row = row.session
    if hasattr(row, "client"):
        return row.client.person
    return row.person


def _managers(service_id: int) -> list[int]:
    held = Membership.objects.filter(role=Role.SERVICE_MANAGER, service=service_id)
    return list(held.values_list("pk", flat=True))


def _standing_in(keyworkers: list[int], world: World) -> list[int]:
    today = world.now.date()
    covers = Cover.objects.filter(
        Q(membership__in=keyworkers), starts_on__lte=today, ends_on__gte=today
    )
    return list(covers.values_list("covered_by", flat=True))


def _of_emergency(row: BreakGlass, world: World) -> Iterator[int]:
    """Managers look at every emergency of their service afterwards."""
    yield from _of_record(row, world)
    yield from _managers(row.client.service_id)


def _of_incident(row: Incident, _world: World) -> Iterator[int]:
    """Auditors read of what went wrong in the whole area."""
    yield from _managers(row.service_id)
    yield row.reported_by_id
    auditors = Membership.objects.filter(role=Role.AUDITOR, area=row.area_id)
    yield from auditors.values_list("pk", flat=True)


def _of_note(row: IncidentNote, world: World) -> Iterator[int]:
    yield from _of_incident(row.incident, world)


def _of_request(row: RightsRequest, _world: World) -> Iterator[int]:
    """Who wrote it down and who answers; nobody else of the service."""
    yield row.opened_by_id
    yield from _managers(row.service_id)


READERS: dict[type, Callable[[Row, World], Iterator[int]]] = {
    BreakGlass: _of_emergency,
    Incident: _of_incident,
    IncidentNote: _of_note,
    RightsRequest: _of_request,
}
