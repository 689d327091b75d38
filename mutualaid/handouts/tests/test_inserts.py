import pytest
from django.db.models import Max, Value

from mutualaid.activity_log.models import Entry
from mutualaid.core.refusal import Refused
from mutualaid.handouts import actions
from mutualaid.handouts.models import InsertStatus, LocalInsert
from mutualaid.handouts.permissions import (
    can_publish_insert,
    can_see_inserts,
    can_write_insert,
)
from mutualaid.handouts.sheets import SHEETS
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories

pytestmark = pytest.mark.django_db
SHEET = SHEETS["1"]
WORDS = "Ask for Sam at the front desk. Sam knows every group in town."


@pytest.fixture
def area():
    return factories.area(name="Northbridge")


@pytest.fixture
def seats(area):
    roles = (
        Role.RECOVERY_CHAMPION,
        Role.AREA_ADMINISTRATOR,
        Role.KEYWORKER,
    )
    return {role: factories.membership(role, area) for role in roles}


@pytest.fixture
def champion(seats):
    return seats[Role.RECOVERY_CHAMPION].hat()


@pytest.fixture
def administrator(seats):
    return seats[Role.AREA_ADMINISTRATOR].hat()


@pytest.fixture
def insert(champion):
    return actions.write_insert(sheet=SHEET, words=WORDS, by=champion)


def break_the_log(monkeypatch) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("The log cannot be written.")

    monkeypatch.setattr(actions, "record", broken)


class TestWriteInsert:
    def test_keeps_a_version_that_waits(self, insert, champion):
        again = actions.write_insert(sheet=SHEET, words=WORDS, by=champion)

        assert (insert.version, again.version) == (1, 2)
        assert (insert.status, insert.sheet_key) == (InsertStatus.WRITTEN, "1")
        assert insert.written_by_id == champion.membership_id

    def test_is_logged_without_its_words(self, insert):
        entry = Entry.objects.get(subject=f"insert:{insert.reference}")

        assert entry.act == "handouts.write_insert"
        assert "Sam" not in str(entry.detail)

    def test_needs_words(self, champion):
        with pytest.raises(Refused, match="people near you"):
            actions.write_insert(sheet=SHEET, words="  ", by=champion)

    def test_at_the_same_moment_is_told_to_the_second(self, insert, champion):
        same = LocalInsert.objects.filter(pk=insert.pk)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(actions, "Max", lambda _: _first_of_two())
            with pytest.raises(Refused, match="same moment"):
                actions.write_insert(sheet=SHEET, words="Later.", by=champion)

        assert same.get().words == WORDS
        assert LocalInsert.objects.count() == 1

    def test_is_undone_by_a_log_that_fails(self, champion, monkeypatch):
        break_the_log(monkeypatch)

        with pytest.raises(RuntimeError):
            actions.write_insert(sheet=SHEET, words=WORDS, by=champion)

        assert not LocalInsert.objects.exists()


def _first_of_two():
    """What somebody reads who looked before the other one wrote."""
    return Max(Value(0))


class TestPublishInsert:
    def test_takes_the_place_of_what_stood_there(self, insert, champion, administrator):
        actions.publish_insert(insert=insert, by=administrator)
        newer = actions.write_insert(sheet=SHEET, words="Newer.", by=champion)
        actions.publish_insert(insert=newer, by=administrator)

        states = LocalInsert.objects.values_list("words", "status")
        assert dict(states) == {WORDS: "ended", "Newer.": "published"}

    def test_says_who_and_when(self, insert, administrator):
        actions.publish_insert(insert=insert, by=administrator)

        insert.refresh_from_db()
        assert insert.published_by_id == administrator.membership_id
        assert insert.published_on is not None

    def test_twice_is_refused(self, insert, administrator):
        actions.publish_insert(insert=insert, by=administrator)

        with pytest.raises(Refused, match="on the sheet already"):
            actions.publish_insert(insert=insert, by=administrator)

    @pytest.mark.parametrize("action", [actions.publish_insert, actions.end_insert])
    def test_is_undone_by_a_log_that_fails(
        self, insert, administrator, monkeypatch, action
    ):
        break_the_log(monkeypatch)

        with pytest.raises(RuntimeError):
            action(insert=insert, by=administrator)

        insert.refresh_from_db()
        assert insert.status == InsertStatus.WRITTEN


class TestEndInsert:
    def test_takes_it_off_its_sheet(self, client, area, insert, administrator):
        actions.publish_insert(insert=insert, by=administrator)
        page = f"/handouts/{SHEET.slug}/"
        before = client.get(page).content.decode()

        actions.end_insert(insert=insert, by=administrator)

        assert WORDS in before
        assert "Written for Northbridge" in before
        assert WORDS not in client.get(page).content.decode()

    def test_twice_is_refused(self, insert, administrator):
        actions.end_insert(insert=insert, by=administrator)

        with pytest.raises(Refused, match="no longer used"):
            actions.end_insert(insert=insert, by=administrator)


@pytest.mark.parametrize("role", Role)
def test_permissions(area, role):
    hat = factories.membership(role, area).hat()

    writes = role in {Role.RECOVERY_CHAMPION, Role.SERVICE_MANAGER}
    publishes = role is Role.AREA_ADMINISTRATOR
    assert can_write_insert(hat) is writes
    assert can_publish_insert(hat) is publishes
    assert can_see_inserts(hat) is (writes or publishes)


class TestPages:
    def test_warn_of_hard_words_and_keep_them(self, seats):
        browser = factories.signed_in_client(seats[Role.RECOVERY_CHAMPION])
        hard = "Addicts must facilitate accountability notwithstanding institutionalisation."

        browser.post(f"/handouts/local/{SHEET.slug}/write/", {"words": hard})

        page = browser.get("/handouts/local/").content.decode()
        assert hard in page
        assert "It could be plainer" in page
        assert "“Addicts” is a word that we leave out." in page
        assert "“must” is a word that we leave out." in page

    def test_say_nothing_of_plain_words(self, seats, insert):
        browser = factories.signed_in_client(seats[Role.RECOVERY_CHAMPION])

        assert "plainer" not in browser.get("/handouts/local/").content.decode()

    def test_publish_by_the_administrator(self, client, area, seats, insert):
        browser = factories.signed_in_client(seats[Role.AREA_ADMINISTRATOR])
        address = f"/handouts/local/{insert.reference}/publish/"

        assert browser.post(address).status_code == 302
        refused = browser.post(address).content.decode()

        assert "on the sheet already" in refused
        for way in ("", "easy-read/"):
            page = client.get(f"/handouts/{SHEET.slug}/{way}").content.decode()
            assert WORDS in page

    def test_wait_on_the_first_page_of_the_administrator(self, seats, insert):
        browser = factories.signed_in_client(seats[Role.AREA_ADMINISTRATOR])

        page = browser.get("/today/").content.decode()
        assert "1 local paragraph waits" in page

    def test_take_the_same_queries_for_one_and_for_many(
        self, seats, insert, champion, django_assert_max_num_queries
    ):
        browser = factories.signed_in_client(seats[Role.RECOVERY_CHAMPION])
        browser.get("/handouts/local/")
        counts = []
        for more in (0, 6):
            for _ in range(more):
                actions.write_insert(sheet=SHEET, words=WORDS, by=champion)
            with django_assert_max_num_queries(20) as asked:
                browser.get("/handouts/local/")
            counts.append(len(asked))

        assert counts[0] == counts[1]
