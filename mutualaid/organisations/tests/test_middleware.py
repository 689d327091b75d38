import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from mutualaid.core.area import current_area_id
from mutualaid.organisations import middleware
from mutualaid.organisations.middleware import AreaMiddleware, KnownHosts
from mutualaid.organisations.models import Area

from .areas import an_area

pytestmark = pytest.mark.django_db
HOSTS = ["testserver", "meetings.example", "southby.example", "other.example"]


@pytest.fixture(autouse=True)
def _all_hosts(settings):
    settings.ALLOWED_HOSTS = HOSTS


def asked_for(host: str = "testserver"):
    return RequestFactory().get("/", HTTP_HOST=host)


class TestAreaMiddleware:
    def test_says_which_area_a_request_is_for(self):
        area = an_area(host="meetings.example")
        an_area("southby", host="southby.example")
        seen = []

        def answer(request):
            seen.append((request.area, current_area_id()))
            return HttpResponse()

        AreaMiddleware(answer)(asked_for("meetings.example"))

        assert seen == [(area, area.pk)]
        assert current_area_id() is None

    def test_shows_no_partnership_under_anothers_name(self):
        an_area(host="meetings.example")
        an_area("southby", host="southby.example")

        with pytest.raises(Http404):
            AreaMiddleware(lambda _: HttpResponse())(asked_for("other.example"))

    def test_leaves_the_area_after_an_error(self):
        an_area()

        def fail(_):
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            AreaMiddleware(fail)(asked_for())

        assert current_area_id() is None


class TestPages:
    def test_carry_the_name_of_the_hosts_area(self, client):
        an_area(name="Northbridge partners", host="meetings.example")
        an_area("southby", name="Southby partners", host="southby.example")

        north = client.get("/about/", HTTP_HOST="meetings.example:8000")
        south = client.get("/about/", HTTP_HOST="SOUTHBY.example")

        assert "Northbridge partners" in north.content.decode()
        assert "Southby partners" not in north.content.decode()
        assert "Southby partners" in south.content.decode()

    def test_of_a_host_nobody_claims_are_not_found_and_name_nobody(self, client):
        an_area(name="Northbridge partners", host="meetings.example")
        an_area("southby", name="Southby partners", host="southby.example")

        response = client.get("/about/", HTTP_HOST="other.example")

        assert response.status_code == 404
        assert "partners" not in response.content.decode()
        assert "We have no page here" in response.content.decode()


class Clock:
    """Seconds that pass only when told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def monotonic(self) -> float:
        return self.seconds


@pytest.fixture
def clock(monkeypatch) -> Clock:
    told = Clock()
    monkeypatch.setattr(middleware, "time", told)
    return told


class TestKnownHosts:
    def test_remembers_for_some_seconds(self, clock, django_assert_num_queries):
        area, known = an_area(), KnownHosts()
        known.area_of("testserver")

        clock.seconds = 4.9
        with django_assert_num_queries(0):
            assert known.area_of("testserver") == area
        clock.seconds = 5.0
        with django_assert_num_queries(1):
            assert known.area_of("testserver") == area

    def test_remembers_that_there_is_none(self, clock, django_assert_num_queries):
        known = KnownHosts()
        known.area_of("testserver")

        with django_assert_num_queries(0):
            assert known.area_of("testserver") is None

    def test_finds_a_new_area_when_the_seconds_are_over(self, clock):
        an_area()
        known = KnownHosts()
        first = known.area_of("meetings.example")

        second = an_area("southby", host="meetings.example")

        assert known.area_of("meetings.example") == first
        clock.seconds = 5.0
        assert known.area_of("meetings.example") == second

    def test_starts_again_when_told_to_forget(self, django_assert_num_queries):
        known = KnownHosts()
        known.area_of("testserver")

        known.forget()

        with django_assert_num_queries(1):
            known.area_of("testserver")

    def test_does_not_grow_with_every_host_that_somebody_makes_up(self, monkeypatch):
        known = KnownHosts()
        monkeypatch.setattr(Area.objects, "for_host", lambda host: None, raising=False)

        for number in range(5_000):
            known.area_of(f"{number}.example")

        assert len(known._areas) <= 1_001
