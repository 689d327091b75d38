import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from mutualaid.activity_log.actions import record
from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.actor import Actor, system_actor
from mutualaid.core.area import within
from mutualaid.core.spreadsheets import plain_cell
from mutualaid.design_system.tests.markup import Page
from mutualaid.organisations.actions import activity as actions
from mutualaid.organisations.permissions.activity import READERS, activity_seen_by
from mutualaid.organisations.presenters.activity import present_activity
from mutualaid.organisations.pseudonyms import pseudonym_of, token_beginning
from mutualaid.organisations.roles import Role
from mutualaid.organisations.views import activity as views

from . import factories as make

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen_at(NOON):
        yield


@pytest.fixture
def area():
    return make.area(name="Northbridge")


@pytest.fixture
def service(area):
    return make.service(area, name="Riverside")


@pytest.fixture
def sam(area, service):
    return make.membership(
        Role.KEYWORKER, area, service=service, user=make.person(name="Sam Hill")
    )


@pytest.fixture
def alex(area):
    return make.membership(Role.KEYWORKER, area, user=make.person(name="Alex Reed"))


def line(area, by, act="organisations.add_holiday", minutes=0, **given):
    with (
        clock.frozen_at(NOON + timedelta(minutes=minutes)),
        within(area.pk),
        transaction.atomic(),
    ):
        record(act=act, by=by, area_id=area.pk, **given)


def of(membership):
    return membership.hat().actor


def reader(role, area, **given):
    return make.signed_in_client(make.membership(role, area, **given))


def rows(response):
    """The cells of the table, row by row."""
    page = Page(response.content.decode())
    texts = [each.text for each in page.elements if each.tag in {"th", "td"}]
    texts = texts[6:]
    return [texts[start : start + 6] for start in range(0, len(texts), 6)]


def words(response):
    return response.content.decode()


class TestWhoReads:
    @pytest.mark.parametrize("role", Role)
    @pytest.mark.parametrize("address", ["/activity/", "/activity/export/"])
    def test_is_by_role(self, area, role, address):
        response = reader(role, area).get(address)

        assert response.status_code == (200 if role in READERS else 403)

    @pytest.mark.parametrize("role", sorted(set(Role) - READERS))
    def test_of_others_finds_no_line_at_all(self, area, role):
        membership = make.membership(role, area)
        line(area, of(membership))

        assert not activity_seen_by(membership.hat()).exists()

    def test_an_administrator_reads_signing_in_and_nothing_else(self, area, sam):
        line(area, of(sam), "accounts.sign_in")
        line(area, of(sam))

        found = rows(reader(Role.AREA_ADMINISTRATOR, area).get("/activity/"))

        assert [row[1] for row in found] == ["Sam Hill"]
        assert len(found) == 1

    def test_a_manager_reads_of_the_people_of_the_service(
        self, area, service, sam, alex
    ):
        line(area, of(sam))
        line(area, of(alex))
        line(area, system_actor("tick"))

        manager = reader(Role.SERVICE_MANAGER, area, service=service)

        assert [row[1] for row in rows(manager.get("/activity/"))] == ["Sam Hill"]

    def test_a_manager_reads_nothing_of_what_they_do_in_other_roles(
        self, area, service, sam
    ):
        line(area, Actor(sam.user.token, "commissioner"))
        line(area, Actor(sam.user.token), "accounts.sign_in")

        manager = reader(Role.SERVICE_MANAGER, area, service=service)

        assert len(rows(manager.get("/activity/"))) == 1

    def test_a_manager_reads_no_more_of_who_has_left(self, area, service):
        left = make.membership(
            Role.KEYWORKER, area, service=service, status="ended", ended_at=NOON
        )
        line(area, of(left))

        manager = reader(Role.SERVICE_MANAGER, area, service=service)

        assert rows(manager.get("/activity/")) == []

    def test_a_keyworker_reads_only_their_own(self, area, sam, alex):
        line(area, of(sam))
        line(area, of(alex))

        found = rows(make.signed_in_client(sam).get("/activity/"))

        assert [row[1] for row in found] == ["Sam Hill"]

    def test_an_auditor_reads_everything_without_names(self, area, sam, alex):
        line(area, of(sam))
        line(area, of(alex), subject=sam.user.token)
        line(area, system_actor("import-meetings"))

        response = reader(Role.AUDITOR, area).get("/activity/")

        assert {row[1] for row in rows(response)} == {
            f"person {pseudonym_of(sam.user.token)}",
            f"person {pseudonym_of(alex.user.token)}",
            "the system (import-meetings)",
        }
        for secret in ("Sam Hill", "Alex Reed", sam.user.token, sam.user.reference):
            assert secret not in words(response)


