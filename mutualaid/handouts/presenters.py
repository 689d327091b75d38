"""What the pages of hand-outs say beside the sheets themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from mutualaid.design_system.dates import full_date

from .models import InsertStatus, LocalInsert
from .plain_words import advice_on
from .sheet_dates import date_on
from .sheets import EDITIONS, PRINTED, SHEETS, Format, Sheet, others_of


@dataclass(frozen=True, slots=True)
class Link:
    """A way on."""

    text: str
    address: str
    language: str


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One sheet and the ways to have it."""

    sheet: Sheet
    others: list[Link]
    dated: str
    checked_on: str

    def formats(self, place: str = "") -> list[Link]:
        """Every format but the page itself; a place that was asked for goes along."""
        return [_format(self.sheet, made_as, place) for made_as in _OFFERED]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The sheets of one edition."""

    heading: str
    language: str
    sheets: list[Sheet]


_OFFERED = (*PRINTED, Format.ALOUD)


def present_sheet(sheet: Sheet) -> SheetPage:
    """The page of one sheet."""
    return SheetPage(
        sheet,
        [_other(each) for each in others_of(sheet)],
        date_on(sheet, sheet.dated),
        date_on(sheet, sheet.checked_on),
    )


def present_list() -> list[Shelf]:
    """All sheets, edition by edition."""
    return [_shelf(key) for key in EDITIONS]


def _shelf(key: str) -> Shelf:
    sheets = [sheet for sheet in SHEETS.values() if sheet.edition.key == key]
    edition = sheets[0].edition
    return Shelf(edition.name, edition.language, sheets)


def _other(sheet: Sheet) -> Link:
    text = f"{sheet.edition.name}: {sheet.title}"
    return Link(text, reverse("show_handout", args=[sheet.slug]), sheet.language)


def _format(sheet: Sheet, made_as: Format, place: str) -> Link:
    words = {
        Format.A4: gettext("Print it (PDF, one side of A4)"),
        Format.LARGE: gettext("Print it large (PDF)"),
        Format.EASY: gettext("Easy read, to print (PDF)"),
        Format.ALOUD: gettext("Words to read aloud"),
    }
    if made_as is Format.ALOUD:
        return Link(words[made_as], reverse("read_aloud", args=[sheet.slug]), "")
    address = reverse("print_handout", args=[sheet.slug, made_as.value])
    asked = f"?{urlencode({'place': place})}" if place else ""
    return Link(words[made_as], address + asked, "")


@dataclass(frozen=True, slots=True)
class InsertLine:
    """One version of a local paragraph, with what would make it plainer."""

    reference: str
    sheet: Sheet
    words: str
    state: str
    written: str
    advice: list[str]
    is_waiting: bool
    is_published: bool


@dataclass(frozen=True, slots=True)
class InsertPage:
    """Local paragraphs by where they stand, and the sheets that one can be written for."""

    waiting: list[InsertLine]
    published: list[InsertLine]
    ended: list[InsertLine]
    sheets: list[Sheet]


def present_inserts(rows: Iterable[LocalInsert]) -> InsertPage:
    """Everything that the page of local paragraphs says."""
    lines = [_insert(row) for row in rows if row.sheet_key in SHEETS]
    return InsertPage(
        waiting=[line for line in lines if line.is_waiting],
        published=[line for line in lines if line.is_published],
        ended=[line for line in lines if not line.is_waiting | line.is_published],
        sheets=list(SHEETS.values()),
    )


def _insert(row: LocalInsert) -> InsertLine:
    written = gettext("Version %(version)d, by %(name)s, %(date)s")
    said = {
        "version": row.version,
        "name": row.written_by.user.name,
        "date": full_date(row.created_at),
    }
    is_ended = row.status == InsertStatus.ENDED
    return InsertLine(
        reference=row.reference,
        sheet=SHEETS[row.sheet_key],
        words=row.words,
        state=row.get_status_display(),
        written=written % said,
        advice=[] if is_ended else advice_on(row.words),
        is_waiting=row.status == InsertStatus.WRITTEN,
        is_published=row.status == InsertStatus.PUBLISHED,
    )
