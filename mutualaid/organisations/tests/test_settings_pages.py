from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.db import transaction
from django.http import QueryDict

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.design_system.tests.markup import Page
from mutualaid.organisations.actions import areas as actions
from mutualaid.organisations.area_settings import settings_of
from mutualaid.organisations.forms.area_settings import AreaSettingsForm, opened_now
from mutualaid.organisations.middleware import known_hosts
from mutualaid.organisations.models import Area
from mutualaid.organisations.roles import Role
from mutualaid.organisations.themes import version_of

from . import factories as make

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
BY = Actor("person:0011223344556677", "area-administrator")
ADDRESS = "/settings/"


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen_at(NOON):
        yield


@pytest.fixture
def area():
    return make.area(name="Northbridge")


@pytest.fixture
def administrator(area):
    return make.signed_in_client(make.membership(Role.AREA_ADMINISTRATOR, area))


def words(response):
    return response.content.decode()


def answers(area, **typed):
    """What a browser would send of the page as it stands."""
    return {**opened_now(area), **typed}


def settings(area, **other):
    now = settings_of(area)
    return type(now)(
        **{
            **{name: getattr(now, name) for name in now.__dataclass_fields__},
            **other,
        }
    )


class TestChangeSettingsAction:
    def test_keeps_what_is_told_and_when(self, area):
        with clock.frozen_at(NOON + timedelta(minutes=1)):
            changed = actions.change_settings(
                area=area,
                answers=settings(area, name="Northbridge and Vale", colour="#17504a"),
                opened_at=area.updated_at,
                by=BY,
            )

        assert (changed.name, changed.colour) == ("Northbridge and Vale", "#17504a")
        assert changed.updated_at == NOON + timedelta(minutes=1)
        assert Entry.objects.latest("pk").detail == {
            "changed": ["colour", "name"],
            "colour": "#17504a",
            "name": "Northbridge and Vale",
        }

    def test_keeps_only_periods_that_are_not_the_usual(self, area):
        usual = settings_of(area).retention

        actions.change_settings(
            area=area,
            answers=settings(area, retention={**usual, "pairing": 30}),
            opened_at=area.updated_at,
            by=BY,
        )

        area.refresh_from_db()
        assert area.retention == {"pairing": 30}
        assert Entry.objects.latest("pk").detail["keep_pairing"] == 30

    def test_names_contacts_in_the_log_without_what_they_are(self, area):
        actions.change_settings(
            area=area,
            answers=settings(area, contact_email="office@northbridge.example"),
            opened_at=area.updated_at,
            by=BY,
        )

        assert Entry.objects.latest("pk").detail == {"changed": ["contact_email"]}

    def test_changes_nothing_where_nothing_is_other(self, area):
        actions.change_settings(
            area=area, answers=settings(area), opened_at=area.updated_at, by=BY
        )

        assert not Entry.objects.exists()

    def test_refuses_a_colour_that_cannot_be_read(self, area):
        with pytest.raises(Refused, match="#ffcc00"):
            actions.change_settings(
                area=area,
                answers=settings(area, colour="#ffcc00"),
                opened_at=area.updated_at,
                by=BY,
            )

    @pytest.mark.parametrize("opened_at", [None, NOON - timedelta(seconds=1)])
    def test_refuses_what_somebody_else_has_changed(self, area, opened_at):
        with pytest.raises(actions.ChangedMeanwhile):
            actions.change_settings(
                area=area,
                answers=settings(area, name="Other"),
                opened_at=opened_at,
                by=BY,
            )

        assert Area.objects.get().name == "Northbridge"

    def test_a_log_that_fails_undoes_it(self, area, monkeypatch):
        def fail(**_):
            raise RuntimeError("no room")

        monkeypatch.setattr(actions, "record", fail)
        with pytest.raises(RuntimeError, match="no room"), transaction.atomic():
            actions.change_settings(
                area=area,
                answers=settings(area, name="Other"),
                opened_at=area.updated_at,
                by=BY,
            )

        assert Area.objects.get().name == "Northbridge"


