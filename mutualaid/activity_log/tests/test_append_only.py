import pytest
from django.db import transaction

from mutualaid.activity_log.models import AppendOnlyError, ChainHead, Entry

from .lines import a_line

pytestmark = pytest.mark.django_db


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

        with pytest.raises(AppendOnlyError), transaction.atomic():
            change(Entry.objects.all())

        assert told() == before

    def test_read_as_chain_number_and_act(self):
        assert str(a_line(area_id=7)) == "7/1 tests.try"
        assert str(ChainHead.objects.get()) == "7 at 1"
