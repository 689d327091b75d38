import gettext
import json
import time

import pytest

import build_assets

PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Meetings"
msgstr "Réunions"
"""


class TestBuild:
    def test_is_free_the_second_time(self):
        build_assets.build()

        begun = time.perf_counter()
        assert build_assets.build() is False
        assert time.perf_counter() - begun < 0.2

    def test_notices_a_changed_source(self, monkeypatch):
        monkeypatch.setattr(build_assets, "fingerprint", lambda: "another")
        assert not build_assets.is_fresh()

    def test_notices_a_missing_product(self, monkeypatch):
        monkeypatch.setattr(build_assets, "OUTPUTS", ("mutualaid.css", "missing.css"))
        assert not build_assets.is_fresh()

    def test_stops_with_what_the_tool_said(self, tmp_path):
        with pytest.raises(SystemExit, match="no-such-package"):
            build_assets.run([*build_assets.node(), "no-such-package.js"], tmp_path)


class TestFingerprint:
    def test_covers_every_source(self):
        names = {path.name for path in build_assets.inputs()}
        assert {
            "build_assets.py",
            "package.json",
            "package-lock.json",
            "mutualaid.scss",
            "_print.scss",
            "mutualaid.mjs",
            "govuk-frontend.txt",
        } <= names


class TestNode:
    def test_is_fetched_for_the_build_where_the_machine_has_none(self, monkeypatch):
        monkeypatch.setattr(build_assets.shutil, "which", lambda name: None)
        assert not build_assets.has_node()

    @pytest.mark.parametrize(
        ("version", "is_enough"),
        [("v20.19.0", True), ("v24.1.0", True), ("v18.20.4", False), ("", False)],
    )
    def test_must_be_new_enough(self, monkeypatch, tmp_path, version, is_enough):
        for name in ("node", "npm"):
            program = tmp_path / name
            program.write_text(f"#!/bin/sh\necho '{version}'\n")
            program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
        assert build_assets.has_node() is is_enough


class TestCatalogues:
    def test_are_compiled(self, tmp_path, monkeypatch):
        folder = tmp_path / "fr" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "django.po").write_text(PO, encoding="utf-8")
        monkeypatch.setattr(build_assets, "LOCALE", tmp_path)

        build_assets.compile_catalogues()

        with (folder / "django.mo").open("rb") as compiled:
            assert gettext.GNUTranslations(compiled).gettext("Meetings") == "Réunions"


class TestLock:
    lock = json.loads((build_assets.ROOT / "package-lock.json").read_text())
    packages = {name: about for name, about in lock["packages"].items() if name}

    def test_names_no_address_to_fetch_from(self):
        assert [
            name for name, about in self.packages.items() if "resolved" in about
        ] == []

    def test_holds_a_hash_for_each_package(self):
        assert all(a["integrity"].startswith("sha512-") for a in self.packages.values())

    def test_agrees_with_what_is_asked_for(self):
        asked = json.loads((build_assets.ROOT / "package.json").read_text())
        for name, version in asked["devDependencies"].items():
            assert self.packages[f"node_modules/{name}"]["version"] == version
