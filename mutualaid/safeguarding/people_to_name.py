"""The people whom somebody may name in a concern: everybody with a role in the area."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from mutualaid.accounts.models import User
from mutualaid.organisations.models import Membership


@dataclass(slots=True)
class PersonToName:
    """Somebody with the roles that tell them from others of the same name."""

    user: User
    hats: list[str] = field(default_factory=list)
    services: set[int | None] = field(default_factory=set)

    @property
    def title(self) -> str:
        return f"{self.user.name} ({'; '.join(self.hats)})"


def people_to_name(
    area_id: int, *, except_users: Collection[int]
) -> list[PersonToName]:
    """Everybody who may wear a hat in the area now, by name."""
    held = Membership.objects.active().with_everything().filter(area=area_id)
    people: dict[int, PersonToName] = {}
    for membership in held.exclude(user__in=except_users).order_by("user__name", "pk"):
        person = people.setdefault(membership.user_id, PersonToName(membership.user))
        person.hats.append(membership.hat().title)
        person.services.add(membership.service_id)
    return list(people.values())


def choices_of(people: Iterable[PersonToName]) -> list[tuple[str, str]]:
    """For a field that chooses among them."""
    return [(person.user.reference, person.title) for person in people]
