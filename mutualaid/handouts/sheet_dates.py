"""The dates of a sheet, as its own language can read them."""

from datetime import date

from mutualaid.design_system.dates import full_date

from .sheets import Sheet


def date_on(sheet: Sheet, day: date) -> str:
    """In figures where the sheet speaks another language than this site."""
    return f"{day:%d.%m.%Y}" if sheet.edition.is_translated else full_date(day)
