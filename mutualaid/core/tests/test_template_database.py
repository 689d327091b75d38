import sqlite3
from contextlib import closing
from pathlib import Path

from . import template_database

# What migrating writes, without when it did.
WRITTEN = (
    "SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2",
    "SELECT id, app_label, model FROM django_content_type ORDER BY 1",
    "SELECT id, name, content_type_id, codename FROM auth_permission ORDER BY 1",
    "SELECT app, name FROM django_migrations ORDER BY 1, 2",
)


def written(file: Path) -> list[list[tuple]]:
    with closing(sqlite3.connect(file)) as database:
        return [database.execute(each).fetchall() for each in WRITTEN]


class TestTemplate:
    def test_is_what_the_migrations_make(self, tmp_path):
        kept = written(template_database.template())

        assert all(kept)
        assert kept == written(template_database.migrated(tmp_path))

    def test_is_made_anew_after_a_change(self, tmp_path, monkeypatch):
        monkeypatch.setattr(template_database, "KEPT", tmp_path)
        monkeypatch.setattr(template_database, "migrated", empty)

        first = template_database.template()
        first.write_text("kept")
        assert template_database.template().read_text() == "kept"
        monkeypatch.setattr(template_database, "PACKAGES", ("django",))
        second = template_database.template()

        assert list(tmp_path.glob("*.sqlite3")) == [second] != [first]


def empty(folder: Path) -> Path:
    file = folder / template_database.NAME
    file.touch()
    return file
