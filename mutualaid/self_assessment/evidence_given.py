"""What somebody brings as evidence."""

from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile

from .models import EvidenceKind

LONGEST_WORDS = 500


@dataclass(frozen=True, slots=True)
class Given:
    """A file, an address or a note, and the day that it tells of."""

    kind: EvidenceKind
    relates_to: date
    words: str = ""
    address: str = ""
    upload: UploadedFile | None = None
