"""A pack holds everything about its person, nothing about anybody else, and comes in time."""

import json
import re
import time

import pytest
from jsonschema import Draft202012Validator
from planting import Planted, Town

from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.core.models import new_reference
from mutualaid.organisations.tests import factories as places
from mutualaid.privacy.models import Look, Looked
from mutualaid.privacy.person_tables import Whose, tables_of
from mutualaid.privacy.rights.packs.as_json import SCHEMA
from mutualaid.privacy.rights.packs.as_paper import paper_of
from mutualaid.privacy.rights.packs.gathering import pack_of
from mutualaid.privacy.sealing import SealedField

pytestmark = pytest.mark.django_db
SECONDS, ROWS = 60, 2_000


class Scene:
    """Who asks, somebody of the same service, and somebody of another."""

    def __init__(self) -> None:
        self.town = Town("qown")
        self.other_town = Town("qfar", self.town.area)
        self.asker = Planted(self.town)
        self.others = [Planted(self.town), Planted(self.other_town)]
        self.asked = self.asker.request("access")

    def pack(self, form: str):
        page = places.signed_in_client(self.town.manager)
        answer = page.get(f"/privacy/requests/{self.asked.reference}/pack/{form}/")
        assert answer.status_code == 200
        return answer

    def told(self) -> dict:
        return json.loads(self.pack("json").content)

    def owed(self) -> set[str]:
        """The words that the registry shows to the person."""
        shown = {
            str(column)
            for table in tables_of(Whose.CLIENT)
            for column in table.columns()
            if isinstance(column, SealedField) and column.name in table.shown
        }
        return {word for word, column in self.asker.words.items() if column in shown}

    def foreign(self) -> set[str]:
        """Words of everybody else: other clients, colleagues, incidents, what is withheld."""
        planted = {*self.town.words, *self.other_town.words} - self.owed()
        people = (other.person for other in self.others)
        return planted | {
            each for person in people for each in (person.reference, person.printed)
        }


@pytest.fixture
def scene(settings, tmp_path) -> Scene:
    settings.VAULT_DIR = tmp_path / "vault"
    return Scene()


def on_paper(scene: Scene) -> str:
    """What the PDF is set from, in the order of its pages."""
    with within(scene.town.area.pk):
        return json.dumps(
            paper_of(pack_of(scene.asker.person), publisher="Northbridge")
        )


class TestPack:
    def test_has_every_table_that_leads_to_a_client(self, scene, record_property):
        sections = {each["table"]: each for each in scene.told()["sections"]}

        assert set(sections) == {table.model for table in tables_of(Whose.CLIENT)}
        assert all(section["rows"] for section in sections.values())
        record_property("tables", len(sections))

    def test_has_every_word_of_theirs_in_each_form(self, scene, record_property):
        told, page = scene.pack("json"), scene.pack("html")

        for said in (told.content.decode(), page.content.decode(), on_paper(scene)):
            assert not {word for word in scene.owed() if word not in said}
        record_property("words of theirs", len(scene.owed()))

    def test_has_no_word_of_anybody_else_in_any_form(self, scene, record_property):
        told, page, pdf = (scene.pack(form) for form in ("json", "html", "pdf"))

        # The page itself greets whoever is signed in; that is no part of the pack.
        said = main_of(page.content.decode())
        for text in (told.content.decode(), said, on_paper(scene)):
            assert not {word for word in scene.foreign() if word in text}
        assert not {word for word in scene.foreign() if word.encode() in pdf.content}
        record_property("words of others", len(scene.foreign()))

    def test_names_colleagues_by_role_and_place(self, scene):
        sections = {each["table"]: each for each in scene.told()["sections"]}

        (row,) = sections["clients.Caseload"]["rows"]
        who = row["cells"]["membership"]["words"]
        assert who == f"Keyworker, {scene.town.service.name}"

    def test_says_who_looked_with_this_very_download(self, scene):
        sections = {each["table"]: each for each in scene.told()["sections"]}

        done = [
            row["cells"]["what"]["value"] for row in sections["privacy.Look"]["rows"]
        ]
        assert Looked.EXPORT.value in done

    def test_keeps_to_its_schema(self, scene):
        schema = json.loads(SCHEMA.read_text())
        Draft202012Validator.check_schema(schema)
        told = scene.told()

        assert not list(Draft202012Validator(schema).iter_errors(told))
        assert not Draft202012Validator(schema).is_valid({**told, "name": "more"})

    def test_has_its_keys_in_the_same_order_each_time(self, scene):
        order = list(json.loads(SCHEMA.read_text())["properties"])

        assert list(scene.told()) == order
        first, again = (scene.told()["sections"] for _ in range(2))
        assert [each["table"] for each in first] == [each["table"] for each in again]

    def test_is_named_by_the_request_alone(self, scene):
        for form in ("pdf", "json"):
            name = scene.pack(form)["Content-Disposition"]
            assert name == (
                f'attachment; filename="request-{scene.asked.reference}.{form}"'
            )

    def test_of_a_file_says_what_is_withheld_and_why(self, scene):
        for section in scene.told()["sections"]:
            assert all(each["because"] for each in section["withheld"])

    def test_stays_away_where_the_log_cannot_be_written(self, scene, monkeypatch):
        def fails(*_given, **_named):
            raise RuntimeError("the log is full")

        monkeypatch.setattr("mutualaid.privacy.looking.record", fails)
        page = places.signed_in_client(
            scene.town.manager, raise_request_exception=False
        )

        answer = page.get(f"/privacy/requests/{scene.asked.reference}/pack/json/")

        assert answer.status_code == 500
        assert not {word for word in scene.owed() if word in answer.content.decode()}


class TestMyData:
    def test_holds_their_own_and_no_client(self, scene):
        worker = scene.town.keyworker
        page = places.signed_in_client(worker)

        told = page.get("/privacy/my-data/json/").content.decode()

        assert worker.user.email in told
        words = {*scene.asker.words, scene.asker.person.reference}
        others = {scene.town.manager.user.email, scene.town.manager.user.name}
        assert not {word for word in words | others if word in told}

    def test_comes_as_page_and_pdf_too(self, scene):
        page = places.signed_in_client(scene.town.keyworker)

        assert page.get("/privacy/my-data/html/").status_code == 200
        assert page.get("/privacy/my-data/pdf/").content.startswith(b"%PDF")
        assert page.get("/privacy/my-data/csv/").status_code == 404


@pytest.mark.figures
class TestTime:
    def test_of_a_long_record_is_under_a_minute(self, scene, record_property):
        with within(scene.town.area.pk):
            Look.objects.bulk_create(
                Look(
                    area=scene.town.area,
                    person=scene.asker.person,
                    membership=scene.town.keyworker,
                    role="keyworker",
                    what=Looked.RECORD,
                    looked_at=clock.now(),
                )
                for _ in range(ROWS // 2)
            )
            add_corrections(scene, ROWS // 2)

        for form in ("html", "pdf", "json"):
            start = time.monotonic()
            scene.pack(form)
            took = time.monotonic() - start
            record_property(f"seconds for {form}", f"{took:.1f}")
            assert took < SECONDS


def add_corrections(scene: Scene, number: int) -> None:
    """Rows with a seal to be opened."""
    first = scene.asker.person.corrections.get()
    for _ in range(number):
        first.pk, first.reference = None, new_reference()
        first._state.adding = True
        first.save()


def main_of(page: str) -> str:
    found = re.search(r"<main.*</main>", page, re.DOTALL)
    assert found
    return found[0]
