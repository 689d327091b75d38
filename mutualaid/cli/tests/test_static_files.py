import pytest

from mutualaid.cli.static_files import gather_if_stale


@pytest.fixture
def source(settings, tmp_path):
    """A folder with one style sheet to gather."""
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "look.css").write_text("a{}")
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = [
        "django.contrib.staticfiles.finders.FileSystemFinder"
    ]
    settings.STATIC_ROOT = tmp_path / "gathered"
    return folder


class TestGatherIfStale:
    def test_gathers_once(self, source, settings):
        assert gather_if_stale()
        assert (settings.STATIC_ROOT / "look.css").read_text() == "a{}"
        assert not gather_if_stale()

    def test_gathers_again_after_a_change(self, source, settings):
        gather_if_stale()
        (source / "look.css").write_text("a{color:red}")

        assert gather_if_stale()
        assert "red" in (settings.STATIC_ROOT / "look.css").read_text()
