"""Files are taken away, and never shown as a page of ours."""

import pytest
from csp.middleware import CSPMiddleware
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.documents.keeping import keep_file
from mutualaid.documents.models import FileKind
from mutualaid.documents.places import path_of
from mutualaid.documents.serving import CONTENT_TYPES, attachment
from mutualaid.organisations.tests import factories

from . import files


@pytest.fixture
def file(db, settings, tmp_path):
    settings.FILES_DIR = tmp_path
    given = SimpleUploadedFile("Zoë’s plan.pdf", files.PDF)
    return keep_file(area=factories.area(), upload=given, by=Actor("t"))


class TestAttachment:
    def test_is_to_be_saved_under_its_name(self, file) -> None:
        response = attachment(file)
        assert response["Content-Disposition"] == (
            "attachment; filename*=utf-8''Zo%C3%AB%E2%80%99s%20plan.pdf"
        )
        assert response["Content-Type"] == "application/pdf"
        assert b"".join(response.streaming_content) == files.PDF
        response.close()

    def test_is_never_a_page_and_never_kept_on_the_way(self, file) -> None:
        response = attachment(file)
        response.close()
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"] == "private, no-store"
        policy = CSPMiddleware(lambda _: response)(RequestFactory().get("/"))
        assert policy["Content-Security-Policy"].endswith("; sandbox")

    def test_bytes_that_are_gone_are_told_in_a_sentence(self, file) -> None:
        path_of(file).unlink()
        with pytest.raises(Refused, match="not where it was kept"):
            attachment(file)

    def test_every_kind_has_a_type_that_no_browser_runs(self) -> None:
        assert set(CONTENT_TYPES) == set(FileKind)
        assert not any(
            "html" in each or "svg" in each for each in CONTENT_TYPES.values()
        )
