"""What somebody says is wrong, as pages show it beside the original."""

from dataclasses import dataclass

from django.db.models import Model

from mutualaid.design_system.dates import full_date
from mutualaid.privacy.models import AttachedCorrection, Person
from mutualaid.privacy.person_tables import known_tables
from mutualaid.privacy.rights.correctable import corrections_of, handle_of


@dataclass(frozen=True, slots=True)
class CorrectionTold:
    """One correction in the person's words, and the day they said it."""

    words: str
    said_on: str
    about: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """What `_corrections.jinja` shows beside a row: what was said, and where to say more."""

    person: str
    handle: str
    told: list[CorrectionTold]


def present_corrections(person: Person) -> list[CorrectionTold]:
    """All of a person's, whatever they are about. The caller has written the log."""
    rows = AttachedCorrection.objects.filter(person=person)
    return [_told(each, person) for each in rows]


def corrected(person: Person, row: Model) -> Corrected:
    """Those about one row. The caller has written the log."""
    return Corrected(
        person=person.reference,
        handle=handle_of(row._meta.label, row.pk),
        told=[_told(each, person) for each in corrections_of(person, row)],
    )


def _told(correction: AttachedCorrection, person: Person) -> CorrectionTold:
    correction.person = person
    return CorrectionTold(
        words=correction.words_left("sealed_words"),
        said_on=full_date(correction.attached_at),
        about=known_tables().get(correction.about, ""),
    )