class TestListActivity:
    def test_tells_when_who_in_which_role_what_and_about_what(self, area, sam):
        line(area, of(sam), subject="holiday:BCDFGHJKMN", detail={"on": "2027-12-25"})

        assert rows(make.signed_in_client(sam).get("/activity/")) == [
            [
                "21 November 2026, 12:00:00 GMT",
                "Sam Hill",
                "Keyworker",
                "Added a holiday",
                "holiday BCDFGHJKMN",
                "on: 2027-12-25",
            ]
        ]

    def test_tells_local_time(self, area, sam):
        at = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
        with clock.frozen_at(at), within(area.pk), transaction.atomic():
            record(act="x.y", by=of(sam), area_id=area.pk)

        ((at, *_),) = rows(make.signed_in_client(sam).get("/activity/"))
        assert at == "2 July 2026, 00:30:00 BST"

    def test_never_shows_what_is_confidential(self, area, sam):
        line(area, of(sam), confidential=True)

        for role in READERS - {Role.KEYWORKER}:
            assert "Added a holiday</td>" not in words(
                reader(role, area).get("/activity/")
            )
        assert rows(make.signed_in_client(sam).get("/activity/")) == []

    def test_tells_no_numbers_of_lines(self, area, sam):
        for _ in range(40):
            line(area, system_actor("tick"), confidential=True)
        line(area, of(sam))
        entry = Entry.objects.latest("pk")

        page = words(make.signed_in_client(sam).get("/activity/"))

        assert entry.sequence > 40
        assert f">{entry.sequence}<" not in page
        assert "older" not in page.lower().replace("placeholder", "")

    def test_turns_pages_without_losing_or_repeating_a_line(
        self, area, sam, monkeypatch
    ):
        monkeypatch.setattr(views, "PAGE", 3)
        client = make.signed_in_client(sam)
        for number in range(8):
            line(area, of(sam), minutes=number)
            line(area, of(sam), confidential=True, minutes=number)
        seen, address = [], "/activity/"
        while address:
            response = client.get(address)
            seen += [row[0] for row in rows(response)]
            line(area, of(sam), minutes=60)
            links = Page(words(response)).all("a", class_="govuk-link")
            older = [link["href"] for link in links if link.text == "Older lines"]
            address = f"/activity/{older[0]}" if older else ""

        assert len(seen) == len(set(seen)) == 8

    def test_a_page_from_nowhere_is_empty(self, area, sam):
        line(area, of(sam))
        client = make.signed_in_client(sam)

        assert rows(client.get("/activity/?older-than=nonsense")) == []

    @pytest.mark.parametrize("number", [1, 20])
    def test_asks_as_often_however_many_lines_there_are(
        self, area, sam, number, django_assert_num_queries
    ):
        for _ in range(number):
            line(area, of(sam))
        client = make.signed_in_client(sam)
        client.get("/activity/")

        with django_assert_num_queries(5):
            client.get("/activity/")


def asked(client, **filters):
    return rows(client.get("/activity/", filters))


class TestFilter:
    def test_is_by_the_day_on_the_wall(self, area, sam):
        for day, hour in ((24, 22), (24, 23), (25, 22), (25, 23), (26, 0)):
            at = datetime(2026, 10, day, hour, 59, tzinfo=UTC)
            with clock.frozen_at(at), within(area.pk), transaction.atomic():
                record(act="x.y", by=of(sam), area_id=area.pk)
        day = {"day-day": "25", "day-month": "10", "day-year": "2026"}

        found = asked(make.signed_in_client(sam), **day)

        # The clocks went back that night, so the day had 25 hours.
        assert [row[0].partition(", ")[2] for row in found] == [
            "23:59:00 GMT",
            "22:59:00 GMT",
            "00:59:00 BST",
        ]

    def test_is_by_person(self, area, service, sam):
        other = make.membership(Role.KEYWORKER, area, service=service)
        line(area, of(sam))
        line(area, of(other))
        manager = reader(Role.SERVICE_MANAGER, area, service=service)
        reference = sam.user.reference

        assert {row[1] for row in asked(manager, person=reference)} == {"Sam Hill"}
        assert len(asked(manager, person=reference.lower())) == 1
        assert asked(manager, person="BCDFGHJKMN") == []
        assert asked(manager, person=sam.user.email) == []

    def test_is_by_pseudonym_for_the_auditor(self, area, sam, alex):
        line(area, of(sam))
        line(area, of(alex))
        auditor = reader(Role.AUDITOR, area)
        shown = pseudonym_of(sam.user.token)

        for written in (shown, f"person {shown}", shown.lower()):
            assert {row[1] for row in asked(auditor, person=written)} == {
                f"person {shown}"
            }
        assert asked(auditor, person=sam.user.reference) == []
        assert asked(auditor, person="person:") == []

    def test_is_by_kind_of_act(self, area, sam):
        line(area, of(sam))
        line(area, of(sam), "organisations.delete_holiday")
        client = make.signed_in_client(sam)

        found = asked(client, act="organisations.delete_holiday")

        assert [row[3] for row in found] == ["Deleted a holiday"]

    @pytest.mark.parametrize(
        ("filters", "sentence"),
        [
            ({"day-day": "31", "day-month": "2", "day-year": "2026"}, "no such day"),
            ({"act": "no.such"}, "Choose one of the answers in the list."),
            ({"person": "x" * 41}, "40 characters"),
        ],
    )
    def test_that_is_not_understood_shows_nothing(self, area, sam, filters, sentence):
        line(area, of(sam))

        response = make.signed_in_client(sam).get("/activity/", filters)

        assert sentence in words(response)
        assert rows(response) == []

    def test_offers_an_administrator_only_acts_of_signing_in(self, area):
        page = Page(words(reader(Role.AREA_ADMINISTRATOR, area).get("/activity/")))

        options = [each["value"] for each in page.all("option")]
        assert all(value.startswith("accounts.") for value in options if value)


