"""What a correction can be about: each row of what is kept, by a handle that is no key."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model
from django.utils.crypto import salted_hmac

from mutualaid.privacy.models import AttachedCorrection, Person
from mutualaid.privacy.person_tables import Whose, tables_of

from .person_rows import cell_of, rows_of

MOST_OF_A_TABLE = 30
# What somebody said themselves, and who looked, are not put right.
NOT_OFFERED = frozenset({"privacy.AttachedCorrection", "privacy.Look"})


@dataclass(frozen=True, slots=True)
class Statement:
    """One row that something may be wrong with."""

    table: str
    row: str
    words: str

    @property
    def handle(self) -> str:
        """Names the row in a form."""
        return handle_of(self.table, self.row)


def handle_of(table: str, row: object) -> str:
    return salted_hmac("mutualaid.correction", f"{table}/{row}").hexdigest()[:20]


def statements_of(person: Person) -> Iterator[Statement]:
    """The newest rows of each table, told by the table's title and a day; no seal is opened."""
    for table in tables_of(Whose.CLIENT):
        if table.model in NOT_OFFERED:
            continue
        days = [
            column
            for column in table.columns()
            if column.name in table.shown and "Date" in column.get_internal_type()
        ]
        for row in rows_of(table, person).order_by("-pk")[:MOST_OF_A_TABLE]:
            when = (cell_of(row, day).words for day in days)
            words = ", ".join(filter(None, (str(table.title), next(when, ""))))
            yield Statement(table.model, str(row.pk), words)


def corrections_of(
    person: Person, about: Model | None = None
) -> list[AttachedCorrection]:
    """What the person says is wrong with a row, or with all of it; the oldest first.

    Whoever opens their words (`words("sealed_words")`) has written the log.
    """
    rows = AttachedCorrection.objects.filter(person=person)
    table, key = (about._meta.label, str(about.pk)) if about else ("", "")
    found = list(rows.filter(about=table, row=key))
    for each in found:
        each.person = person
    return found
