"""What an area settles for itself, as one value that can be compared with another."""

from dataclasses import asdict, dataclass
from typing import Any

from .models import Area
from .retention import periods


@dataclass(frozen=True, slots=True)
class AreaSettings:
    """The settings of one area; `retention` has the days of every kind of record."""

    name: str
    colour: str
    contact_name: str
    contact_email: str
    contact_telephone: str
    safeguarding_contact: str
    retention: dict[str, int]

    def flat(self) -> dict[str, Any]:
        """One name for each answer, as the form has them."""
        days = {f"keep_{key}": number for key, number in self.retention.items()}
        told = asdict(self)
        del told["retention"]
        return {**told, **days}


def settings_of(area: Area) -> AreaSettings:
    """As they stand."""
    return AreaSettings(
        name=area.name,
        colour=area.colour,
        contact_name=area.contact_name,
        contact_email=area.contact_email,
        contact_telephone=area.contact_telephone,
        safeguarding_contact=area.safeguarding_contact,
        retention={each.kind.key: each.days for each in periods(area.retention)},
    )
