"""What the acts of this app are called where the activity log is shown."""

from django.utils.translation import gettext_lazy as _

from mutualaid.activity_log.acts import register
from mutualaid.activity_log.details import register_details, register_subjects

from .models import FileKind

register(
    {
        "documents.keep_file": _("Stored a file"),
        "documents.remove_file": _("Removed a stored file"),
    }
)
register_details(
    {"kind_of_file": _("kind of file"), "bytes": _("bytes")},
    {"kind_of_file": dict(FileKind.choices)},
)
register_subjects({"stored-file": _("stored file %(reference)s")})
