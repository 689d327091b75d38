"""Giving a stored file to whoever may see what it belongs to."""

from django.http import FileResponse  # noqa: TID251
from django.utils.translation import gettext

from mutualaid.core.refusal import Refused

from .models import FileKind, StoredFile
from .places import path_of

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
CONTENT_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
    FileKind.WORD: f"{_OFFICE}wordprocessingml.document",
    FileKind.WORKBOOK: f"{_OFFICE}spreadsheetml.sheet",
    FileKind.TEXT_DOCUMENT: f"{_OPEN}text",
    FileKind.SPREADSHEET: f"{_OPEN}spreadsheet",
    FileKind.TEXT: "text/plain; charset=utf-8",
}


def attachment(file: StoredFile) -> FileResponse:
    """The file to take away; no browser shows it as a page of ours. Raises Refused."""
    try:
        opened = path_of(file).open("rb")
    except FileNotFoundError:
        raise Refused(
            gettext(
                "The file is not where it was kept. What is written about it here is still so. "
                "Whoever runs this site can look for it in a copy."
            )
        ) from None
    response = FileResponse(
        opened,
        as_attachment=True,
        filename=file.name,
        content_type=CONTENT_TYPES[FileKind(file.kind)],
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    # Should a browser show it all the same, then as nobody's page.
    response._csp_update = {"sandbox": [""]}  # type: ignore[attr-defined]
    return response
