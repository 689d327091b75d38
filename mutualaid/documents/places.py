"""Where the bytes of stored files lie."""

from pathlib import Path

from django.conf import settings

from .models import StoredFile


def folder_of(area_id: int) -> Path:
    """An area's own folder, so that nobody needs another area's rows to tidy it."""
    return Path(settings.FILES_DIR) / str(area_id)


def path_of(file: StoredFile) -> Path:
    return folder_of(file.area_id) / file.kept_as