class TestReading:
    @pytest.mark.parametrize("role", sorted(READERS - {Role.KEYWORKER}))
    def test_of_others_leaves_a_line(self, area, role):
        reader(role, area).get("/activity/", {"person": "BCDF"})

        entry = Entry.objects.get(act="organisations.read_activity")
        assert (entry.role, entry.chain) == (role, area.pk)
        assert entry.detail == {"filters": ["person"]}
        assert "BCDF" not in str(vars(entry))

    def test_of_ones_own_leaves_none(self, area, sam):
        make.signed_in_client(sam).get("/activity/")

        assert not Entry.objects.exists()

    def test_is_refused_where_no_line_can_be_left(self, area, monkeypatch):
        client = reader(Role.AUDITOR, area)
        client.raise_request_exception = False
        break_the_log(monkeypatch)

        assert client.get("/activity/").status_code == 500
        assert client.get("/activity/export/").status_code == 500


def break_the_log(monkeypatch):
    def fail(**_):
        raise RuntimeError("no room")

    monkeypatch.setattr(actions, "record", fail)


def exported(response) -> list[list[str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


class TestExportActivity:
    def test_has_the_same_lines_as_the_page(self, area, sam, alex):
        for number in range(5):
            line(area, of(sam), minutes=number, detail={"name": "=1+1"})
            line(area, of(alex))
        client = make.signed_in_client(sam)
        on_the_page = rows(client.get("/activity/"))

        response = client.get("/activity/export/")
        head, export, *lines = exported(response)

        assert head == ["When", "Who", "As", "What", "About", "Details"]
        assert export[3] == "Exported the activity log"
        assert [[plain_cell(cell) for cell in row] for row in lines] == on_the_page
        assert response["Content-Type"] == "text/csv"
        assert response["Content-Disposition"] == (
            'attachment; filename="activity-2026-11-21.csv"'
        )

    def test_is_in_the_log_before_its_first_byte(self, area, sam):
        response = make.signed_in_client(sam).get(
            "/activity/export/", {"act": "organisations.add_holiday"}
        )

        entry = Entry.objects.get()
        assert entry.act == "organisations.export_activity"
        assert entry.detail == {"filters": ["act"]}
        assert len(exported(response)) == 1

    def test_goes_on_piece_by_piece(self, area, sam, monkeypatch):
        monkeypatch.setattr(views, "PIECE", 3)
        for number in range(7):
            line(area, of(sam), minutes=number)

        lines = exported(make.signed_in_client(sam).get("/activity/export/"))

        assert len({tuple(row) for row in lines}) == 1 + 7 + 1

    def test_keeps_names_from_the_auditor(self, area, sam):
        line(area, of(sam))

        text = str(exported(reader(Role.AUDITOR, area).get("/activity/export/")))

        assert "Sam Hill" not in text
        assert pseudonym_of(sam.user.token) in text

    def test_shows_nothing_confidential(self, area, sam):
        line(area, of(sam), "safeguarding.raise_concern", confidential=True)

        assert "concern" not in str(
            exported(reader(Role.AUDITOR, area).get("/activity/export/"))
        )


class TestPresentActivity:
    def test_calls_somebody_erased_by_the_letters(self):
        entry = Entry(
            recorded_at=NOON, actor="person:3f2a91c0aabbccdd", act="x.y", detail={}
        )

        (shown,) = present_activity([entry], {})

        assert (shown.who, shown.role) == ("person 3F2A-91C0", "")

    def test_tells_details_by_name(self):
        detail = {"filters": ["day", "act"], "closed_on": "2026-11-22", "none": []}
        entry = Entry(recorded_at=NOON, actor="system:tick", act="x.y", detail=detail)

        (shown,) = present_activity([entry], {})

        assert shown.details == "closed on: 2026-11-22; filters: day, act; none: –"


class TestPseudonyms:
    @pytest.mark.parametrize(
        "text", ["", "3F2A", "3F2A-91C", "3F2A-91CG", "%", "_" * 8]
    )
    def test_are_not_made_of_anything_else(self, text):
        assert token_beginning(text) is None

    def test_lead_back_to_the_beginning_of_the_token(self):
        token = "person:3f2a91c0aabbccdd"

        assert token.startswith(token_beginning(pseudonym_of(token)))