class TestChangeSettings:
    def test_shows_what_is_settled(self, area, administrator):
        page = words(administrator.get(ADDRESS))

        assert 'value="Northbridge"' in page
        assert 'value="2922"' in page

    def test_saves_and_shows_it_at_once(self, area, administrator):
        typed = answers(area, name="Vale", colour="17504A", contact_name="The office")

        response = administrator.post(ADDRESS, typed)

        assert response["Location"] == f"{ADDRESS}?saved=yes"
        assert "The settings are saved." in words(
            administrator.get(response["Location"])
        )
        area.refresh_from_db()
        assert (area.name, area.colour) == ("Vale", "#17504a")
        assert "– Vale</title>" in words(administrator.get(ADDRESS))

    @pytest.mark.parametrize("role", set(Role) - {Role.AREA_ADMINISTRATOR})
    def test_is_nobody_elses(self, area, role):
        client = make.signed_in_client(make.membership(role, area))

        assert client.get(ADDRESS).status_code == 403
        assert client.post(ADDRESS, answers(area, name="Mine")).status_code == 403
        assert Area.objects.get(pk=area.pk).name == "Northbridge"

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({"name": ""}, "“Name of the area” needs an answer."),
            ({"name": "a\u202eb"}, "characters that cannot be seen"),
            ({"colour": "green"}, "six digits"),
            ({"colour": "#ffcc00"}, "the contrast is 1.2, and 4.5 is the least."),
            ({"contact_email": "office"}, "Write the e-mail address in full"),
            ({"contact_telephone": "ring us"}, "like 01632 960 001"),
            ({"contact_telephone": "+ ()"}, "like 01632 960 001"),
            ({"keep_pairing": "0"}, "days from 1 to 36525"),
            ({"keep_pairing": "36526"}, "days from 1 to 36525"),
            ({"keep_pairing": "soon"}, "days from 1 to 36525"),
            ({"keep_pairing": "²"}, "days from 1 to 36525"),
            ({"keep_pairing": ""}, "days from 1 to 36525"),
            ({"keep_activity-log": "90"}, "keep it at least as long: 2922 days"),
        ],
    )
    def test_tells_what_is_wrong_and_keeps_what_was_typed(
        self, area, administrator, typed, sentence
    ):
        page = words(administrator.post(ADDRESS, answers(area, **typed)))

        assert sentence in page
        assert "<title>Error: " in page
        ((value,),) = [list(typed.values())]
        assert f'value="{value}"' in page or not value
        assert not Entry.objects.exists()

    def test_offers_a_colour_that_works(self, area, administrator):
        page = words(administrator.post(ADDRESS, answers(area, colour="#ffcc00")))
        offered = page.partition("4.5 is the least. ")[2][:7]

        response = administrator.post(ADDRESS, answers(area, colour=offered))

        assert response.status_code == 302


