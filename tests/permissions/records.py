"""A client with everything that can be written about one: a row of every sealed table.

Rows are made from what their columns ask for, so that a table that is added later is in it too.
"""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db import models
from planted import sealed_columns, sealed_models
from world import Person, World

from mutualaid.accounts.models import User
from mutualaid.clients.models import Client, ClientIdentity
from mutualaid.clients.tests import factories
from mutualaid.directory.models import Meeting
from mutualaid.organisations.models import Area, Membership, Service
from mutualaid.privacy.models import Person as Subject

KIND = "record"
# Where the first choice or an empty column would not be a row that can be.
# Sealed columns of what was typed, by field: the field that the word stands in.
JSON_TEXTS = {
    "care.StepRecord.sealed_draft": "note",
    "care.ClientWeek.sealed_answers": "avoid",
}
GIVEN: dict[str, dict[str, Any]] = {"care.StepRecord": {"key": "1.1"}}


def add_record(world: World, keyworker: Person, **values: Any) -> Client:
    """The client of this keyworker, with their rows; `world.things` has them under `record`."""
    area, service = keyworker.area, keyworker.service or 0
    with world.within(area):
        client = factories.client(
            world.services[area][service], keyworker.membership, **values
        )
        owners = frozenset({keyworker.user_id})
        told = {"service": service, "owners": owners}
        world.add(KIND, client, area, **told)
        for row in _rows_about(world, keyworker, client):
            world.add(row._meta.label, row, area, arguments=_named(row), **told)
    return client


def _named(row: models.Model) -> dict[str, str]:
    if hasattr(row, "reference"):
        return {"reference": row.reference}
    return {"key": str(row.pk)}


def _rows_about(
    world: World, keyworker: Person, client: Client
) -> Iterator[models.Model]:
    known: dict[type, Any] = {
        Area: client.area,
        Service: client.service,
        Membership: keyworker.membership,
        User: keyworker.user,
        Subject: client.person,
        Client: client,
        ClientIdentity: client.identity,
        Meeting: _meeting_of(world, keyworker.area),
    }
    given = known.keys() - set(sealed_models())
    for model in sealed_models():
        _known_or_made(model, known, world)
    # With what those rows hang on, which an address may name.
    yield from (row for model, row in known.items() if model not in given)


def _meeting_of(world: World, area: int) -> Meeting:
    (meeting, *_) = [each.row for each in world.things["meeting"] if each.area == area]
    return meeting


def _known_or_made(model: type, known: dict[type, Any], world: World) -> Any:
    if model not in known:
        known[model] = _made(model, known, world)
    return known[model]


def _made(model: type[models.Model], known: dict[type, Any], world: World) -> Any:
    values = {
        field.name: _value(field, known, world)
        for field in model._meta.concrete_fields
        if _is_asked_for(field)
    }
    row = model(**{**values, **GIVEN.get(model._meta.label, {})})
    for column in sealed_columns(model):  # type: ignore[arg-type]
        text = _told(f"{model._meta.label}.{column}", known[Area], world)
        row.write(column, text)  # type: ignore[attr-defined]
    row.save()
    return row


def _told(label: str, area: Area, world: World) -> str:
    """What a sealed column says; where that is JSON, the word is in it from the start."""
    if label not in JSON_TEXTS:
        return "Told"
    word = world.word(label, world.areas.index(area))
    return json.dumps({JSON_TEXTS[label]: [word]})


def _is_asked_for(field: models.Field) -> bool:
    """What a row has to have, and whom it is about."""
    if isinstance(field, models.ForeignKey):
        return not field.null or field.remote_field.model in (Subject, Client)
    return not (field.null or field.primary_key or field.has_default() or field.blank)


def _value(field: models.Field, known: dict[type, Any], world: World) -> Any:
    if isinstance(field, models.ForeignKey):
        return _known_or_made(field.remote_field.model, known, world)
    if field.choices:
        return field.choices[0][0]
    for kind, value in {
        models.DateTimeField: world.now,
        models.DateField: world.now.date() + timedelta(days=1),
        models.BooleanField: False,
        models.IntegerField: 1,
        models.TextField: "told",
        models.CharField: "told",
        models.JSONField: {},
    }.items():
        if isinstance(field, kind):
            return value
    raise TypeError(f"Say in GIVEN what {field} holds.")


def models_without_rows(world: World) -> set[str]:
    """Sealed tables of which the world has no row in its first service."""
    return {
        model._meta.label
        for model in sealed_models()
        if model._meta.label not in world.things
    }
