"""Changes to organisations and services: adding, renaming, closing and reopening."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.organisations.models import Area, Membership, Organisation, Service

Provider = Organisation | Service


class PeopleChanged(Refused):
    """Other people hold roles there now than the person who confirmed was told."""


def roles_held_in(provider: Provider) -> dict[str, int]:
    """How many people would lose each role if it closed; those turned off count as well."""
    field = "service" if isinstance(provider, Service) else "organisation"
    held = Membership.objects.held().filter(**{field: provider})
    roles = held.filter(service__closed_on=None).values_list("role", flat=True)
    counts: dict[str, int] = {}
    for role in sorted(roles):
        counts[role] = counts.get(role, 0) + 1
    return counts


@transaction.atomic
def add_organisation(*, area: Area, name: str, by: Actor) -> Organisation:
    """Add one under a name that no other of the area has."""
    _take_turns(area.pk)
    _refuse_taken(name, among=area.organisations.values_list("name", flat=True))
    now = clock.now()
    made = Organisation.objects.create(
        area=area, name=name, created_at=now, updated_at=now
    )
    _record("organisations.add_organisation", made, by, {"name": name})
    return made


@transaction.atomic
def add_service(*, organisation: Organisation, name: str, by: Actor) -> Service:
    """Add one to an organisation that is open, under a name that no other there has."""
    _take_turns(organisation.area_id)
    organisation.refresh_from_db()
    if organisation.closed_on:
        raise Refused(
            gettext("%(name)s is closed. Reopen it before you add a service.")
            % {"name": organisation.name}
        )
    _refuse_taken(name, among=organisation.services.values_list("name", flat=True))
    now = clock.now()
    made = Service.objects.create(
        area_id=organisation.area_id,
        organisation=organisation,
        name=name,
        created_at=now,
        updated_at=now,
    )
    of = {"name": name, "organisation": organisation.reference}
    _record("organisations.add_service", made, by, of)
    return made


@transaction.atomic
def rename_organisation(*, organisation: Organisation, name: str, by: Actor) -> None:
    """Give it another name; everything else stays."""
    _take_turns(organisation.area_id)
    others = Organisation.objects.filter(area=organisation.area_id)
    _rename(organisation, name, others.exclude(pk=organisation.pk), by)


@transaction.atomic
def rename_service(*, service: Service, name: str, by: Actor) -> None:
    """Give it another name; everything else stays."""
    _take_turns(service.area_id)
    others = Service.objects.filter(organisation=service.organisation_id)
    _rename(service, name, others.exclude(pk=service.pk), by)


@transaction.atomic
def close_organisation(
    *, organisation: Organisation, expected: Mapping[str, int], by: Actor
) -> None:
    """Close it with its services from tomorrow on; see `close_service`."""
    _take_turns(organisation.area_id)
    _refuse_closed(organisation)
    _refuse_other_people(organisation, expected)
    from_day = _tomorrow()
    for service in organisation.services.open():
        _close(service, from_day, by)
    _close(organisation, from_day, by)


@transaction.atomic
def close_service(*, service: Service, expected: Mapping[str, int], by: Actor) -> None:
    """Close it from tomorrow on: today's work can still be written down.

    `expected` is what `roles_held_in` told whoever confirmed; raises PeopleChanged where it
    is no longer true.
    """
    _take_turns(service.area_id)
    _refuse_closed(service)
    _refuse_other_people(service, expected)
    _close(service, _tomorrow(), by)


@transaction.atomic
def reopen_organisation(*, organisation: Organisation, by: Actor) -> None:
    """Open it again; each of its services is reopened by itself."""
    _take_turns(organisation.area_id)
    _reopen(organisation, by)


@transaction.atomic
def reopen_service(*, service: Service, by: Actor) -> None:
    """Open it again; roles that nobody ended there may be worn at once."""
    _take_turns(service.area_id)
    if Organisation.objects.get(pk=service.organisation_id).closed_on:
        raise Refused(
            gettext("%(name)s is closed. Reopen it first.")
            % {"name": service.organisation.name}
        )
    _reopen(service, by)


def _take_turns(area_id: int) -> None:
    """Two administrators at once come one after the other."""
    Area.objects.select_for_update().get(pk=area_id)


def _tomorrow() -> date:
    return clock.today() + timedelta(days=1)


def _refuse_taken(name: str, *, among: Iterable[str]) -> None:
    if name.casefold() in {other.casefold() for other in among}:
        raise Refused(gettext("There is already one called %(name)s.") % {"name": name})


def _refuse_closed(provider: Provider) -> None:
    provider.refresh_from_db()
    if provider.closed_on:
        raise Refused(gettext("%(name)s is closed already.") % {"name": provider.name})


def _refuse_other_people(provider: Provider, expected: Mapping[str, int]) -> None:
    if roles_held_in(provider) != dict(expected):
        raise PeopleChanged(
            gettext(
                "The people who hold roles here have changed since you opened this page. "
                "Nothing is closed yet. Look at the list again."
            )
        )


def _rename(provider: Provider, name: str, others: QuerySet, by: Actor) -> None:
    _refuse_taken(name, among=others.values_list("name", flat=True))
    if provider.name == name:
        return
    former, provider.name = provider.name, name
    _keep(provider, "name")
    act = f"organisations.rename_{_kind(provider)}"
    _record(act, provider, by, {"name": name, "former_name": former})


def _close(provider: Provider, from_day: date, by: Actor) -> None:
    provider.closed_on = from_day
    _keep(provider, "closed_on")
    act = f"organisations.close_{_kind(provider)}"
    _record(act, provider, by, {"closed_on": from_day.isoformat()})


def _reopen(provider: Provider, by: Actor) -> None:
    provider.refresh_from_db()
    if not provider.closed_on:
        raise Refused(gettext("%(name)s is open already.") % {"name": provider.name})
    provider.closed_on = None
    _keep(provider, "closed_on")
    _record(f"organisations.reopen_{_kind(provider)}", provider, by, {})


def _keep(provider: Provider, field: str) -> None:
    provider.updated_at = clock.now()
    provider.save(update_fields=[field, "updated_at"])


def _kind(provider: Provider) -> str:
    return "service" if isinstance(provider, Service) else "organisation"


def _record(act: str, provider: Provider, by: Actor, detail: dict[str, str]) -> None:
    record(
        act=act,
        by=by,
        subject=f"{_kind(provider)}:{provider.reference}",
        detail=detail,
        area_id=provider.area_id,
    )
