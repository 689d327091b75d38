"""A table of where people live, to be taken in."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, gettext_lazy

from mutualaid.design_system.forms import FileField, Form

LARGEST_FILE = 10_000_000  # bytes
ACCEPT = ".csv,.tsv,.txt,text/csv"


class PopulationForm(Form):
    """One table, or two where numbers and points come apart."""

    file = FileField(
        label=gettext_lazy("Table of how many people live where (CSV)"),
        help_text=gettext_lazy(
            "A row for each small area: its code, its people, and latitude and longitude "
            "or easting and northing."
        ),
        accept=ACCEPT,
    )
    middles = FileField(
        label=gettext_lazy("Table of the middles of these areas (CSV)"),
        help_text=gettext_lazy(
            "Only where the first has no points: codes and points, as the Office for "
            "National Statistics publishes them."
        ),
        accept=ACCEPT,
        required=False,
    )

    def clean_file(self) -> UploadedFile:
        return _of_a_sensible_size(self.cleaned_data["file"])

    def clean_middles(self) -> UploadedFile | None:
        file = self.cleaned_data["middles"]
        return _of_a_sensible_size(file) if file else None

    def tables(self) -> dict[str, Any]:
        """What was sent; for a form that is valid."""
        middles = self.cleaned_data["middles"]
        return {
            "data": self.cleaned_data["file"].read(),
            "middles": middles.read() if middles else None,
        }


def _of_a_sensible_size(file: UploadedFile) -> UploadedFile:
    if (file.size or 0) > LARGEST_FILE:
        raise ValidationError(
            gettext("The file is larger than %(most)d MB. Leave out what is far away.")
            % {"most": LARGEST_FILE // 1_000_000},
            code="size",
        )
    return file
