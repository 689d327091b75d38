"""Who looked at somebody's record, in words to be read to that person; no colleague is named."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from mutualaid.core import clock
from mutualaid.design_system.dates import clock_time, full_date
from mutualaid.organisations.roles import Role

from .models import Look, Looked, Person

WHO = {
    Role.PEER: _("A peer at %(place)s"),
    Role.RECOVERY_CHAMPION: _("A recovery champion at %(place)s"),
    Role.KEYWORKER: _("A keyworker at %(place)s"),
    Role.SERVICE_MANAGER: _("A manager at %(place)s"),
    Role.SERVICE_USER_REPRESENTATIVE: _("A service-user representative of %(place)s"),
    Role.COMMISSIONER: _("A commissioner of %(place)s"),
    Role.AREA_ADMINISTRATOR: _("An administrator of %(place)s"),
    Role.AUDITOR: _("An auditor of %(place)s"),
}
SENTENCES = {
    Looked.LIST: _("%(who)s saw your reference in a list, but not your name."),
    Looked.FOUND: _("%(who)s looked for your record and found it."),
    Looked.RECORD: _("%(who)s opened your record."),
    Looked.IDENTITY: _("%(who)s read your name, or how to reach you."),
    Looked.PRINT: _("%(who)s printed something from your record."),
    Looked.EXPORT: _("%(who)s saved a copy of something from your record."),
    Looked.RIGHTS: _("%(who)s worked on something you asked about your data."),
    Looked.BREAK_GLASS: _("%(who)s opened your record in an emergency."),
    Looked.REVIEW: _("%(who)s checked why your record was opened in an emergency."),
}


@dataclass(frozen=True, slots=True)
class LookLine:
    """One line: when, and what somebody in which role did. Lists of one day are one line."""

    at: datetime
    when: str
    words: str


def looks_of(person: Person) -> list[LookLine]:
    """Everything that is known of who looked, the newest first."""
    rows = person.looks.select_related("membership__service", "membership__area")
    together: dict[tuple, list[Look]] = {}
    for look in rows.order_by("-looked_at", "-pk"):
        together.setdefault(_line_of(look), []).append(look)
    return [_line(same) for same in together.values()]


def _line_of(look: Look) -> tuple[int, str, str, date | int]:
    """What makes two looks one line."""
    day = look.looked_at.astimezone(clock.LOCAL_ZONE).date()
    is_list = look.what == Looked.LIST
    return look.membership_id, look.role, look.what, day if is_list else look.pk


def _line(same: list[Look]) -> LookLine:
    look = same[0]
    place = {"place": look.membership.place()}
    words = str(SENTENCES[Looked(look.what)]) % {
        "who": str(WHO[Role(look.role)]) % place
    }
    return LookLine(look.looked_at, _when(look.looked_at, len(same)), words)


def _when(at: datetime, times: int) -> str:
    if times > 1:
        words = ngettext("%(day)s, %(n)d time", "%(day)s, %(n)d times", times)
        return words % {"day": full_date(at), "n": times}
    return gettext("%(day)s at %(time)s") % {
        "day": full_date(at),
        "time": clock_time(at),
    }
