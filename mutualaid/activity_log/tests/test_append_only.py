import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import F

from mutualaid.activity_log.models import AppendOnlyError, ChainHead, Entry
from mutualaid.core.area import within
from mutualaid.core.database_roles import as_owner

from .lines import a_line

pytestmark = pytest.mark.django_db
AREA = 7


@pytest.fixture(autouse=True)
def _within_an_area():
    with within(AREA):
        yield


def told() -> list[dict]:
    return list(Entry.objects.order_by("pk").values())


class TestEntry:
    @pytest.mark.parametrize(
        "change",
        [
            pytest.param(lambda entry: entry.save(), id="save"),
            pytest.param(lambda entry: entry.save(update_fields=["act"]), id="fields"),
            pytest.param(lambda entry: entry.delete(), id="delete"),
        ],
    )
    def test_refuses_to_be_changed_or_removed(self, change):
        entry = a_line()
        before = told()

        entry.act = "something.else"
        with pytest.raises(AppendOnlyError):
            change(entry)

        assert told() == before

    def test_refuses_it_of_one_read_again(self):
        a_line()
        entry = Entry.objects.get()

        entry.actor = "somebody:else"
        with pytest.raises(AppendOnlyError):
            entry.save()

        assert Entry.objects.get().actor == "system:tests"


class TestEntries:
    @pytest.mark.parametrize(
        "change",
        [
            pytest.param(lambda rows: rows.update(act="other"), id="update"),
            pytest.param(lambda rows: rows.delete(), id="delete"),
            pytest.param(lambda rows: rows.filter(pk=0).delete(), id="delete of none"),
            pytest.param(
                lambda rows: rows.bulk_update(list(rows), ["act"]), id="bulk update"
            ),
            pytest.param(
                lambda rows: rows.update_or_create(sequence=1, defaults={"act": "o"}),
                id="update or create",
            ),
            pytest.param(
                lambda rows: rows.bulk_create(
                    list(rows),
                    update_conflicts=True,
                    unique_fields=["id"],
                    update_fields=["act"],
                ),
                id="bulk create over what is there",
            ),
        ],
    )
    def test_refuse_to_be_changed_or_removed(self, change):
        a_line()
        a_line()
        before = told()

        # PostgreSQL may say it first: the role that serves has no such right.
        refusals = (AppendOnlyError, ProgrammingError)
        with pytest.raises(refusals), transaction.atomic():
            change(Entry.objects.all())

        assert told() == before

    def test_read_as_chain_number_and_act(self):
        assert str(a_line()) == "7/1 tests.try"
        assert str(ChainHead.objects.get()) == "7 at 1"


@pytest.fixture
def as_owner_with_lines():
    """Two lines, and the connection of whoever owns the tables and lacks no right to them."""
    with as_owner(), transaction.atomic(), within(AREA):
        a_line()
        a_line()
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("as_owner_with_lines")
class TestTable:
    """The database refuses too, whoever asks it past the model."""

    def refused(self, statement: str) -> str:
        before = told()
        with (
            pytest.raises(IntegrityError) as refusal,
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
        assert told() == before
        return str(refusal.value)

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE activity_log_entry SET act = 'other' WHERE sequence = 1",
            "UPDATE activity_log_entry SET is_confidential = is_confidential",
            """INSERT INTO activity_log_entry SELECT * FROM activity_log_entry WHERE true
            ON CONFLICT (id) DO UPDATE SET act = 'other'""",
        ],
    )
    def test_lets_nothing_be_changed(self, statement):
        assert "never changed" in self.refused(statement)

    def test_lets_nothing_be_replaced(self):
        if connection.vendor == "sqlite":
            assert "never changed" in self.refused(
                "INSERT OR REPLACE INTO activity_log_entry "
                "SELECT * FROM activity_log_entry WHERE sequence = 1"
            )

    @pytest.mark.parametrize(
        "statement",
        [
            "DELETE FROM activity_log_entry",
            "DELETE FROM activity_log_entry WHERE sequence = 2",
            "DELETE FROM activity_log_entry WHERE chain = 7",
        ],
    )
    def test_lets_nothing_be_removed(self, statement):
        said = self.refused(statement)

        assert "only by retention" in said

    def test_lets_go_of_what_the_head_has_left_behind_and_no_more(self):
        ChainHead.objects.update(starts_after=F("sequence") - 1)

        self.refused("DELETE FROM activity_log_entry WHERE sequence = 2")
        Entry._base_manager.filter(sequence=1).delete()

        assert [line["sequence"] for line in told()] == [2]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no rights")
class TestServingRole:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE activity_log_entry SET act = 'other'",
            "DELETE FROM activity_log_entry",
            "TRUNCATE activity_log_entry",
            "DELETE FROM activity_log_chainhead",
        ],
    )
    def test_may_not_even_ask(self, statement):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