class TestTwoPeople:
    """One has the page open while another saves."""

    def save(self, area, minute=1, **typed):
        with clock.frozen_at(NOON + timedelta(minutes=minute)):
            actions.change_settings(
                area=area,
                answers=settings(area, **typed),
                opened_at=area.updated_at,
                by=BY,
            )

    def test_the_second_is_told_what_the_first_changed(self, area, administrator):
        mine = answers(area, contact_name="My office")
        self.save(area, name="Vale", contact_name="Their office")

        page = words(administrator.post(ADDRESS, mine))

        assert "Somebody else saved these settings" in page
        assert "<li>Name of the area: Vale</li>" in page
        assert "<li>Office that answers questions: Their office</li>" in page
        assert Area.objects.get().contact_name == "Their office"

    def test_nothing_typed_is_lost_and_nothing_saved_is_undone(
        self, area, administrator
    ):
        mine = answers(area, contact_name="My office")
        self.save(area, name="Vale")
        page = administrator.post(ADDRESS, mine)
        again = sent_again(page)

        response = administrator.post(ADDRESS, again)

        assert response.status_code == 302
        area.refresh_from_db()
        assert (area.name, area.contact_name) == ("Vale", "My office")

    def test_a_third_save_in_between_is_told_too(self, area, administrator):
        mine = answers(area, contact_name="My office")
        self.save(area, name="Vale")
        again = sent_again(administrator.post(ADDRESS, mine))
        area.refresh_from_db()
        self.save(area, minute=2, name="Hill")

        page = words(administrator.post(ADDRESS, again))

        assert "<li>Name of the area: Hill</li>" in page
        assert 'value="My office"' in page

    @pytest.mark.parametrize("opened", ["", "forged", "forged:too", "\x00"])
    def test_a_page_that_cannot_say_how_old_it_is_is_too_old(
        self, area, administrator, opened
    ):
        typed = answers(area, name="Mine", opened=opened)

        page = administrator.post(ADDRESS, typed)

        assert page.status_code == 200
        assert 'value="Mine"' in words(page)
        assert Area.objects.get().name == "Northbridge"

    def test_another_areas_page_counts_for_nothing(self, area, administrator):
        forged = signing.dumps({"at": None, "told": {}}, salt="another")

        page = administrator.post(ADDRESS, answers(area, name="Mine", opened=forged))

        assert page.status_code == 200


def sent_again(response) -> dict:
    """The form of a page as a browser would send it."""
    return {
        field["name"]: field.get("value")
        for field in Page(words(response)).all("input")
        if field.get("name")
    }


class TestForm:
    def test_takes_a_number_with_a_comma(self, area):
        data = QueryDict(mutable=True)
        data.update(answers(area, **{"keep_care-record": "3,000"}))
        data["keep_activity-log"] = "3000"
        form = AreaSettingsForm(data)

        assert form.is_valid(), form.errors
        assert form.answers().retention["care-record"] == 3000


class TestShowTheme:
    def test_serves_the_colour_for_a_year(self, client, area):
        Area.objects.update(colour="#17504a")

        response = client.get(f"/theme/{version_of('#17504a')}.css")

        assert response["Content-Type"] == "text/css; charset=utf-8"
        assert response["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "--govuk-brand-colour:#17504a" in words(response)
        assert not response.cookies

    @pytest.mark.parametrize("colour", ["", "#24633b"])
    def test_knows_no_other_version(self, client, area, colour):
        Area.objects.update(colour=colour)

        assert client.get(f"/theme/{version_of('#17504a')}.css").status_code == 404

    def test_is_linked_where_the_area_has_a_colour(self, client, area):
        assert "/theme/" not in words(client.get("/about/"))

        Area.objects.update(colour="#17504a")
        known_hosts.forget()

        link = f'<link rel="stylesheet" href="/theme/{version_of("#17504a")}.css">'
        assert link in words(client.get("/about/"))


class TestPublicPages:
    def test_say_how_to_reach_the_office(self, client, area):
        Area.objects.update(
            contact_name="Northbridge public health office",
            contact_email="office@northbridge.example",
            contact_telephone="01632 960 001",
        )

        about = words(client.get("/about/"))

        assert "Northbridge public health office" in about
        assert 'href="mailto:office@northbridge.example"' in about
        assert "01632 960 001" in about
        assert "You can write to office@northbridge.example." in words(
            client.get("/privacy/")
        )

    def test_say_nothing_of_an_office_that_nobody_named(self, client, area):
        assert "Who to ask" not in words(client.get("/about/"))

    def test_say_how_long_records_are_kept(self, client, area):
        Area.objects.update(retention={"pairing": 30})

        page = words(client.get("/privacy/"))

        assert "30 days, counted from the meeting." in page
        assert "8 years, counted from the last time we met." in page
