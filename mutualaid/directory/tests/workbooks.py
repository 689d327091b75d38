"""Workbooks for tests, written by a library that our reader does not read with."""

import io
import zipfile

from openpyxl import Workbook


def a_workbook(rows, *, edit=None, sheets=()):
    """The bytes of a workbook with these rows in its first sheet; `edit` may do more to it."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for name, more in sheets:
        sheet = book.create_sheet(name)
        for row in more:
            sheet.append(row)
    if edit:
        edit(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(data, name, content):
    """The workbook with one of its parts put in the place of what it has."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for info in before.infolist():
            if info.filename != name:
                after.writestr(info.filename, before.read(info))
        after.writestr(name, content)
    return file.getvalue()
