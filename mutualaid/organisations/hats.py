"""The hat somebody wears: one of their roles, in one place, at a time."""

from dataclasses import dataclass

from mutualaid.core.actor import Actor

from .roles import ChampionLevel, Role


@dataclass(frozen=True, slots=True)
class Hat:
    """An active membership as requests carry it; permissions and scopes ask nothing else.

    `organisation_id` and `service_id` are None for a role held area-wide.
    """

    membership_id: int
    reference: str
    user_id: int
    token: str
    name: str
    role: Role
    place: str
    area_id: int
    organisation_id: int | None = None
    service_id: int | None = None
    champion_level: ChampionLevel | None = None

    @property
    def actor(self) -> Actor:
        """As the activity log writes it."""
        return Actor(token=self.token, role=self.role.value)

    @property
    def title(self) -> str:
        """The hat as pages name it: role and place."""
        return f"{self.role.label}, {self.place}"

    def is_one_of(self, *roles: Role) -> bool:
        """Whether the role worn is among these."""
        return self.role in roles
