import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.core.actor import Actor
from mutualaid.core.area import within

from .lines import a_line

pytestmark = pytest.mark.django_db
AREA = 7
SAM, KIM = Actor("person:SAM"), Actor("person:KIM")


@pytest.fixture(autouse=True)
def _within_an_area():
    with within(AREA):
        yield


def acts(lines) -> list[str]:
    return [entry.act.partition(".")[2] for entry in lines]


class TestShown:
    def test_never_holds_a_confidential_line(self):
        a_line(act="tests.first")
        a_line(act="tests.secret", confidential=True)
        a_line(act="tests.last")

        assert acts(Entry.objects.shown().newest_first()) == ["last", "first"]
        assert Entry.objects.shown().count() == 2

    def test_leads_from_page_to_page_past_it(self):
        for number in range(7):
            a_line(act=f"tests.number_{number}", confidential=number == 3)

        pages, older_than = [], ""
        while page := list(
            Entry.objects.shown().newest_first(older_than=older_than)[:2]
        ):
            pages.append(acts(page))
            older_than = page[-1].cursor

        assert [number for page in pages for number in page] == [
            f"number_{number}" for number in (6, 5, 4, 2, 1, 0)
        ]

    def test_lets_nobody_ask_by_the_cursor_of_a_line_that_is_not(self):
        a_line()
        secret = a_line(confidential=True)

        lines = Entry.objects.shown()

        assert list(lines.newest_first(older_than=secret.cursor)) == []
        assert list(lines.newest_first(older_than="no such line")) == []

    def test_takes_one_query_for_a_page(self, django_assert_num_queries):
        older_than = [a_line() for _ in range(4)][2].cursor

        with django_assert_num_queries(1):
            assert len(Entry.objects.shown().newest_first(older_than=older_than)) == 2


class TestNarrower:
    def test_by_actor_holds_what_one_person_did(self):
        a_line(by=SAM, act="tests.sam")
        a_line(by=KIM, act="tests.kim")

        assert acts(Entry.objects.shown().by_actor(SAM.token)) == ["sam"]

    def test_of_sign_ins_holds_what_concerns_accounts(self):
        a_line(act="accounts.sign_in")
        a_line(act="tests.accounts")

        assert acts(Entry.objects.of_sign_ins()) == ["sign_in"]

    def test_of_area_holds_one_chain(self):
        a_line(act="tests.here")

        assert acts(Entry.objects.of_area(AREA)) == ["here"]
        assert acts(Entry.objects.of_area(0)) == []
